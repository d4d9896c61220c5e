import { ActionIcon, Button, Group, Input, NativeSelect, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { getTitle } from '../canvas/heard-text.js';
import { toId } from '../drafts/create-step-id.js';
import { setGlobalKeys } from '../drafts/edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { useWords } from './use-words.js';

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
  const { meta, on, states } = useDraft((draft) => draft.document);
  const rows = Object.entries(meta.keys ?? {}).map(([key, exit]): Row => ({ key, exit, target: on?.[exit]?.slice(1) ?? null }));
  const free = telephoneKeys.filter((key) => !rows.some((row) => row.key === key));
  const take = (after: Row[]): void => drafts.getState().edit(setGlobalKeys(after));
  const set = (at: number, change: Partial<Row>): void => take(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const targets = [{ value: AGAIN, label: t('keys.again') }, ...Object.entries(states).map(([id, state]) => ({ value: `.${id}`, label: getTitle(id, state, reader) }))];
  const lead = (at: number, choice: string): void => set(at, choice === AGAIN ? { exit: AGAIN, target: null } : { target: choice.slice(1), exit: exitFor(rows, at, choice.slice(1)) });
  return (
    <Input.Wrapper label={t('keys.title')} description={t('keys.help')} labelElement="div">
      <Stack gap={8} mt={8} role="group" aria-label={t('keys.title')}>
        {rows.map((row, at) => (
          <Group key={row.key} gap={6} wrap="nowrap">
            <NativeSelect size="sm" w={72} aria-label={t('keys.key', { number: at + 1 })} data={[row.key, ...free]} value={row.key} disabled={!mayEdit} onChange={(event) => set(at, { key: event.currentTarget.value })} />
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
              <ActionIcon aria-label={t('keys.remove', { key: row.key })} onClick={() => take(rows.filter((_, index) => index !== at))}>
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {mayEdit && free.length > 0 && (
          <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }} onClick={() => take([...rows, { key: free[0]!, exit: AGAIN, target: null }])}>
            {t('keys.add')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

/** A key keeps the name of its exit when it is led elsewhere, so that its history stays; a new one is called after the step. */
function exitFor(rows: Row[], at: number, target: string): string {
  const own = rows[at]!.exit;
  if (own !== AGAIN) return own;
  const base = toId(target.replace(/^to_/, '')) || 'key';
  const taken = new Set(rows.map((row) => row.exit));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}
