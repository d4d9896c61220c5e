import { getEntry } from '../../schemas/get-entry.js';
import type { Draft } from './draft-store.js';

/** What is other than before, by what matters most: `there` and `gone` are steps, `marks` notes and frames, `folds` what is folded away. */
export type WhatChanged = { kind: 'there' | 'gone' | 'changed' | 'moved'; steps: string[] } | { kind: 'marks' | 'folds' | 'flow' };

/** What one step of undo or redo did; `null` where it did nothing. Steps that did not change are the same objects, so that large flows cost nothing. */
export function whatChanged(before: Draft, after: Draft): WhatChanged | null {
  const [old, now] = [before.document.states, after.document.states];
  const there = Object.keys(now).filter((id) => !Object.hasOwn(old, id));
  if (there.length > 0) return { kind: 'there', steps: there };
  const gone = Object.keys(old).filter((id) => !Object.hasOwn(now, id));
  if (gone.length > 0) return { kind: 'gone', steps: gone };
  const changed = Object.keys(now).filter((id) => getEntry(now, id) !== getEntry(old, id));
  if (changed.length > 0) return { kind: 'changed', steps: changed };
  if (before.document !== after.document) return { kind: 'flow' };
  const { notes, frames, folded } = before.layout;
  const moved = Object.keys(now).filter((id) => hasMoved(getEntry(before.layout.positions, id), getEntry(after.layout.positions, id)));
  // A frame takes along what stands in it.
  if (moved.length > 0) return { kind: 'moved', steps: moved };
  if (notes !== after.layout.notes || frames !== after.layout.frames) return { kind: 'marks' };
  return folded === after.layout.folded ? null : { kind: 'folds' };
}

type Place = { x: number; y: number } | undefined;

const hasMoved = (before: Place, after: Place): boolean => before?.x !== after?.x || before?.y !== after?.y;
