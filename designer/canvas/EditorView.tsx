import { ReactFlowProvider } from '@xyflow/react';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { useLiveFlow } from '../drafts/use-live-flow.js';
import { FlowSettings } from '../forms/FlowSettings.js';
import { JsonPanel } from '../json/JsonPanel.js';
import { StepPanel } from '../forms/StepPanel.js';
import { Phone } from '../phone/Phone.js';
import { ProblemsPanel } from '../problems/ProblemsPanel.js';
import { useProblems } from '../problems/use-problems.js';
import { MergedNotice } from '../presence/MergedNotice.js';
import { Tour } from '../tour/Tour.js';
import { useFirstTour } from '../tour/use-first-tour.js';
import { CompareView } from '../versions/CompareView.js';
import { ConflictDialog } from '../versions/ConflictDialog.js';
import { HistoryPanel } from '../versions/HistoryPanel.js';
import { CanvasMenu } from './CanvasMenu.js';
import { ConnectDialog } from './ConnectDialog.js';
import { EditorToolbar } from './EditorToolbar.js';
import classes from './Editor.module.css';
import { ExtractDialog } from './ExtractDialog.js';
import { FindPanel } from './FindPanel.js';
import { FlowCanvas } from './FlowCanvas.js';
import { KeysHelp } from './KeysHelp.js';
import { Palette } from './Palette.js';
import { useCanvasActions } from './use-canvas-actions.js';
import { useCanvasKeys } from './use-canvas-keys.js';
import { useClipboard } from './use-clipboard.js';
import { useEditorKeys } from './use-editor-keys.js';
import { useStepFigures } from './use-step-figures.js';
import { useUnsavedWarning } from './use-unsaved-warning.js';

export function EditorView() {
  return (
    <ReactFlowProvider>
      <Workspace />
    </ReactFlowProvider>
  );
}

function Workspace() {
  const { view, mayEdit } = useEditor();
  const panel = useView((state) => state.panel);
  const paletteOpen = useView((state) => state.paletteOpen);
  const phoneOpen = useView((state) => state.phoneOpen);
  const comparing = useView((state) => state.comparing);
  const touring = useView((state) => state.touring);
  const actions = useCanvasActions();
  useFirstTour();
  useProblems();
  useLiveFlow();
  useStepFigures();
  useUnsavedWarning();
  useEditorKeys(actions);
  useClipboard(actions);
  const leavePanel = (event: KeyboardEvent): void => {
    const { active, look } = view.getState();
    if (event.key !== 'Escape' || event.defaultPrevented || !(event.target as HTMLElement).closest('[data-side-panel]')) return;
    look({ panel: null });
    if (active) actions.focusCard(active);
  };
  return (
    <div className={classes.editor}>
      <EditorToolbar actions={actions} />
      <div className={classes.workspace} onKeyDown={leavePanel}>
        <Canvas actions={actions}>{paletteOpen && mayEdit && <Palette actions={actions} />}</Canvas>
        {panel === 'step' && <StepPanel />}
        {panel === 'flow' && <FlowSettings />}
        {panel === 'problems' && <ProblemsPanel />}
        {panel === 'json' && <JsonPanel />}
        {panel === 'history' && <HistoryPanel />}
        {panel === 'find' && <FindPanel />}
        {phoneOpen && <Phone />}
        {comparing && <CompareView key={`${comparing.before} ${comparing.after}`} {...comparing} />}
      </div>
      {touring && <Tour close={() => view.getState().look({ touring: false })} />}
      <ConflictDialog />
      <MergedNotice />
      <CanvasMenu actions={actions} />
      <ConnectDialog actions={actions} />
      <ExtractDialog />
      <KeysHelp actions={actions} />
    </div>
  );
}

/** To Tab the canvas is one stop: it leads to the card the arrow keys go on from. */
function Canvas({ actions, children }: { actions: ReturnType<typeof useCanvasActions>; children: ReactNode }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const initial = useDraft((draft) => draft.document.initial);
  const said = useView((state) => state.said);
  const keys = useCanvasKeys(actions);
  const entry = useRef<HTMLButtonElement>(null);
  const setEntry = (reachable: boolean): void => void (entry.current && (entry.current.tabIndex = reachable ? 0 : -1));
  return (
    <div className={classes.canvas} data-canvas onKeyDown={keys} onFocus={({ target }) => (target as Element) !== entry.current && setEntry(false)} onBlur={() => setEntry(true)}>
      <button ref={entry} type="button" className={classes.entry} onFocus={() => actions.focusCard(entryCard(view.getState().active, initial))}>
        {t('canvas.a11y.entry')}
      </button>
      <FlowCanvas />
      {children}
      <div className={classes.said} role="status" aria-live="polite">
        {said}
      </div>
    </div>
  );
}

/** The card that was left last, as long as it is still drawn. */
function entryCard(active: string | null, initial: string): string {
  return active && document.querySelector(`.react-flow__node[data-id="${CSS.escape(active)}"]`) ? active : initial;
}
