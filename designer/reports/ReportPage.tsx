import { Card, Grid, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { reportTimeZone } from '../../schemas/answers/report-time-zone.js';
import { flowsApi } from '../api/flows.js';
import { operationsApi } from '../api/operations.js';
import { getReport } from '../api/report.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { inLanguage } from '../drafts/in-language.js';
import { EndStates } from './EndStates.js';
import { Figures } from './Figures.js';
import { Funnel } from './Funnel.js';
import { zoneName } from '../text/moments.js';
import { ReportDownload } from './ReportDownload.js';
import { ReportFilters } from './ReportFilters.js';
import { ReportTable } from './ReportTable.js';
import { Sales } from './Sales.js';
import { lastDays, type Period } from './period.js';

const USUAL_DAYS = 7;

/** The one page of figures: what became of the calls that count. Period and flow stand in the address. */
export function ReportPage() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const [address, setAddress] = useSearchParams();
  const usual = useMemo(() => lastDays(USUAL_DAYS), []);
  const period = { from: address.get('from') ?? usual.from, to: address.get('to') ?? usual.to };
  const flow = address.get('flow') ?? '';
  const show = (shown: Period & { flow: string }): void => setAddress({ from: shown.from, to: shown.to, ...(shown.flow && { flow: shown.flow }) });
  const query = { ...period, timeZone: reportTimeZone, flow: flow || undefined };
  const report = useLoaded(JSON.stringify(query), (signal) => getReport(query, signal));
  const names = useNames();
  // Names that came later would move what is read already.
  const data = names.settled && !report.error ? report.data : null;
  return (
    <Page title={t('report.title')} summary={t('report.summary')} actions={<ReportFilters period={period} setPeriod={(chosen) => show({ ...chosen, flow })} flow={flow} setFlow={(chosen) => show({ ...period, flow: chosen })} />}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Text size="sm" c="dimmed">
          {t('calls.zone', { zone: zoneName(reportTimeZone, reader) })}
        </Text>
        <ReportDownload report={data} nameOf={names} />
      </Group>
      {report.error && <ErrorNote error={report.error} retry={report.reload} />}
      {!data && !report.error && <Skeleton height={420} radius="lg" />}
      {data && data.counted === 0 && (
        <Card withBorder radius="lg">
          <EmptyNote Icon={IconChartBar} title={t('report.empty')}>
            {t('report.emptyHelp', { excluded: data.excluded.test + data.excluded.short })}
          </EmptyNote>
        </Card>
      )}
      {data && data.counted > 0 && (
        <Stack gap="md">
          <Figures report={data} />
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 6 }}>
              <EndStates report={data} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 6 }}>
              <Stack gap="md">
                <Funnel report={data} />
                <Sales report={data} nameOf={names.ofProduct} />
              </Stack>
            </Grid.Col>
          </Grid>
          <ReportTable report={data} nameOf={names.ofFlow} />
        </Stack>
      )}
    </Page>
  );
}

/** What products and flows are called in the reader's language; what is not there any more goes by its id. */
function useNames() {
  const { i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const products = useLoaded('products', operationsApi.products);
  const flows = useLoaded('flows', flowsApi.list);
  return {
    settled: products.settled && flows.settled,
    ofProduct: (id: string): string => inLanguage(products.data?.products.find(({ product }) => product === id)?.document.name, reader) || id,
    ofFlow: (id: string): string => inLanguage(flows.data?.flows.find(({ flow }) => flow === id)?.name, reader) || id,
  };
}
