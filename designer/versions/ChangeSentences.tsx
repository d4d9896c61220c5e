import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowDiff } from '../../runtime/engine/diff/flow-diff.js';
import { diffFlows } from '../../runtime/engine/diff/diff-flows.js';
import type { Flow } from '../../schemas/documents/flow.js';
import classes from './HistoryPanel.module.css';

/** What changes for callers, in the reader's language. */
export function ChangeSentences({ diff }: { diff: FlowDiff | null }) {
  const { t, i18n } = useTranslation();
  const language = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  if (!diff) return <Text size="sm">{t('compare.cannot')}</Text>;
  if (diff.isSame) return <Text size="sm">{t('compare.same')}</Text>;
  return (
    <ul className={classes.changes} tabIndex={0} aria-label={t('compare.changes')}>
      {diff.changes.map(({ messages }, at) => (
        <li key={at}>{messages[language]}</li>
      ))}
    </ul>
  );
}

/** `null` where one of them is too broken to compare. */
export function tryDiff(before: Flow, after: Flow): FlowDiff | null {
  try {
    return diffFlows(before, after);
  } catch {
    return null;
  }
}
