import { useTranslation } from 'react-i18next';
import type { Reworded } from '../../schemas/answers/reworded.js';
import { diffWords } from '../../runtime/engine/diff/diff-words.js';
import { langOf } from '../drafts/lang-of.js';
import classes from './Scenarios.module.css';

/** What was expected beside what came, with the words marked that are gone and that are new. */
export function WordChanges({ changes }: { changes: Reworded['changes'] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.wordChanges} aria-label={t('phone.words.changes')}>
      {changes.map(({ before, after }, at) => (
        <li key={at}>
          <Side label={t('phone.words.expected')} before={before} after={after ?? ''} other="gone" />
          {after === null ? (
            <p className={classes.side}>
              <span className={classes.sideLabel}>{t('phone.words.came')}</span>
              <em>{t('phone.words.nothing')}</em>
            </p>
          ) : (
            <Side label={t('phone.words.came')} before={before} after={after} other="new" />
          )}
        </li>
      ))}
    </ul>
  );
}

function Side({ label, before, after, other }: { label: string; before: string; after: string; other: 'gone' | 'new' }) {
  const { i18n } = useTranslation();
  const Mark = other === 'gone' ? 'del' : 'ins';
  return (
    <p className={classes.side}>
      <span className={classes.sideLabel}>{label}</span>
      <span dir="auto" lang={langOf(before, i18n.resolvedLanguage ?? 'en-US')}>{diffWords(before, after).map(({ kind, text }, at) => (kind === 'same' ? text : kind === other ? <Mark key={at}>{text}</Mark> : null))}</span>
    </p>
  );
}
