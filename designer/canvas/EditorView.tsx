import { ReactFlowProvider } from '@xyflow/react';
import { use, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
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
import { OpenedFlow } from '../subflows/OpenedFlow.js';
import { flowOfStep } from '../subflows/flow-of-step.js';
import { DepthContext, OpenStepContext, useOpened } from '../subflows/use-opened.js';
import { CanvasMenu } from './CanvasMenu.js';
import { ConnectDialog } from './ConnectDialog.js';
import { EditorToolbar } from './EditorToolbar.js';
import { nodeElement } from './canvas-element.js';
import classes from './Editor.module.css';
import { ExtractDialog } from '../subflows/ExtractDialog.js';
import { EditorBoundary } from './EditorBoundary.js';
import { FindPanel } from './FindPanel.js';
import { FlowCanvas } from './FlowCanvas.js';
import { KeysHelp } from './KeysHelp.js';
import { Palette } from './Palette.js';
import { PanelBoundary } from './PanelBoundary.js';
import { RefusedNotice } from './RefusedNotice.js';
import { SignedOutNotice } from './SignedOutNotice.js';
import { UnsavedOffer } from './UnsavedOffer.js';
import { useCanvasActions, type CanvasActions } from './use-canvas-actions.js';
import { useCanvasKeys } from './use-canvas-keys.js';
import { useClipboard } from './use-clipboard.js';
import { useEditorKeys } from './use-editor-keys.js';
import { useStepFigures } from './use-step-figures.js';
import { useUnsavedWarning } from './use-unsaved-warning.js';
import { getEntry } from '../../schemas/get-entry.js';

export function EditorView() {
  return (
    <ReactFlowProvider>
      <EditorBoundary>
        <Workspace />
      </EditorBoundary>
    </ReactFlowProvider>
  );
}

function Workspace() {
  const { view, mayEdit } = useEditor();
  const panel = useView((state) => state.panel);
  const selected = useView((state) => state.selected.join());
  const paletteOpen = useView((state) => state.paletteOpen);
  const phoneOpen = useView((state) => state.phoneOpen);
  const comparing = useView((state) => state.comparing);
  const touring = useView((state) => state.touring);
  const actions = useCanvasActions();
  const { opened, open, leave } = useOpenedFlow(actions);
  const covered = opened !== null;
  useFirstTour();
  useFocusWhenOpened(actions);
  useProblems();
  useLiveFlow();
  useStepFigures();
  useUnsavedWarning();
  useEditorKeys(actions, covered);
  useClipboard(actions, covered);
  // What is open in the panel closes first; by the time the key comes up here it is closed already.
  const wasOpen = useRef(false);
  const noteOpen = (event: KeyboardEvent): void => void (event.key === 'Escape' && (wasOpen.current = hasOpenDropdown(event.target as HTMLElement)));
  const leavePanel = (event: KeyboardEvent): void => {
    const { active, look } = view.getState();
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-side-panel]');
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing || !from || wasOpen.current) return;
    // A flow that this one is opened over has panels of its own.
    event.stopPropagation();
    look({ panel: null });
    if (active) actions.focusCard(active);
  };
  return (
    <div className={classes.editor}>
      <EditorToolbar actions={actions} covered={covered} />
      <div className={classes.workspace} data-workspace onKeyDownCapture={noteOpen} onKeyDown={leavePanel}>
        <div className={classes.stage}>
          <OpenStepContext value={open}>
            <Canvas actions={actions} covered={covered} open={open}>
              {paletteOpen && mayEdit && <Palette actions={actions} />}
            </Canvas>
          </OpenStepContext>
          {opened && (
            <OpenedFlow key={`${opened.step} ${opened.flow}`} {...opened} leave={leave}>
              <EditorView />
            </OpenedFlow>
          )}
        </div>
        {panel && (
          <PanelBoundary key={panel === 'step' ? `step ${selected}` : panel}>
            {panel === 'step' && <StepPanel />}
            {panel === 'flow' && <FlowSettings />}
            {panel === 'problems' && <ProblemsPanel />}
            {panel === 'json' && <JsonPanel />}
            {panel === 'history' && <HistoryPanel />}
            {panel === 'find' && <FindPanel />}
          </PanelBoundary>
        )}
        {phoneOpen && (
          <PanelBoundary close={() => view.getState().look({ phoneOpen: false })}>
            <Phone />
          </PanelBoundary>
        )}
        {comparing && <CompareView key={`${comparing.before} ${comparing.after}`} {...comparing} />}
      </div>
      {touring && <Tour close={() => view.getState().look({ touring: false })} />}
      <SignedOutNotice />
      <RefusedNotice />
      <UnsavedOffer />
      <ConflictDialog />
      <MergedNotice />
      <CanvasMenu actions={actions} open={open} />
      <ConnectDialog actions={actions} />
      <ExtractDialog />
      <KeysHelp actions={actions} />
    </div>
  );
}

