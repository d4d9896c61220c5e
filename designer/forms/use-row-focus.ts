import { useEffect, useRef, type RefObject } from 'react';

const fields = 'input:not([type="hidden"]):not([disabled]), textarea:not([disabled]), select:not([disabled])';

export interface RowFocus {
  /** Of the element whose children are the rows, with the button that adds one behind them. */
  list: RefObject<HTMLDivElement | null>;
  /** To be called with the place of a row that is about to be added. */
  toRow(at: number): void;
  /** To be called with the place of a row that is about to be taken away. */
  toNext(at: number): void;
}

/** Keeps whoever works by keys in the list: a new row is written in at once, and where a row was taken away the next one is at hand. */
export function useRowFocus(): RowFocus {
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ at: number; to: 'field' | 'button' } | null>(null);
  useEffect(() => {
    const place = wanted.current;
    const rows = list.current?.children;
    if (!place || !rows) return;
    wanted.current = null;
    const row = rows[Math.min(place.at, rows.length - 1)];
    const found = place.to === 'field' ? row?.querySelector<HTMLElement>(fields) : row?.matches('button') ? (row as HTMLElement) : row?.querySelector<HTMLElement>('[data-removes]');
    found?.focus();
  });
  return { list, toRow: (at) => (wanted.current = { at, to: 'field' }), toNext: (at) => (wanted.current = { at, to: 'button' }) };
}
