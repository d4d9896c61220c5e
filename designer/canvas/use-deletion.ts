import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { connectExit, deleteSteps } from '../drafts/edits.js';
import { useEditor } from '../drafts/editor.js';
import type { ExitEdgeData } from './ExitEdge.js';
import type { StepNode } from './StepCard.js';

/** Deletes from the draft, never from the picture alone. The first step stays: a call has to begin somewhere. */
export function useDeletion() {
  const { drafts, view, mayEdit } = useEditor();
  const { t } = useTranslation();
  return useCallback(
    async ({ nodes, edges }: { nodes: StepNode[]; edges: ExitEdgeData[] }): Promise<boolean> => {
      if (!mayEdit) return false;
      const { edit, document } = drafts.getState();
      const ids = nodes.map((node) => node.id);
      if (ids.includes(document.initial)) notifications.show({ color: 'yellow', message: t('canvas.keepsFirst') });
      if (ids.length > 0) {
        edit(deleteSteps(ids));
        view.getState().look({ selected: [], panel: null });
      } else {
        edit((draft) => edges.reduce((before, edge) => connectExit(edge.source, edge.sourceHandle!, null)(before), draft));
      }
      return false;
    },
    [drafts, view, mayEdit, t],
  );
}
