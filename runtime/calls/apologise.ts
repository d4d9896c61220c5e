import { apology } from '../../schemas/house-prompts.js';
import type { Verb } from '../../schemas/verbs.js';
import type { CompiledFlow } from '../engine/compile-flow.js';
import { getEntry } from '../../schemas/get-entry.js';

/** An emergency transfer rings this long. */
const RING_SECONDS = 30;

/**
 * What a caller hears when nothing else can be said, the database gone for one: an apology, and the person of the flow that answered this
 * number last, where one is known. Without, the line says so in both languages and ends.
 */
export function emergencyVerbs(flow: CompiledFlow | undefined): Verb[] {
  const languages = flow?.languages.slice(0, 1) ?? ['zh-CN', 'en-US'];
  const number = flow && findPerson(flow);
  const words = languages.map((language): Verb => ({ verb: 'say', text: apology(language, number ? 'person' : 'goodbye'), language }));
  return number ? [...words, { verb: 'dial', number, timeoutSeconds: RING_SECONDS, callerId: null }] : [...words, { verb: 'hang_up' }];
}

/** The first transfer to a written-out number on the way from the flow's person step. */
function findPerson(flow: CompiledFlow): string | null {
  const seen = new Set<string>();
  const waiting = flow.personStep ? [flow.personStep] : [];
  for (const step of waiting) {
    if (seen.has(step)) continue;
    seen.add(step);
    const number = flow.steps.get(step)?.data['number'];
    if (typeof number === 'string' && /^\+\d{5,15}$/.test(number)) return number;
    waiting.push(...Object.values(getEntry(flow.flow.states, step)?.on ?? {}));
  }
  return null;
}
