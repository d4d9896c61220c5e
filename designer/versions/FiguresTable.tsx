import { useTranslation } from 'react-i18next';
import type { Rate, VersionRow } from '../../schemas/answers/report-document.js';
import { money } from '../text/money.js';
import { duration } from '../text/moments.js';
import classes from './HistoryPanel.module.css';

/** The two sides of a split alias beside each other; rates with what they may be by chance. */
export function FiguresTable({ stable, canary }: { stable: VersionRow | null; canary: VersionRow | null }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const sales = (row: VersionRow): string => (row.sales.length === 0 ? '–' : row.sales.map((sale) => `${sale.orders} · ${money(sale.amountMinor, sale.currency, reader)}`).join(', '));
  const rows: { name: string; show(row: VersionRow): React.ReactNode }[] = [
    { name: t('canary.counted'), show: (row) => row.counted },
    { name: t('canary.contained'), show: (row) => <Share rate={row.containment} /> },
    { name: t('canary.bought'), show: (row) => <Share rate={row.buyers} /> },
    { name: t('canary.sales'), show: sales },
    { name: t('canary.failed'), show: (row) => <Share rate={row.failures} /> },
    { name: t('canary.seconds'), show: (row) => duration(row.averageSeconds) },
  ];
  return (
    <table className={classes.figures}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('canary.others')}</th>
          <th scope="col">{t('canary.tried')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, show }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{stable ? show(stable) : '–'}</td>
            <td>{canary ? show(canary) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({ rate: { rate, low, high } }: { rate: Rate }) {
  const { t } = useTranslation();
  if (rate === null || low === null || high === null) return '–';
  return (
    <>
      {percent(rate)}
      <span className={classes.interval}>{t('canary.interval', { low: percent(low), high: percent(high) })}</span>
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
