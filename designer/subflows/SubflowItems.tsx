import { IconArrowRight, IconArrowsMaximize, IconBox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useFlowName } from '../api/use-flow-name.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { isStepNode } from '../drafts/layout-edits.js';
import { Item } from '../canvas/CanvasMenu.js';
import { flowOfStep } from './flow-of-step.js';
import type { CanvasActions } from '../canvas/use-canvas-actions.js';
import { getEntry } from '../../schemas/get-entry.js';

/** The flow that a step runs: opened here over the canvas, or on a page of its own, from where a link leads back. */
export function OpenSubflowItems({ step, open }: { step: string; open(step: string): void }) {
  const { t } = useTranslation();
  const { flow } = useEditor();
  const nameOf = useFlowName();
  const navigate = useNavigate();
  const other = useDraft((draft) => flowOfStep(getEntry(draft.document.states, step)));
  if (!other) return null;
  return (
    <>
      <Item Icon={IconArrowsMaximize} label={t('canvas.subflow.openHere', { flow: nameOf(other) })} keys="O" onClick={() => open(step)} />
      <Item Icon={IconArrowRight} label={t('canvas.subflow.open', { flow: nameOf(other) })} onClick={() => void navigate(`/flows/${other}?from=${flow}&by=${step}`)} />
    </>
  );
}

/** Makes the selected steps a flow of their own. */
export function ExtractItem({ actions }: { actions: CanvasActions }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const steps = useView((state) => state.selected.filter(isStepNode).length);
  if (steps < 2) return null;
  return <Item Icon={IconBox} label={t('canvas.subflow.extract')} onClick={() => view.getState().look({ extracting: actions.selection().filter(isStepNode) })} />;
}
