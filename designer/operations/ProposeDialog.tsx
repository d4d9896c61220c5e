import { Button, Group, Modal, MultiSelect, Select, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Calendar } from '../../schemas/documents/calendar.js';
import { calendarsApi } from '../api/calendars.js';
import type { ApiError } from '../api/client.js';
import { ErrorNote } from '../app/ErrorNote.js';

const YEARS_AHEAD = 3;

/** Those whose holidays are proposed most; others are typed as an upload. */
const countries = ['CN', 'HK', 'TW', 'SG', 'JP', 'KR', 'MY', 'TH', 'VN', 'PH', 'ID', 'AU', 'NZ', 'US', 'CA', 'MX', 'BR', 'GB', 'IE', 'DE', 'AT', 'CH', 'FR', 'BE', 'NL', 'ES', 'PT', 'IT', 'PL', 'SE', 'NO', 'DK', 'FI', 'ZA'];

/** A country's public holidays, to begin a calendar with. */
export function ProposeDialog({ close }: { close(calendar: Calendar | null): void }) {
  const { t, i18n } = useTranslation();
  const thisYear = new Date().getFullYear();
  const [country, setCountry] = useState('CN');
  const [years, setYears] = useState([String(thisYear), String(thisYear + 1)]);
  const [error, setError] = useState<ApiError | null>(null);
  const names = useMemo(() => new Intl.DisplayNames(i18n.resolvedLanguage, { type: 'region' }), [i18n.resolvedLanguage]);
  return (
    <Modal opened onClose={() => close(null)} title={t('calendars.addPropose')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('calendars.proposeHelp')}
        </Text>
        <Select searchable allowDeselect={false} label={t('calendars.country')} data={countries.map((value) => ({ value, label: names.of(value) ?? value }))} value={country} onChange={(value) => value && setCountry(value)} />
        <MultiSelect label={t('calendars.years')} data={Array.from({ length: YEARS_AHEAD }, (_, at) => String(thisYear + at))} value={years} onChange={setYears} />
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(null)}>
            {t('common.cancel')}
          </Button>
          <Button disabled={years.length === 0} onClick={() => calendarsApi.propose(country, years.map(Number)).then(({ calendar }) => close(calendar), setError)}>
            {t('calendars.propose')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
