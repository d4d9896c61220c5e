import { Anchor, Text, useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportDocument } from '../../schemas/answers/report-document.js';
import { endStates } from '../../schemas/end-states.js';
import { Chart } from './Chart.js';
import { endStateColors } from './end-state-look.js';
import { Panel } from './Panel.js';
import { callsOf } from './calls-query.js';
import classes from './Reports.module.css';

/** How the counted calls ended: each in exactly one of nine ways. */
export function EndStates({ report }: { report: ReportDocument }) {
  const { t, i18n } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const rows = useMemo(
    () => [...endStates].reverse().map((state) => ({ state, name: t(`endStates.${state}`), calls: report.endStates[state] ?? 0 })),
    [report, t],
  );
  const option = useMemo(() => {
    const percent = (calls: number): string => new Intl.NumberFormat(reader, { style: 'percent', maximumFractionDigits: 1 }).format(report.counted > 0 ? calls / report.counted : 0);
    const ink = scheme === 'dark' ? '#e6eaf0' : '#1b2430';
    return {
      grid: { left: 168, right: 92, top: 4, bottom: 4 },
      xAxis: { type: 'value', show: false, max: Math.max(1, ...rows.map((row) => row.calls)) },
      yAxis: { type: 'category', data: rows.map((row) => row.name), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: ink, fontSize: 12.5, width: 156, overflow: 'truncate' } },
      series: [
        {
          type: 'bar',
          barWidth: 17,
          data: rows.map((row) => ({ value: row.calls, itemStyle: { color: endStateColors[row.state][scheme], borderRadius: [0, 5, 5, 0] } })),
          label: { show: true, position: 'right', color: ink, fontSize: 12.5, formatter: ({ value }: { value: number }) => `${value.toLocaleString(reader)}  (${percent(value)})` },
        },
      ],
    };
  }, [rows, reader, report.counted, scheme]);
  const words = rows.toReversed().map((row) => `${row.name}: ${row.calls}`).join('; ');
  return (
    <Panel title={t('report.endStates')} note={t('report.endStatesHelp', { count: report.counted })}>
      <Chart option={option} height={300} label={words} />
      <Text size="sm" component="div" mt="xs">
        <span>{t('report.seeCallsOf')} </span>
        <ul className={classes.links}>
          {rows.toReversed().filter((row) => row.calls > 0).map((row) => (
            <li key={row.state}>
              <Anchor component={Link} to={callsOf(report, { endState: row.state })} inherit underline="always">
                {row.name} ({row.calls.toLocaleString(reader)})
              </Anchor>
            </li>
          ))}
        </ul>
      </Text>
    </Panel>
  );
}
