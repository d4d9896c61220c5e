import { IconCircleDashed } from '@tabler/icons-react';
import { Panel } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useDraft, useView } from '../drafts/editor.js';
import classes from './CoverageLegend.module.css';

/** What the marks of coverage mean, and what of the whole flow no card can show: keys that hold everywhere. */
export function CoverageLegend() {
  const { t } = useTranslation();
  const uncovered = useView((view) => view.uncovered);
  const keys = useDraft((draft) => draft.document.meta.keys);
  if (!uncovered) return null;
  const isWhole = uncovered.steps.size + uncovered.exits.size === 0;
  const untriedKeys = Object.entries(keys ?? {}).flatMap(([key, exit]) => (uncovered.exits.has(`*.${exit}`) ? [key] : []));
  return (
    <Panel position="top-center" className={classes.legend}>
      <div role="note" aria-label={t('canvas.coverage.title')}>
        <b>{t('canvas.coverage.title')}</b>
        {isWhole && <span>{t('canvas.coverage.whole')}</span>}
        {!isWhole && (
          <span className={classes.item}>
            <i className={classes.card} aria-hidden />
            {t('canvas.coverage.steps', { count: uncovered.steps.size })}
          </span>
        )}
        {!isWhole && (
          <span className={classes.item}>
            <i className={classes.line} aria-hidden />
            {t('canvas.coverage.exits', { count: uncovered.exits.size })}
          </span>
        )}
        {untriedKeys.length > 0 && <span>{t('canvas.coverage.keys', { keys: untriedKeys.join(', ') })}</span>}
      </div>
    </Panel>
  );
}

/** Tells what is untried apart without its colour. */
export function UncoveredSign() {
  return <IconCircleDashed size={12} stroke={2.2} aria-hidden />;
}
