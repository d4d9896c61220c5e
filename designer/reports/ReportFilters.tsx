import { Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { flowsApi } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { inLanguage } from '../drafts/in-language.js';
import { lastDays, type Period } from './period.js';

interface ReportFiltersProps {
  period: Period;
  setPeriod(period: Period): void;
  flow: string;
  setFlow(flow: string): void;
}

const spans = [1, 7, 30, 90];

export function ReportFilters({ period, setPeriod, flow, setFlow }: ReportFiltersProps) {
  const { t, i18n } = useTranslation();
  const flows = useLoaded('flows', flowsApi.list).data?.flows ?? [];
  const span = spans.find((days) => JSON.stringify(lastDays(days)) === JSON.stringify(period));
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        w={170}
        size="xs"
        label={t('report.flow')}
        data={[{ value: '', label: t('report.allFlows') }, ...flows.map((entry) => ({ value: entry.flow, label: inLanguage(entry.name, i18n.resolvedLanguage ?? 'en-US') }))]}
        value={flow}
        onChange={(event) => setFlow(event.currentTarget.value)}
      />
      <SegmentedControl size="xs" aria-label={t('report.period')} value={span ? String(span) : ''} onChange={(days) => setPeriod(lastDays(Number(days)))} data={spans.map((days) => ({ value: String(days), label: days === 1 ? t('report.today') : t('report.days', { count: days }) }))} />
      <TextInput size="xs" type="date" label={t('report.from')} value={period.from} onChange={(event) => event.currentTarget.value && setPeriod({ ...period, from: event.currentTarget.value })} />
      <TextInput size="xs" type="date" label={t('report.to')} value={period.to} onChange={(event) => event.currentTarget.value && setPeriod({ ...period, to: event.currentTarget.value })} />
    </Group>
  );
}
