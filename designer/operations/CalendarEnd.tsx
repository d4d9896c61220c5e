import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Holidays are announced about this long before the year they fall in. */
const WARN_DAYS_AHEAD = 30;

/** Until when a calendar knows its days, with a warning where that is soon. */
export function CalendarEnd({ endsOn }: { endsOn: string | null }) {
  const { t } = useTranslation();
  if (endsOn === null) return null;
  const daysLeft = (Date.parse(`${endsOn}T23:59:59`) - Date.now()) / 86_400_000;
  if (daysLeft > WARN_DAYS_AHEAD) return <>{t('calendars.knowsUntil', { date: endsOn })}</>;
  return (
    <Text span inherit c="var(--tl-warning)" fw={600}>
      {daysLeft < 0 ? t('calendars.ended', { date: endsOn }) : t('calendars.endsSoon', { date: endsOn })}
    </Text>
  );
}
