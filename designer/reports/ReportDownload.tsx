import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReportDocument } from '../../schemas/answers/report-document.js';
import { renderCsv } from '../../schemas/answers/render-csv.js';
import { getReportRows, reportColumns, type ReportMeasure } from '../../schemas/answers/report-rows.js';
import { saveCsv } from './save-csv.js';

interface ReportDownloadProps {
  /** `null` while none is shown. */
  report: ReportDocument | null;
  nameOf: { ofProduct(id: string): string };
}

/** What the page shows as CSV: a figure a line, each with the name of its definition. */
export function ReportDownload({ report, nameOf }: ReportDownloadProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  const nameItem = (measure: ReportMeasure, item: string): string => {
    if (measure === 'end_state') return t(`endStates.${item as 'completed'}`);
    if (measure === 'offer_funnel') return t(`stages.${item as 'eligible'}`, { defaultValue: item });
    return nameOf.ofProduct(item);
  };
  const save = (shown: ReportDocument): void => saveCsv(`report-${shown.from}-${shown.to}${shown.filters.flow ? `-${shown.filters.flow}` : ''}.csv`, renderCsv([reportColumns, ...getReportRows(shown, reader, nameItem)]));
  return (
    <Button size="xs" variant="default" leftSection={<IconDownload size={15} aria-hidden />} disabled={report === null} onClick={() => report && save(report)}>
      {t('report.download')}
    </Button>
  );
}
