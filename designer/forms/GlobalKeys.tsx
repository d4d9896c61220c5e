import { ActionIcon, Button, Group, Input, NativeSelect, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { getTitle } from '../canvas/heard-text.js';
import { toId } from '../drafts/create-step-id.js';
import { setGlobalKeys } from '../drafts/edits.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { useRowFocus } from './use-row-focus.js';
import { useWords } from './use-words.js';
import { getEntry } from '../../schemas/get-entry.js';

const AGAIN = 'again';
const telephoneKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];

interface Row {
  key: string;
  exit: string;
  target: string | null;
}

/** Keys that work at every question of the flow: each leads to a step, or says the question again. */
export function GlobalKeys() {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { drafts, mayEdit } = useEditor();
  const live = useView((view) => view.live);
  const { meta, on, states } = useDraft((draft) => draft.document);
  const rows = Object.entries(meta.keys ?? {}).map(([key, exit]): Row => ({ key, exit, target: getEntry(on, exit)?.slice(1) ?? null }));
  const free = telephoneKeys.filter((key) => !rows.some((row) => row.key === key));
  const take = (after: Row[]): void => drafts.getState().edit(setGlobalKeys(after));
  const set = (at: number, change: Partial<Row>): void => take(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const targets = [{ value: AGAIN, label: t('keys.again') }, ...Object.entries(states).map(([id, state]) => ({ value: `.${id}`, label: getTitle(id, state, reader) === id ? id : `${getTitle(id, state, reader)} (${id})` }))];
  const focus = useRowFocus();
  /** Rows stand in the order the file keeps keys in, so that another key can move its row: the focus goes along. */
  const placeOf = (key: string, after: Row[]): number => Object.keys(Object.fromEntries(after.map((row) => [row.key, '']))).indexOf(key);
  const setKey = (at: number, key: string): void => {
    focus.toRow(placeOf(key, rows.map((row, index) => (index === at ? { ...row, key } : row))));
    set(at, { key });
  };
  const add = (): void => {
    const after = [...rows, { key: free[0]!, exit: AGAIN, target: null }];
    focus.toRow(placeOf(free[0]!, after));
    take(after);
  };
  const remove = (at: number): void => {
    focus.toNext(at);
    take(rows.filter((_, index) => index !== at));
  };
  const lead = (at: number, choice: string): void => set(at, choice === AGAIN ? { exit: AGAIN, target: null } : { target: choice.slice(1), exit: exitFor(rows, at, choice.slice(1), live?.on) });
  return (
    <Input.Wrapper label={t('keys.title')} description={t('keys.help')} labelElement="div">
      <Stack gap={8} mt={8} role="group" aria-label={t('keys.title')} ref={focus.list}>
        {rows.map((row, at) => (
          <Group key={row.key} gap={6} wrap="nowrap">
            <NativeSelect size="sm" w={72} aria-label={t('keys.key', { number: at + 1 })} data={telephoneKeys.filter((key) => key === row.key || free.includes(key))} value={row.key} disabled={!mayEdit} onChange={(event) => setKey(at, event.currentTarget.value)} />
            <NativeSelect
              size="sm"
              flex={1}
              aria-label={t('keys.target', { key: row.key })}
              data={row.target === null && row.exit !== AGAIN ? [{ value: '', label: t('exits.nowhere') }, ...targets] : targets}
              value={row.exit === AGAIN ? AGAIN : row.target ? `.${row.target}` : ''}
              disabled={!mayEdit}
              onChange={(event) => lead(at, event.currentTarget.value)}
            />
            {mayEdit && (
              <ActionIcon aria-label={t('keys.remove', { key: row.key })} onClick={() => remove(at)} data-removes>
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {mayEdit && free.length > 0 && (
          <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }} onClick={add}>
            {t('keys.add')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

/** A key keeps the name of its exit once that is published, so that its history stays; until then it is called after the step it leads to. */
function exitFor(rows: Row[], at: number, target: string, published: Record<string, string> | undefined): string {
  const own = rows[at]!.exit;
  if (own !== AGAIN && getEntry(published, own)) return own;
  const base = toId(target.replace(/^to_/, '')) || 'key';
  const taken = new Set(rows.filter((_, index) => index !== at).map((row) => row.exit));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}
