import { useMemo } from 'react';
import { useDraft } from '../drafts/editor.js';
import { stepTypes } from '../drafts/step-types.js';

const standingPaths = ['call.from', 'call.language', 'customer.age', 'customer.identity.level', 'customer.name', 'customer.segment', 'product.charge', 'product.name', 'product.quotedPrice', 'settings.crmUrl'];

/** The values a text or a condition may read here: what the steps of the flow set, and what every call has. */
export function useKnownPaths(): string[] {
  const states = useDraft((draft) => draft.document.states);
  return useMemo(() => {
    const set = Object.values(states).flatMap((state) => {
      try {
        return stepTypes[state.meta.step]?.sets?.(state.meta as never) ?? [];
      } catch {
        return [];
      }
    });
    return [...new Set([...set.filter((path) => typeof path === 'string' && path !== ''), ...standingPaths])].sort();
  }, [states]);
}
