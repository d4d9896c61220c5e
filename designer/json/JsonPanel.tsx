import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import type { Flow } from '../../schemas/documents/flow.js';
import { createPart } from '../app/create-part.js';
import { saveJson } from '../app/save-json.js';
import { SidePanel } from '../canvas/SidePanel.js';
import type { Draft } from '../drafts/draft-store.js';
import { replaceDocument } from '../drafts/edits.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { mergeDrafts } from '../drafts/merge-drafts.js';
import type { WrittenFlow } from '../drafts/view-store.js';
import { useWords } from '../forms/use-words.js';
import { useCheck } from '../problems/use-problems.js';
import { describeConflict } from '../versions/describe-conflict.js';
import { readFlowText } from './read-flow-text.js';

const JsonEditor = createPart(() => import('./JsonEditor.js'), 'JsonEditor');

/** The flow as its file has it. What is written here becomes the draft when it is applied, and can be undone like any change; closing the panel keeps it. */
export function JsonPanel() {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { drafts, view, mayEdit } = useEditor();
  const check = useCheck();
  const document = useDraft((draft) => draft.document);
  const written = useView((state) => state.written);
  const [isKept] = useState(written !== null);
  const setWritten = (next: WrittenFlow | null): void => view.getState().look({ written: next });
  const stored = JSON.stringify(document, null, 2);
  const text = written?.text ?? stored;
  const read = readFlowText(text, document.id);
  const changed = written !== null && written.text !== stored;
  const apply = (): void => {
    if (!('flow' in read) || !written) return;
    const { document: merged, clashes } = bringTogether(written.from, read.flow, drafts.getState());
    // What is written here stands where both changed the same, but not before that was seen.
    if (clashes.length > 0) return setWritten({ text: JSON.stringify(merged, null, 2), from: document, clashes });
    drafts.getState().edit(replaceDocument(merged));
    setWritten(null);
  };
  return (
    <SidePanel title={t('json.title')} wide>
      <Stack gap="sm" h="100%">
        <Text size="sm" c="dimmed">
          {t('json.help')}
        </Text>
        {isKept && changed && <Alert role="status">{t('json.kept')}</Alert>}
        {written && written.from !== document && <Alert color="yellow">{t('json.stale')}</Alert>}
        {written && written.clashes.length > 0 && <Clashes clashes={written.clashes} document={document} />}
        <JsonEditor value={text} readOnly={!mayEdit} reader={reader} check={check} onChange={(entered) => setWritten(entered === stored ? null : { text: entered, from: written?.from ?? document, clashes: written?.clashes ?? [] })} />
        {'refusal' in read && (
          <Alert color="red" variant="light" role="alert" title={t('json.broken')}>
            {read.refusal[reader]}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="subtle" leftSection={<IconDownload size={16} />} mr="auto" onClick={() => saveJson(`${document.id}.flow.json`, document)}>
            {t('json.save')}
          </Button>
          {mayEdit && (
            <>
              <Button variant="default" disabled={!changed} onClick={() => setWritten(null)}>
                {t('json.reset')}
              </Button>
              <Button disabled={!changed || 'refusal' in read} onClick={apply}>
                {t('json.apply')}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </SidePanel>
  );
}

/** What was written since `from`, and what came into the draft since then: from the canvas, or from somebody else. */
function bringTogether(from: Flow, written: Flow, { document, layout }: Draft): { document: Flow; clashes: MergeConflict[] } {
  if (from === document) return { document: written, clashes: [] };
  const { draft, conflicts } = mergeDrafts({ document: from, layout }, { document: written, layout }, { document, layout });
  return { document: draft.document, clashes: conflicts };
}

/** Named before it is applied: it would overwrite what somebody else did there. */
function Clashes({ clashes, document }: { clashes: MergeConflict[]; document: Flow }) {
  const { t } = useTranslation();
  const { reader } = useWords();
  return (
    <Alert color="yellow" role="alert" title={t('json.clashes', { count: clashes.length })}>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {clashes.map((clash, at) => {
          const { where, mine, theirs } = describeConflict(document, clash, reader, t);
          return <li key={`${at} ${clash.pointer}`}>{t('json.clash', { where, mine, theirs })}</li>;
        })}
      </ul>
    </Alert>
  );
}
