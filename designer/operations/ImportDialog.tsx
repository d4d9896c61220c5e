import { Badge, Button, FileInput, Group, Loader, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renderInvalidRows } from '../../schemas/render-invalid-rows.js';
import type { ApiError } from '../api/client.js';
import { customersApi, type ImportResult } from '../api/customers.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';

const countries = ['CN', 'HK', 'MO', 'TW', 'SG', 'US', 'GB', 'DE', 'FR', 'JP', 'KR', 'AU'];

/** As many problems as one reads; the file to mend has them all. */
const MOST_SHOWN = 50;

/** A list of customers: tried when it is chosen, written when that is said. */
export function ImportDialog({ close }: { close(imported: boolean): void }) {
  const { t, i18n } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [country, setCountry] = useState('CN');
  const [result, setResult] = useState<ImportResult | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const names = new Intl.DisplayNames(i18n.resolvedLanguage, { type: 'region' });
  const run = (chosen: File, from: string, dryRun: boolean): void => {
    setBusy(true);
    setError(null);
    customersApi
      .import(chosen, { country: from, dryRun })
      .then((answer) => {
        if (dryRun) return setResult(answer);
        notifications.show({ message: t('customers.imported', { ...answer.counts }) });
        close(true);
      }, (refused: ApiError) => (setResult(null), setError(refused)))
      .finally(() => setBusy(false));
  };
  const choose = (chosen: File | null, from: string): void => {
    setFile(chosen);
    setCountry(from);
    setResult(null);
    if (chosen) run(chosen, from, true);
  };
  const toDo = (result?.counts.added ?? 0) + (result?.counts.changed ?? 0);
  return (
    <Modal opened size="xl" onClose={() => close(false)} title={t('customers.importTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <FileInput clearable clearButtonProps={{ 'aria-label': t('customers.fileClear') }} label={t('customers.file')} description={t('customers.fileHelp')} placeholder={t('calendars.filePick')} accept=".csv,text/csv,text/plain" value={file} onChange={(chosen) => choose(chosen, country)} />
        <Select allowDeselect={false} searchable maw={280} label={t('customers.country')} data={countries.map((value) => ({ value, label: names.of(value) ?? value }))} value={country} onChange={(value) => value && choose(file, value)} />
        {busy && (
          <Group gap="sm" role="status">
            <Loader size="sm" />
            <Text size="sm">{t('customers.reading')}</Text>
          </Group>
        )}
        {error && <ErrorNote error={error} />}
        {result && <Trial result={result} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(false)}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!file || !result || toDo === 0 || busy} onClick={() => file && run(file, country, false)}>
            {t('customers.importDo', { count: toDo })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Trial({ result }: { result: ImportResult }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  const { columns, counts, problems, invalid } = result;
  return (
    <Stack gap="sm">
      <div role="status">
        <Text fw={600}>{t('customers.counts', { ...counts })}</Text>
        <Text size="sm" c="dimmed">
          {counts.invalid === 0 && counts.added + counts.changed === 0 ? t('customers.nothingToDo') : t('customers.tried')}
        </Text>
      </div>
      <Group gap={6} aria-label={t('customers.as')} role="group">
        {columns.map(({ column, as }, at) => (
          <Badge key={at} variant="light" color={as ? 'teal' : 'gray'}>
            {column} → {as ? (as in fields ? t(fields[as as keyof typeof fields]) : as) : t('customers.asNothing')}
          </Badge>
        ))}
      </Group>
      {problems.length > 0 && (
        <>
          <div style={{ maxHeight: 240, overflowY: 'auto' }}>
            <ListTable title={t('customers.fix')} columns={[t('customers.line'), t('customers.problem'), t('customers.fix')]} minWidth={420} spacing="xs">
              {problems.slice(0, MOST_SHOWN).map(({ line, column, messages }, at) => (
                <ListRow key={at}>
                  <ListCell>{line}</ListCell>
                  <ListCell>{column}</ListCell>
                  <ListCell>{messages[reader]}</ListCell>
                </ListRow>
              ))}
            </ListTable>
          </div>
          <Button component="a" variant="default" leftSection={<IconDownload size={16} />} style={{ alignSelf: 'flex-start' }} download="to-mend.csv" href={`data:text/csv;charset=utf-8,${encodeURIComponent(renderInvalidRows({ columns, problems, invalid }, reader))}`}>
            {t('customers.download')}
          </Button>
        </>
      )}
    </Stack>
  );
}

const fields = {
  customerId: 'customers.fields.customerId',
  phone: 'customers.fields.phone',
  name: 'customers.fields.name',
  language: 'customers.fields.language',
  segment: 'customers.fields.segment',
  branch: 'customers.fields.branch',
  birthDate: 'customers.fields.birthDate',
  optedOut: 'customers.fields.optedOut',
} as const;
