import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReportDocument } from '../../schemas/answers/report-document.js';
import { money } from '../text/money.js';
import { Panel } from './Panel.js';

export function Sales({ report, nameOf }: { report: ReportDocument; nameOf(product: string): string }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <Panel title={t('report.sales')}>
      {report.sales.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('report.noSales')}
        </Text>
      ) : (
        <Table layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('report.product')}</Table.Th>
              <Table.Th ta="right">{t('report.orders')}</Table.Th>
              <Table.Th ta="right">{t('report.amount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.sales.map((sale) => (
              <Table.Tr key={`${sale.product}${sale.currency}`}>
                <Table.Td>
                  {nameOf(sale.product)}
                  {nameOf(sale.product) !== sale.product && (
                    <Text size="xs" c="dimmed">
                      {sale.product}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">{sale.orders.toLocaleString(reader)}</Table.Td>
                <Table.Td ta="right">{money(sale.amountMinor, sale.currency, reader)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
