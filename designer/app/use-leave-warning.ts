import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** While something is not saved, asks before the page is closed or a link leads away from it. */
export function useLeaveWarning(isChanged: boolean): void {
  const { t } = useTranslation();
  const question = t('common.leaveUnsaved');
  useEffect(() => {
    if (!isChanged) return;
    const closing = (event: BeforeUnloadEvent): void => event.preventDefault();
    const following = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      // What opens beside this page, or stays on it, loses nothing.
      if (!link || link.target === '_blank' || link.hasAttribute('download') || link.getAttribute('href')?.startsWith('#') || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', closing);
    document.addEventListener('click', following, true);
    return () => {
      window.removeEventListener('beforeunload', closing);
      document.removeEventListener('click', following, true);
    };
  }, [isChanged, question]);
}
