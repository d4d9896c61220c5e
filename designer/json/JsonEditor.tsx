import { json, jsonLanguage, jsonParseLinter } from '@codemirror/lang-json';
import { linter, lintGutter, type Diagnostic } from '@codemirror/lint';
import { useComputedColorScheme } from '@mantine/core';
import CodeMirror, { EditorView } from '@uiw/react-codemirror';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BothLanguages } from '../../schemas/form-controls.js';
import flowSchema from '../../schemas/published/flow.schema.json';
import type { Problem } from '../problems/check.js';
import { completeFlow } from './complete-flow.js';
import { rangeOf } from './json-places.js';
import classes from './JsonEditor.module.css';
import type { JsonSchema } from './schema-at.js';

interface JsonEditorProps {
  value: string;
  readOnly: boolean;
  reader: keyof BothLanguages;
  /** What the rules say of a flow; the same as on the canvas. */
  check(flow: unknown): Problem[];
  onChange(text: string): void;
}

/** The flow's own file, with the fields and words its schema knows, and the problems where they stand. */
export function JsonEditor({ value, readOnly, reader, check, onChange }: JsonEditorProps) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const last = useRef<unknown>(null);
  last.current = parse(value) ?? last.current;
  const label = t('json.title');
  const extensions = useMemo(
    () => [
      json(),
      jsonLanguage.data.of({ autocomplete: completeFlow(flowSchema as unknown as JsonSchema, () => last.current) }),
      linter(jsonParseLinter()),
      linter((view) => problemsIn(view, check, reader), { delay: 400 }),
      lintGutter(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
    ],
    [check, reader, label],
  );
  return (
    <div className={classes.editor}>
      <CodeMirror
        value={value}
        height="100%"
        readOnly={readOnly}
        theme={scheme}
        extensions={extensions}
        // Tab leads on, as everywhere: what takes it for spaces lets nobody out by keys.
        indentWithTab={false}
        // What scrolls must be reachable by keyboard.
        onCreateEditor={(view) => (view.scrollDOM.tabIndex = 0)}
        onChange={onChange}
      />
    </div>
  );
}

function problemsIn({ state }: EditorView, check: (flow: unknown) => Problem[], reader: keyof BothLanguages): Diagnostic[] {
  const flow = parse(state.doc.toString());
  if (flow === undefined) return [];
  return check(flow).map((problem) => ({ ...rangeOf(state, problem.pointer), severity: problem.severity, message: problem.messages[reader], source: problem.rule }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
