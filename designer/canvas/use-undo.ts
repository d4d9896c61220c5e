import { useTranslation } from 'react-i18next';
import { getEntry } from '../../schemas/get-entry.js';
import { announce } from '../app/announce.js';
import { useEditor } from '../drafts/editor.js';
import { whatChanged, type WhatChanged } from '../drafts/what-changed.js';
import { getTitle } from './heard-text.js';

/** So many steps are told by name, and how many more. */
const NAMED = 3;

/** Undo and redo, each told with what it did to the flow. */
export function useUndo(): { undo(): void; redo(): void } {
  const { drafts } = useEditor();
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const turn = (way: 'undo' | 'redo'): void => {
    const before = drafts.getState();
    drafts.temporal.getState()[way]();
    const after = drafts.getState();
    const titleOf = (id: string): string => getTitle(id, getEntry(after.document.states, id) ?? getEntry(before.document.states, id), reader);
    const changed = whatChanged(before, after);
    announce(changed ? t(`canvas.said.${way}`, { what: wordsOf(changed, titleOf) }) : t(`canvas.said.${way}None`));
  };
  const wordsOf = (changed: WhatChanged, titleOf: (id: string) => string): string => {
    if (!('steps' in changed)) return t(`canvas.said.turned.${changed.kind}`);
    const more = changed.steps.length - NAMED;
    const names = [...changed.steps.slice(0, NAMED).map(titleOf), ...(more > 0 ? [t('canvas.said.turned.more', { count: more })] : [])];
    return t(`canvas.said.turned.${changed.kind}`, { steps: new Intl.ListFormat(reader).format(names) });
  };
  return { undo: () => turn('undo'), redo: () => turn('redo') };
}
