import { Anchor, Badge, Button, Card, Group, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { renderCause } from '../../runtime/engine/explain-hours.js';
import { calendarsApi, type HoursAt } from '../api/calendars.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { fromField, toField } from './moment-field.js';

/** The moment chosen, and what the hours steps do then. `version` changes with the calendars. */
export function useHoursAt(version: string) {
  const [field, setField] = useState(() => toField(new Date().toISOString()));
  const at = fromField(field);
  return { field, setField, isChosen: at !== null, ...useLoaded(`${at ?? ''} ${version}`, (signal) => (at ? calendarsApi.at(at, signal) : Promise.resolve(null))) };
}

/** A moment to choose, and which way every hours step sends a call then. */
export function HoursAtPanel({ field, setField, isChosen, data, error }: ReturnType<typeof useHoursAt>) {
  const { t } = useTranslation();
  return (
    <Card withBorder radius="lg" component="section" aria-label={t('calendars.answer')}>
      <Group justify="space-between" align="flex-end" mb="sm">
        <div>
          <Title order={2} size="h4">
            {t('calendars.answer')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('calendars.answerHelp')}
          </Text>
        </div>
        <Group gap="xs" align="flex-end">
          <TextInput type="datetime-local" label={t('calendars.at')} value={field} onChange={(event) => setField(event.currentTarget.value)} />
          <Button variant="default" onClick={() => setField(toField(new Date().toISOString()))}>
            {t('calendars.now')}
          </Button>
        </Group>
      </Group>
      {isChosen && error && <ErrorNote error={error} />}
      {!isChosen && <Text c="dimmed" role="status">{t('calendars.atMissing')}</Text>}
      {isChosen && !data && !error && <Skeleton height={80} />}
      {isChosen && data && (data.answers.length === 0 ? <Text c="dimmed">{t('calendars.answerEmpty')}</Text> : <AnswersTable answers={data.answers} />)}
    </Card>
  );
}

function AnswersTable({ answers }: { answers: HoursAt[] }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  return (
    <ListTable title={t('calendars.answer')} columns={[t('calendars.step'), t('calendars.why'), t('calendars.next'), t('calendars.numbers')]} minWidth={520} spacing="xs">
      {answers.map((answer) => (
        <ListRow key={`${answer.flow} ${answer.alias} ${answer.step}`} data-answer={`${answer.flow}.${answer.step}`}>
          <ListCell>
            <Anchor component={Link} to={`/flows/${answer.flow}?step=${answer.step}`} size="sm" fw={600} display="block" underline="always" lang={langOf(answer.title, reader)}>
              {inLanguage(answer.title, reader) || answer.step}
            </Anchor>
            <Text span size="sm" lang={langOf(answer.flowName, reader)}>
              {inLanguage(answer.flowName, reader) || answer.flow}
            </Text>{' '}
            <Text span size="xs" c="dimmed">{answer.alias}</Text>
          </ListCell>
          <ListCell>
            <Badge variant="light" color={answer.exit === 'open' ? 'teal' : 'red'} mr={8}>
              {answer.exit === 'open' ? t('calendars.open') : t('calendars.closed')}
            </Badge>
            <Text span size="sm">
              {renderCause(answer, reader)}
            </Text>
            {answer.missing.map((calendar) => (
              <Text key={calendar} size="xs" c="var(--tl-error)">
                {t('calendars.missing', { calendar })}
              </Text>
            ))}
          </ListCell>
          <ListCell>
            <NextChange answer={answer} />
          </ListCell>
          <ListCell>{answer.numbers.map((number) => (number === '*' ? t('numbers.every') : number)).join(', ') || '–'}</ListCell>
        </ListRow>
      ))}
    </ListTable>
  );
}

/** When it opens or closes next, on the clock of the place. */
export function NextChange({ answer }: { answer: Pick<HoursAt, 'changesAt' | 'exit' | 'timeZone'> }) {
  const { t } = useTranslation();
  if (answer.changesAt === null) return <>{t('calendars.noChange')}</>;
  const when = answer.changesAt.slice(0, 16).replace('T', ' ');
  return (
    <>
      {answer.exit === 'open' ? t('calendars.closesAt', { when }) : t('calendars.opensAt', { when })}
      <Text size="xs" c="dimmed">
        {answer.timeZone}
      </Text>
    </>
  );
}
