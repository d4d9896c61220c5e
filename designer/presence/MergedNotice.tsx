import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../drafts/editor.js';

/** So many of their changes are told; the canvas shows the rest. */
const TOLD = 3;

/** Says who changed what, when somebody else's changes came in. */
export function MergedNotice() {
  const { t, i18n } = useTranslation();
  const merged = useView((view) => view.merged);
  useEffect(() => {
    if (!merged) return;
    const language = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
    const changes = merged.diff?.changes ?? [];
    const more = changes.length - TOLD;
    const told = changes.length === 0 ? [t('merge.moved')] : [...changes.slice(0, TOLD).map(({ messages }) => messages[language]), ...(more > 0 ? [t('merge.more', { count: more })] : [])];
    notifications.show({ id: 'merged', title: t('merge.title', { who: merged.by }), message: told.join('\n'), autoClose: 8000, styles: { description: { whiteSpace: 'pre-line' } }, closeButtonProps: { 'aria-label': t('common.close') } });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- told once, in the language of that moment
  }, [merged]);
  return null;
}
