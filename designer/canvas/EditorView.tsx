import { ReactFlowProvider } from '@xyflow/react';
import type { KeyboardEvent } from 'react';
import { useEditor, useView } from '../drafts/editor.js';
import { FlowSettings } from '../forms/FlowSettings.js';
import { JsonPanel } from '../json/JsonPanel.js';
import { StepPanel } from '../forms/StepPanel.js';
import { Phone } from '../phone/Phone.js';
import { ProblemsPanel } from '../problems/ProblemsPanel.js';
import { useProblems } from '../problems/use-problems.js';
import { ConflictDialog } from '../versions/ConflictDialog.js';
import { HistoryPanel } from '../versions/HistoryPanel.js';
import { EditorToolbar } from './EditorToolbar.js';
import classes from './Editor.module.css';
import { FlowCanvas } from './FlowCanvas.js';
import { Palette } from './Palette.js';
import { useEditorKeys } from './use-editor-keys.js';
import { useUnsavedWarning } from './use-unsaved-warning.js';

export function EditorView() {
  const { view, mayEdit } = useEditor();
  const panel = useView((state) => state.panel);
  const paletteOpen = useView((state) => state.paletteOpen);
  const phoneOpen = useView((state) => state.phoneOpen);
  useProblems();
  useUnsavedWarning();
  useEditorKeys();
  const openStep = (event: KeyboardEvent): void => {
    const { id } = (event.target as HTMLElement).dataset;
    if (event.key === 'Enter' && id && (event.target as HTMLElement).classList.contains('react-flow__node')) view.getState().select(id);
  };
  return (
    <ReactFlowProvider>
      <div className={classes.editor}>
        <EditorToolbar />
        <div className={classes.workspace}>
          <div className={classes.canvas} onKeyDown={openStep}>
            <FlowCanvas />
            {paletteOpen && mayEdit && <Palette />}
          </div>
          {panel === 'step' && <StepPanel />}
          {panel === 'flow' && <FlowSettings />}
          {panel === 'problems' && <ProblemsPanel />}
          {panel === 'json' && <JsonPanel />}
          {panel === 'history' && <HistoryPanel />}
          {phoneOpen && <Phone />}
        </div>
        <ConflictDialog />
      </div>
    </ReactFlowProvider>
  );
}
