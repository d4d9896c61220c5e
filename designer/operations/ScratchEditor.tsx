import { useMemo, type ReactNode } from 'react';
import type { Problem } from '../../runtime/engine/check/problem.js';
import { EditorContext, type Editor } from '../drafts/editor.js';
import { createDraftStore } from '../drafts/draft-store.js';
import { createViewStore } from '../drafts/view-store.js';
import { FormContext, type FormContextValue } from '../forms/form-context.js';

interface ScratchEditorProps {
  languages: string[];
  problems: Problem[];
  mayEdit: boolean;
  children: ReactNode;
}

/** Lets the controls of the step forms edit a document that is no flow: they show the problems given, and nothing is saved by itself. */
export function ScratchEditor({ languages, problems, mayEdit, children }: ScratchEditorProps) {
  const editor = useMemo((): Editor => {
    const document = { id: 'scratch', initial: 'end', meta: { specVersion: '1.0' as const, name: 'scratch', languages }, states: { end: { type: 'final' as const, meta: { step: 'hang_up' } } } };
    return { flow: 'scratch', drafts: createDraftStore({ document, layout: { flow: 'scratch', positions: {} } }), view: createViewStore(languages[0]!), mayEdit } as unknown as Editor;
  }, [languages, mayEdit]);
  const form = useMemo((): FormContextValue => ({ step: 'end', languages, readOnly: !mayEdit, renameExit: () => false, isLive: () => false, isConnected: () => false }), [languages, mayEdit]);
  useMemo(() => queueMicrotask(() => editor.view.getState().look({ problems })), [editor, problems]);
  return (
    <EditorContext value={editor}>
      <FormContext value={form}>{children}</FormContext>
    </EditorContext>
  );
}
