import { useRef } from 'react';

/** Names for rows that stay with them while they are moved and renamed, so that a field being written in is never drawn anew. */
export function useRowKeys(count: number): { of(at: number): number; swap(at: number, other: number): void; remove(at: number): void } {
  const next = useRef(0);
  const keys = useRef<number[]>([]);
  while (keys.current.length < count) keys.current.push(next.current++);
  keys.current.length = count;
  return {
    of: (at) => keys.current[at]!,
    swap(at, other) {
      [keys.current[at], keys.current[other]] = [keys.current[other]!, keys.current[at]!];
    },
    remove: (at) => void keys.current.splice(at, 1),
  };
}
