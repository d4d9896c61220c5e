import { Alert, Button, FileInput, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findEncoding, isWorkbook, workbookWords } from '../../schemas/file-text.js';
import { calendarsApi, type CalendarReading } from '../api/calendars.js';
import type { ApiError } from '../api/client.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { ErrorText } from '../app/ErrorText.js';
import { inLanguage } from '../drafts/in-language.js';
import { isChangedMeanwhile, LoadedMeanwhile } from './ChangedMeanwhile.js';
import { DaysTable } from './DaysTable.js';
import { UsedBy } from './UsedBy.js';

/** A calendar as a file or as text: tried as it changes, and saved only at the end. Answers the id when it was saved. */
export function UploadDialog({ start, close }: { start: { text: string; fileName: string }; close(saved: string | null): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  const [{ text, fileName }, setFile] = useState(start);
  const [isBook, setBook] = useState(false);
  const [names, setNames] = useState({ id: '', title: '', country: '' });
  const [note, setNote] = useState('');
  const [reading, setReading] = useState<CalendarReading | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  /** Somebody saved the calendar after the changes to it were shown. */
  const [overtaken, setOvertaken] = useState<ApiError | null>(null);
  const request = { text, ...(fileName && { fileName }), ...(names.id && { id: names.id }), ...(names.title && { title: { [reader]: names.title } }), ...(/^[A-Z]{2}$/.test(names.country) && { country: names.country }) };
  const attempt = useRef(0);
  useEffect(() => {
    const mine = (attempt.current += 1);
    if (text.trim() === '') return setReading(null);
    const timer = setTimeout(() => calendarsApi.upload({ ...request, dryRun: true }).then((answer) => mine === attempt.current && (setReading(answer), setError(null)), setError), 250);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the request is made of these
  }, [text, fileName, names.id, names.title, names.country, overtaken]);
  const save = (): void => {
    const refuse = (refused: ApiError): void => (isChangedMeanwhile(refused) ? setOvertaken(refused) : setError(refused));
    void calendarsApi.upload({ ...request, dryRun: false, note, basedOn: reading?.replaces ?? null }).then((answer) => (answer.calendar ? close(answer.calendar.id) : setReading(answer)), refuse);
  };
  const take = async (file: File | null): Promise<void> => {
    const bytes = file && new Uint8Array(await file.arrayBuffer());
    const isWorkbookFile = bytes !== null && isWorkbook(bytes);
    setBook(isWorkbookFile);
    if (!file || !bytes || isWorkbookFile) return setFile({ text: '', fileName: '' });
    setFile({ text: new TextDecoder(findEncoding(bytes)).decode(bytes), fileName: file.name });
  };
  const asksNames = text.trim() !== '' && reading?.format !== 'json';
  return (
    <Modal opened size="xl" onClose={() => close(null)} title={t('calendars.upload')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('calendars.uploadHelp')}
        </Text>
        <FileInput clearable clearButtonProps={{ 'aria-label': t('customers.fileClear') }} label={t('calendars.file')} description={t('calendars.fileHelp')} placeholder={t('calendars.filePick')} accept=".json,.csv,.ics,text/calendar,text/csv,application/json" error={isBook ? workbookWords[reader] : null} onChange={(file) => void take(file)} />
        <Textarea label={t('calendars.paste')} minRows={4} maxRows={8} autosize styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }} value={text} onChange={(event) => (setBook(false), setFile({ text: event.currentTarget.value, fileName }))} />
        {asksNames && (
          <Group grow align="flex-start">
            <TextInput label={t('calendars.id')} description={t('calendars.idHelp')} placeholder="cn-banks" value={names.id} onChange={(event) => setNames({ ...names, id: event.currentTarget.value.trim() })} />
            <TextInput label={t('calendars.name')} description={'\u00a0'} value={names.title} onChange={(event) => setNames({ ...names, title: event.currentTarget.value })} />
            <TextInput label={t('calendars.country')} description={'\u00a0'} placeholder="CN" maxLength={2} value={names.country} onChange={(event) => setNames({ ...names, country: event.currentTarget.value.toUpperCase() })} />
          </Group>
        )}
        {overtaken && (
          <LoadedMeanwhile>
            <ErrorText error={overtaken} />
          </LoadedMeanwhile>
        )}
        {reading && <Reading reading={reading} />}
        <TextInput label={t('calendars.note')} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(null)}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!reading?.calendar} onClick={save}>
            {t('calendars.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Reading({ reading }: { reading: CalendarReading }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  const { calendar, problems, changes } = reading;
  if (problems.length > 0) {
    return (
      <Alert color="red" variant="light" title={t('calendars.problems')} role="alert">
        <ul style={{ margin: 0, paddingInlineStart: 18, maxHeight: 180, overflow: 'auto' }}>
          {problems.map(({ line, messages }, at) => (
            <li key={at}>
              {line !== null && `${t('calendars.line', { line })}: `}
              {messages[reader]}
            </li>
          ))}
        </ul>
      </Alert>
    );
  }
  const isSame = changes !== null && changes.added.length + changes.removed.length + changes.changed.length === 0;
  return (
    <div role="status">
      <Text size="sm" fw={600} mb={4}>
        {isSame ? t('calendars.changesNone') : t('calendars.changes', { added: changes?.added.length ?? 0, changed: changes?.changed.length ?? 0, removed: changes?.removed.length ?? 0 })}
      </Text>
      {reading.replaces && !isSame && <Text size="sm">{t('calendars.replaces', { calendar: inLanguage(calendar?.title, reader) || calendar?.id })}</Text>}
      {calendar && changes && !isSame && <DaysTable days={calendar.days.filter(({ date }) => changes.added.includes(date) || changes.changed.includes(date))} />}
      {changes && changes.removed.length > 0 && <Text size="sm">{t('calendars.removes', { dates: changes.removed.join(', ') })}</Text>}
      {!isSame && reading.uses.length > 0 && (
        <>
          <Text size="sm" mt={6}>
            {t('calendars.goBy')}
          </Text>
          <UsedBy uses={reading.uses} none="" />
          {reading.numbers.length > 0 && <Text size="sm">{t('calendars.goByNumbers', { numbers: reading.numbers.map((number) => (number === '*' ? t('numbers.every') : number)).join(', ') })}</Text>}
        </>
      )}
    </div>
  );
}
