import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../drafts/editor.js';
import type { CanvasActions } from './use-canvas-actions.js';

/** Copy, cut and paste of steps, by the keys and the menu of the browser: they need no permission, and reach other tabs. */
export function useClipboard(actions: CanvasActions, covered: boolean): void {
  const { view, mayEdit } = useEditor();
  const { t } = useTranslation();
  useEffect(() => {
    if (covered) return;
    const take = (event: ClipboardEvent, cuts: boolean): void => {
      if (isWriting() || document.getSelection()?.toString()) return;
      const count = actions.selection().length;
      const text = actions.copyText();
      if (!text || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      if (cuts && mayEdit) actions.remove();
      view.getState().look({ said: t('canvas.said.copied', { count }) });
    };
    const copy = (event: ClipboardEvent): void => take(event, false);
    const cut = (event: ClipboardEvent): void => take(event, true);
    const paste = (event: ClipboardEvent): void => {
      if (isWriting() || !mayEdit) return;
      event.preventDefault();
      void actions.pasteText(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  }, [actions, view, mayEdit, covered, t]);
}

function isWriting(): boolean {
  return Boolean(document.activeElement?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]'));
}
