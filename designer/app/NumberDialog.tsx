import { Alert, Anchor, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { patternWords } from '../../runtime/engine/check/pattern-words.js';
import { aliasPattern } from '../../schemas/documents/flow.js';
import type { ApiError } from '../api/client.js';
import type { FlowSummary } from '../api/flows.js';
import { operationsApi, type PhoneNumber } from '../api/operations.js';
import { inLanguage } from '../drafts/in-language.js';
import { toHalfWidth } from '../forms/half-width.js';
import { isChangedMeanwhile } from '../operations/ChangedMeanwhile.js';
import { ErrorNote } from './ErrorNote.js';
import { ErrorText } from './ErrorText.js';

interface NumberDialogProps {
  /** `null`: one is added. */
  number: PhoneNumber | null;
  /** Those that have an entry. */
  numbers: PhoneNumber[];
  flows: FlowSummary[];
  /** Leaves adding for the entry that is there already. */
  edit(entry: PhoneNumber): void;
  close(done: boolean): void;
}

/** Lets a flow answer a number. One that has an entry is not added again, and one that somebody else changed meanwhile is shown before it is changed. */
export function NumberDialog({ number, numbers, flows, edit, close }: NumberDialogProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const [known, setKnown] = useState<PhoneNumber[]>(numbers);
  const [basedOn, setBasedOn] = useState(number?.updatedAt ?? null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [written, setWritten] = useState(number?.number ?? '');
  const [picked, setPicked] = useState(number?.flow);
  // The list of flows may arrive after the dialog.
  const flow = picked ?? flows[0]?.flow ?? '';
  const [alias, setAlias] = useState(number?.alias ?? 'live');
  const [error, setError] = useState<ApiError | null>(null);
  const plain = toHalfWidth(written).replace(/[\s().-]/g, '');
  const fits = plain === '*' || /^\+[1-9]\d{5,14}$/.test(plain);
  const isAlias = alias.trim() === '' || new RegExp(aliasPattern).test(alias.trim());
  const theirs = known.find((entry) => entry.number === plain);
  const taken = number === null ? theirs : undefined;
  const nameOf = (entry: PhoneNumber): string => inLanguage(flows.find((each) => each.flow === entry.flow)?.name, reader) || entry.flow;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!fits || !isAlias || !flow || taken) return;
    setError(null);
    operationsApi.setNumber(plain, { flow, alias: alias.trim() || 'live', basedOn }).then(
      () => close(true),
      (problem: ApiError) => (isChangedMeanwhile(problem) ? showTheirs(problem) : setError(problem)),
    );
  };
  /** Somebody else changed it first: what holds now is shown, and the next save is made knowing it. */
  const showTheirs = (problem: ApiError): void => {
    operationsApi.numbers().then(({ numbers: now }) => {
      setKnown(now);
      setRefused(problem);
      setBasedOn(number ? (now.find((entry) => entry.number === plain)?.updatedAt ?? null) : null);
    }, setError);
  };
  const wrong = taken ? (
    <>
      {t('numbers.taken', { flow: nameOf(taken), alias: taken.alias })}{' '}
      <Anchor component="button" type="button" inherit onClick={() => edit(taken)}>
        {t('numbers.takenEdit')}
      </Anchor>
    </>
  ) : written && !fits ? (
    t('numbers.numberWrong')
  ) : null;
  return (
    <Modal opened onClose={() => close(false)} title={number ? t('numbers.edit', { number: number.number === '*' ? t('numbers.every') : number.number }) : t('numbers.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save}>
        <Stack>
          <TextInput label={t('numbers.number')} description={t('numbers.numberHelp')} placeholder="+861012345678" value={written} readOnly={number !== null} onChange={(event) => setWritten(event.currentTarget.value)} error={wrong} data-autofocus />
          <NativeSelect label={t('numbers.flow')} data={flows.map((entry) => ({ value: entry.flow, label: `${inLanguage(entry.name, reader)} (${entry.flow})` }))} value={flow} onChange={(event) => setPicked(event.currentTarget.value)} />
          <TextInput label={t('numbers.alias')} description={t('numbers.aliasHelp')} value={alias} error={isAlias ? null : patternWords[aliasPattern]![reader === 'zh-CN' ? 'zh-CN' : 'en-US']} onChange={(event) => setAlias(event.currentTarget.value)} />
          {number && refused && (
            <Alert color="yellow" variant="light" role="alert" title={t('meanwhile.title')}>
              <ErrorText error={refused} />
              <Text size="sm" mt="xs">
                {theirs ? t('numbers.nowAnswered', { flow: nameOf(theirs), alias: theirs.alias }) : t('numbers.nowNone')}
              </Text>
            </Alert>
          )}
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => close(false)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!fits || !isAlias || !flow || taken !== undefined}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
