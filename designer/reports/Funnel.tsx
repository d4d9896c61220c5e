import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReportDocument } from '../../schemas/answers/report-document.js';
import { Panel } from './Panel.js';
import classes from './Reports.module.css';

/** From the counted calls to the orders: how many calls came to each stage, and what part of the stage before that is. */
export function Funnel({ report }: { report: ReportDocument }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const most = Math.max(1, ...report.funnel.map((stage) => stage.calls));
  const percent = (rate: number): string => new Intl.NumberFormat(reader, { style: 'percent', maximumFractionDigits: 0 }).format(rate);
  const hasOffers = report.funnel.some((stage) => stage.calls > 0);
  return (
    <Panel title={t('report.funnel')} note={hasOffers ? t('report.funnelHelp') : undefined}>
      {hasOffers ? (
        <ol className={classes.funnel}>
          {report.funnel.map(({ stage, calls }, at) => {
            const before = report.funnel[at - 1]?.calls;
            return (
              <li key={stage} className={classes.stage}>
                <span className={classes.stageName}>{t(`stages.${stage}`, { defaultValue: stage.replaceAll('_', ' ') })}</span>
                <span className={classes.track}>
                  <span className={classes.bar} style={{ width: `${(calls / most) * 100}%` }} />
                </span>
                <span className={classes.stageFigure}>
                  {calls.toLocaleString(reader)}
                  {before !== undefined && before > 0 && <small> {percent(calls / before)}</small>}
                </span>
              </li>
            );
          })}
        </ol>
      ) : (
        <Text size="sm" c="dimmed">
          {t('report.noOffers')}
        </Text>
      )}
    </Panel>
  );
}
