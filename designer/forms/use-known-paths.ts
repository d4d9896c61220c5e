import { useCallback } from 'react';
import { getKnownPaths, type KnownPath } from '../../runtime/engine/check/get-known-paths.js';
import type { Flow } from '../../schemas/documents/flow.js';
import { useEditor } from '../drafts/editor.js';
import { useForm } from './form-context.js';

/**
 * Answers the values that a text or a condition of this step may read, what is surely there first. They are worked out when they are asked for,
 * since a flow changes with every letter typed.
 */
export function useKnownPaths(): () => KnownPath[] {
  const { drafts } = useEditor();
  const { step } = useForm();
  return useCallback(() => knownOf(drafts.getState().document, step), [drafts, step]);
}

/** Many fields of one form ask the same. */
const known = new WeakMap<Flow, Map<string, KnownPath[]>>();

function knownOf(document: Flow, step: string): KnownPath[] {
  const ofFlow = known.get(document) ?? new Map<string, KnownPath[]>();
  known.set(document, ofFlow);
  const paths = ofFlow.get(step) ?? getKnownPaths(document, step);
  ofFlow.set(step, paths);
  return paths;
}
