import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportDocument } from '../../schemas/answers/report-document.js';
import { endStates } from '../../schemas/end-states.js';
import { money } from '../text/money.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';
import { callsOf } from './calls-query.js';
import { Panel } from './Panel.js';
import { langOf } from '../drafts/lang-of.js';

/** Each flow on each day: the same figures as above, to look them up. */
export function ReportTable({ report, nameOf }: { report: ReportDocument; nameOf(flow: string): string }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const shown = endStates.filter((state) => report.endStates[state] > 0);
  const figures = [t('report.counted'), ...shown.map((state) => t(`endStates.${state}`)), t('report.orders'), t('report.amount')];
  const rows = [...report.rows].sort((one, other) => other.day.localeCompare(one.day) || one.flow.localeCompare(other.flow));
  return (
    <Panel title={t('report.byDay')}>
      <ListTable title={t('report.byDay')} columns={[t('report.day'), t('report.flow'), ...figures]} figures={figures} minWidth={640} spacing="xs" hover>
        {rows.map((row) => (
          <ListRow key={`${row.flow} ${row.day}`}>
            <ListCell style={{ whiteSpace: 'nowrap' }}>{row.day}</ListCell>
            <ListCell lang={langOf(nameOf(row.flow), reader)}>{nameOf(row.flow)}</ListCell>
            <ListCell ta="right">
              {row.counted > 0 ? (
                <Anchor component={Link} to={callsOf(report, row)} inherit underline="hover" aria-label={t('report.callsOfDay', { count: row.counted, flow: nameOf(row.flow), day: row.day })}>
                  {row.counted.toLocaleString(reader)}
                </Anchor>
              ) : (
                0
              )}
            </ListCell>
            {shown.map((state) => (
              <ListCell key={state} ta="right">
                {(row.endStates[state] ?? 0).toLocaleString(reader)}
              </ListCell>
            ))}
            <ListCell ta="right">{row.sales.reduce((sum, sale) => sum + sale.orders, 0).toLocaleString(reader)}</ListCell>
            <ListCell ta="right">{sumByCurrency(row.sales).map(([currency, amountMinor]) => money(amountMinor, currency, reader)).join(' + ') || '–'}</ListCell>
          </ListRow>
        ))}
      </ListTable>
    </Panel>
  );
}

function sumByCurrency(sales: { currency: string; amountMinor: number }[]): [currency: string, amountMinor: number][] {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of sales) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return [...sums];
}
