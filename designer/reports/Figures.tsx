import { Anchor, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportDocument } from '../../schemas/answers/report-document.js';
import { money } from '../text/money.js';
import { callsOf } from './calls-query.js';
import classes from './Reports.module.css';

/** The figures one looks for first, each with what it is counted over. */
export function Figures({ report }: { report: ReportDocument }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { containment, counted, answered, excluded, sales } = report;
  const percent = (rate: number): string => new Intl.NumberFormat(reader, { style: 'percent', maximumFractionDigits: 1 }).format(rate);
  const orders = sales.reduce((sum, sale) => sum + sale.orders, 0);
  const currencies = [...new Set(sales.map((sale) => sale.currency))];
  const revenue = currencies.map((currency) => money(sales.reduce((sum, sale) => (sale.currency === currency ? sum + sale.amountMinor : sum), 0), currency, reader));
  return (
    <SimpleGrid component="dl" m={0} cols={{ base: 1, sm: 2, lg: 4 }} spacing="md">
      <Figure name={t('report.counted')} value={counted.toLocaleString(reader)} note={t('report.excluded', { answered, test: excluded.test, short: excluded.short })} link={callsOf(report)} />
      <Figure
        name={t('report.containment')}
        value={containment.rate === null ? '–' : percent(containment.rate)}
        note={
          containment.rate === null
            ? t('report.noContainment')
            : t('report.containmentOf', { numerator: containment.numerator, denominator: containment.denominator, low: containment.low === null ? '–' : percent(containment.low), high: containment.high === null ? '–' : percent(containment.high) })
        }
      />
      <Figure name={t('report.orders')} value={orders.toLocaleString(reader)} note={t('report.ordersOf', { count: counted, rate: percent(counted > 0 ? orders / counted : 0) })} />
      <Figure name={t('report.revenue')} value={revenue.join(' + ') || '–'} note={t('report.revenueHelp')} />
    </SimpleGrid>
  );
}

function Figure({ name, value, note, link }: { name: string; value: string; note: string; link?: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
      <dd className={classes.note}>
        {note}
        {link && (
          <>
            {' · '}
            <Anchor component={Link} to={link} inherit underline="always">
              {t('report.seeCalls')}
            </Anchor>
          </>
        )}
      </dd>
    </div>
  );
}
