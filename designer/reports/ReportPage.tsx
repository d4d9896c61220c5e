import { Card, Grid, Skeleton, Stack } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getReport } from '../api/report.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { EndStates } from './EndStates.js';
import { Figures } from './Figures.js';
import { Funnel } from './Funnel.js';
import { ReportFilters } from './ReportFilters.js';
import { ReportTable } from './ReportTable.js';
import { Sales } from './Sales.js';
import { lastDays, type Period } from './period.js';

/** The one page of figures: what became of the calls that count. */
export function ReportPage() {
  const { t } = useTranslation();
  const [period, setPeriod] = useState<Period>(() => lastDays(7));
  const [flow, setFlow] = useState('');
  const timeZone = useMemo(() => Intl.DateTimeFormat().resolvedOptions().timeZone, []);
  const query = { ...period, timeZone, flow: flow || undefined };
  const report = useLoaded(JSON.stringify(query), (signal) => getReport(query, signal));
  const { data } = report;
  return (
    <Page title={t('report.title')} summary={t('report.summary')} actions={<ReportFilters period={period} setPeriod={setPeriod} flow={flow} setFlow={setFlow} />}>
      {report.error && <ErrorNote error={report.error} retry={report.reload} />}
      {!data && report.loading && <Skeleton height={420} radius="lg" />}
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
                <Sales report={data} />
              </Stack>
            </Grid.Col>
          </Grid>
          <ReportTable report={data} />
        </Stack>
      )}
    </Page>
  );
}
