import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fromField, toField } from './moment-field.js';

const MINUTE_MILLISECONDS = 60_000;

/** Whether an end has passed already. */
export const isOver = (until: string | null): boolean => until !== null && Date.parse(until) <= Date.now();

/** When something ends by itself: a moment on the reader's clock, or a time from now by one press. An end that is over is told here. */
export function EndTime({ until, change }: { until: string | null; change(until: string | null): void }) {
  const { t } = useTranslation();
  const choices = [
    { label: t('switches.forMinutes', { count: 30 }), minutes: 30 },
    { label: t('switches.forHours', { count: 2 }), minutes: 120 },
    { label: t('switches.forHours', { count: 24 }), minutes: 1440 },
  ];
  return (
    <div>
      <TextInput type="datetime-local" label={t('switches.until')} description={t('switches.endsHelp')} value={until ? toField(until) : ''} error={isOver(until) ? t('switches.untilOver') : null} onChange={(event) => change(fromField(event.currentTarget.value))} />
      <Group gap={6} mt={6}>
        {choices.map(({ label, minutes }) => (
          <Button key={minutes} size="compact-xs" variant="light" onClick={() => change(new Date(Date.now() + minutes * MINUTE_MILLISECONDS).toISOString())}>
            {label}
          </Button>
        ))}
        <Button size="compact-xs" variant="subtle" color="gray" disabled={until === null} onClick={() => change(null)}>
          {t('switches.timeNone')}
        </Button>
      </Group>
    </div>
  );
}
