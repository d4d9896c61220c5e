import { IconArrowRight, IconBox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useFlowName } from '../api/use-flow-name.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { isStepNode } from '../drafts/layout-edits.js';
import { Item } from './CanvasMenu.js';
import { flowOfStep } from './flow-of-step.js';
import type { CanvasActions } from './use-canvas-actions.js';

/** Leads into the flow that a step runs; from there a link leads back. */
export function OpenSubflowItem({ step }: { step: string }) {
  const { t } = useTranslation();
  const { flow } = useEditor();
  const nameOf = useFlowName();
  const navigate = useNavigate();
  const other = useDraft((draft) => flowOfStep(draft.document.states[step]));
  if (!other) return null;
  return <Item Icon={IconArrowRight} label={t('canvas.subflow.open', { flow: nameOf(other) })} keys="O" onClick={() => void navigate(`/flows/${other}?from=${flow}&by=${step}`)} />;
}

/** Makes the selected steps a flow of their own. */
export function ExtractItem({ actions }: { actions: CanvasActions }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const steps = useView((state) => state.selected.filter(isStepNode).length);
  if (steps < 2) return null;
  return <Item Icon={IconBox} label={t('canvas.subflow.extract')} onClick={() => view.getState().look({ extracting: actions.selection().filter(isStepNode) })} />;
}
