import { Input, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowState } from '../../schemas/documents/flow.js';
import { getTitle } from '../canvas/heard-text.js';
import { connectExit } from '../drafts/edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { getExits, type CanvasExit } from '../drafts/step-types.js';
import { useFieldProblem } from './use-field-problem.js';
import { readProperty } from './form-schema.js';
import { useWords } from './use-words.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Where each exit leads, chosen from a list: what dragging does on the canvas, for the keyboard. */
export function ExitsList({ step, state }: { step: string; state: FlowState }) {
  const { t } = useTranslation();
  const exits = getExits(state);
  if (exits.length === 0) return null;
  return (
    <Input.Wrapper label={t('exits.title')} description={t('exits.help')} labelElement="div">
      <Stack gap={8} mt={8} role="group" aria-label={t('exits.title')}>
        {exits.map((exit) => (
          <ExitTarget key={exit.id} step={step} exit={exit} />
        ))}
      </Stack>
    </Input.Wrapper>
  );
}

const anyProperty = readProperty('on', {} as never, false);

function ExitTarget({ step, exit }: { step: string; exit: CanvasExit }) {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { drafts, mayEdit } = useEditor();
  const states = useDraft((draft) => draft.document.states);
  const shared = useDraft((draft) => getEntry(draft.document.on, exit.id)?.slice(1));
  const error = useFieldProblem(`/states/${step}/on/${exit.id}`, anyProperty);
  const label = inLanguage(exit.label, reader) || exit.id;
  const steps = Object.entries(states).map(([id, state]) => ({ value: id, label: getTitle(id, state, reader) === id ? id : `${getTitle(id, state, reader)} (${id})` }));
  const missing = exit.target && !getEntry(states, exit.target) ? [{ value: exit.target, label: t('exits.missing', { step: exit.target }) }] : [];
  const open = shared ? t('exits.shared', { step: getTitle(shared, getEntry(states, shared), reader) }) : t('exits.nowhere');
  return (
    <NativeSelect
      wrapperProps={{ 'data-exit-target': `${step}.${exit.id}` }}
      size="sm"
      label={
        <>
          {exit.key && <kbd style={{ fontFamily: 'inherit', fontWeight: 700, marginRight: 6 }}>{exit.key}</kbd>}
          {label}
          {!exit.known && (
            <Text component="span" size="xs" c="var(--tl-error)">
              {' '}
              {t('exits.stray')}
            </Text>
          )}
        </>
      }
      aria-label={t('exits.target', { exit: label })}
      data={[{ value: '', label: open }, ...steps, ...missing]}
      value={exit.target ?? ''}
      error={error}
      disabled={!mayEdit}
      onChange={(event) => drafts.getState().edit(connectExit(step, exit.id, event.currentTarget.value || null))}
    />
  );
}