/** Whether a list, a menu or a calendar of the panel stands open, to which Escape belongs. What merely unfolds in the panel is none. */
function hasOpenDropdown(target: HTMLElement): boolean {
  const openers = target.closest('[data-side-panel]')?.querySelectorAll('[aria-haspopup][aria-expanded="true"]') ?? [];
  return [...openers].some((opener) => {
    const list = opener.getAttribute('aria-controls');
    return list === null || (document.getElementById(list)?.checkVisibility() ?? false);
  });
}

/** What is opened over another flow takes the focus from the card it grew out of; a flow just made, from the dialog that made it. */
function useFocusWhenOpened(actions: CanvasActions): void {
  const { drafts } = useEditor();
  const depth = use(DepthContext);
  const isNew = (useLocation().state as { isNew?: boolean } | null)?.isNew === true;
  useEffect(() => {
    if (depth > 0 || isNew) actions.focusCard(drafts.getState().document.initial);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it opens
  }, [depth, drafts]);
}

/** The step whose flow is opened over this one, and how to open and to close it. */
function useOpenedFlow(actions: CanvasActions) {
  const { view } = useEditor();
  const { step, open, close } = useOpened();
  const flow = useDraft((draft) => (step ? flowOfStep(getEntry(draft.document.states, step)) : null));
  return {
    opened: step && flow ? { step, flow } : null,
    open(wanted: string): void {
      view.getState().look({ selected: [wanted], active: wanted, panel: null, paletteOpen: false, menu: null });
      open(wanted);
    },
    leave(): void {
      close();
      if (step) requestAnimationFrame(() => actions.focusCard(step));
    },
  };
}

/** To Tab the canvas is one stop: it leads to the card the arrow keys go on from. */
function Canvas({ actions, covered, open, children }: { actions: CanvasActions; covered: boolean; open(step: string): void; children: ReactNode }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const initial = useDraft((draft) => draft.document.initial);
  const said = useView((state) => state.said);
  const keys = useCanvasKeys(actions, open);
  const entry = useRef<HTMLButtonElement>(null);
  const setEntry = (reachable: boolean): void => void (entry.current && (entry.current.tabIndex = reachable ? 0 : -1));
  return (
    <div className={classes.canvas} data-canvas inert={covered} onKeyDown={keys} onFocus={({ target }) => (target as Element) !== entry.current && setEntry(false)} onBlur={() => setEntry(true)}>
      <button ref={entry} type="button" data-canvas-entry className={classes.entry} onFocus={() => actions.focusCard(entryCard(view.getState().active, initial))}>
        {t('canvas.a11y.entry')}
      </button>
      <FlowCanvas covered={covered} />
      {children}
      <div className={classes.said} role="status" aria-live="polite">
        {said}
      </div>
    </div>
  );
}

/** The card that was left last, as long as it is still drawn. */
function entryCard(active: string | null, initial: string): string {
  return active && nodeElement(active) ? active : initial;
}
