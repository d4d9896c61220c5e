import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import type { FlowSummary } from '../api/flows.js';
import { operationsApi, type PhoneNumber } from '../api/operations.js';
import { inLanguage } from '../drafts/in-language.js';
import { ErrorNote } from './ErrorNote.js';

/** Lets a flow answer a number. */
export function NumberDialog({ number, flows, close }: { number: PhoneNumber | null; flows: FlowSummary[]; close(done: boolean): void }) {
  const { t, i18n } = useTranslation();
  const [written, setWritten] = useState(number?.number ?? '');
  const [picked, setPicked] = useState(number?.flow);
  // The list of flows may arrive after the dialog.
  const flow = picked ?? flows[0]?.flow ?? '';
  const [alias, setAlias] = useState(number?.alias ?? 'live');
  const [error, setError] = useState<ApiError | null>(null);
  const plain = written.replace(/[\s().-]/g, '');
  const fits = plain === '*' || /^\+[1-9]\d{5,14}$/.test(plain);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (fits && flow) operationsApi.setNumber(plain, flow, alias.trim() || 'live').then(() => close(true), setError);
  };
  return (
    <Modal opened onClose={() => close(false)} title={number ? t('numbers.edit', { number: number.number }) : t('numbers.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save}>
        <Stack>
          <TextInput label={t('numbers.number')} description={t('numbers.numberHelp')} placeholder="+861012345678" value={written} readOnly={number !== null} onChange={(event) => setWritten(event.currentTarget.value)} error={written && !fits ? t('numbers.numberWrong') : null} data-autofocus />
          <NativeSelect label={t('numbers.flow')} data={flows.map((entry) => ({ value: entry.flow, label: `${inLanguage(entry.name, i18n.resolvedLanguage ?? 'en-US')} (${entry.flow})` }))} value={flow} onChange={(event) => setPicked(event.currentTarget.value)} />
          <TextInput label={t('numbers.alias')} description={t('numbers.aliasHelp')} value={alias} onChange={(event) => setAlias(event.currentTarget.value)} />
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => close(false)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!fits || !flow}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
