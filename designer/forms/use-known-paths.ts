import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { getAnswerPaths, getKnownPaths, type KnownPath } from '../../runtime/engine/check/get-known-paths.js';
import type { Flow } from '../../schemas/documents/flow.js';
import { getEntry } from '../../schemas/get-entry.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { useForm } from './form-context.js';

/**
 * Answers the values that a text or a condition of this step may read, what is surely there first. They are worked out when they are asked for,
 * since a flow changes with every letter typed. `ofAnswer`: those in the answer of a request, which are all that its own rows look at.
 */
export function useKnownPaths(ofAnswer = false): () => KnownPath[] {
  const { drafts } = useEditor();
  const { step } = useForm();
  return useCallback(() => knownOf(drafts.getState().document, step, ofAnswer), [drafts, step, ofAnswer]);
}

/** Whether what the rows of this step read is the answer of its request, and not what the call knows. */
export function useReadsAnswer(): boolean {
  const { step } = useForm();
  return useDraft(({ document }) => getEntry(document.states, step)?.meta.step === 'http_request');
}

/** What is said beside a path: its kind, and where it may be missing. */
export function usePathHint(): (known: KnownPath | undefined) => string {
  const { t } = useTranslation();
  return (known) => (known ? [known.kind && t(`form.valueKinds.${known.kind}`), t(`form.pathSet.${known.when}`)].filter(Boolean).join(' · ') : '');
}

/** Many fields of one form ask the same. */
const known = new WeakMap<Flow, Map<string, KnownPath[]>>();

function knownOf(document: Flow, step: string, ofAnswer: boolean): KnownPath[] {
  const key = `${ofAnswer} ${step}`;
  const ofFlow = known.get(document) ?? new Map<string, KnownPath[]>();
  known.set(document, ofFlow);
  const paths = ofFlow.get(key) ?? (ofAnswer ? getAnswerPaths(document, step) : getKnownPaths(document, step));
  ofFlow.set(key, paths);
  return paths;
}
