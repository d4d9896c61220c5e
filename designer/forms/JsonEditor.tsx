import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter, lintGutter } from '@codemirror/lint';
import { useComputedColorScheme } from '@mantine/core';
import CodeMirror, { EditorView } from '@uiw/react-codemirror';
import { useTranslation } from 'react-i18next';
import classes from './JsonEditor.module.css';

export function JsonEditor({ value, readOnly, onChange }: { value: string; readOnly: boolean; onChange(text: string): void }) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light');
  return (
    <div className={classes.editor}>
      <CodeMirror
        value={value}
        height="100%"
        readOnly={readOnly}
        theme={scheme}
        extensions={[json(), linter(jsonParseLinter()), lintGutter(), EditorView.lineWrapping, EditorView.contentAttributes.of({ 'aria-label': t('json.title') })]}
        // What scrolls must be reachable by keyboard.
        onCreateEditor={(view) => (view.scrollDOM.tabIndex = 0)}
        onChange={onChange}
      />
    </div>
  );
}
