import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { endStates } from '../../schemas/end-states.js';
import type { Report } from '../api/report.js';
import { money } from '../text/money.js';
import { Panel } from './Panel.js';

/** Each flow on each day: the same figures as above, to look them up. */
export function ReportTable({ report }: { report: Report }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const shown = endStates.filter((state) => report.endStates[state] > 0);
  const rows = [...report.rows].sort((one, other) => other.day.localeCompare(one.day) || one.flow.localeCompare(other.flow));
  return (
    <Panel title={t('report.byDay')}>
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('report.byDay'), role: 'group' } }}>
        <Table highlightOnHover fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('report.day')}</Table.Th>
              <Table.Th>{t('report.flow')}</Table.Th>
              <Table.Th ta="right">{t('report.counted')}</Table.Th>
              {shown.map((state) => (
                <Table.Th key={state} ta="right">
                  {t(`endStates.${state}`)}
                </Table.Th>
              ))}
              <Table.Th ta="right">{t('report.orders')}</Table.Th>
              <Table.Th ta="right">{t('report.amount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={`${row.flow} ${row.day}`}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{row.day}</Table.Td>
                <Table.Td>{row.flow}</Table.Td>
                <Table.Td ta="right">{row.counted.toLocaleString(reader)}</Table.Td>
                {shown.map((state) => (
                  <Table.Td key={state} ta="right">
                    {(row.endStates[state] ?? 0).toLocaleString(reader)}
                  </Table.Td>
                ))}
                <Table.Td ta="right">{row.sales.reduce((sum, sale) => sum + sale.orders, 0).toLocaleString(reader)}</Table.Td>
                <Table.Td ta="right">{sumByCurrency(row.sales).map(([currency, amountMinor]) => money(amountMinor, currency, reader)).join(' + ') || '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}

function sumByCurrency(sales: { currency: string; amountMinor: number }[]): [currency: string, amountMinor: number][] {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of sales) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return [...sums];
}
