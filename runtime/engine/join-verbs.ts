import type { GatherVerb, PlayVerb, SayVerb, Verb } from '../../schemas/verbs.js';

/**
 * Draws speech that may be interrupted into the gather that follows it, so that a caller who knows the way can press at once.
 * Speech that must be heard stays outside, where no key cuts it.
 */
export function joinVerbs(verbs: Verb[]): Verb[] {
  const at = verbs.findIndex((verb) => verb.verb === 'gather');
  if (at < 1) return verbs;
  let first = at;
  while (first > 0 && isInterruptible(verbs[first - 1]!)) first -= 1;
  if (first === at) return verbs;
  const gather = verbs[at] as GatherVerb;
  const joined: GatherVerb = { ...gather, prompts: [...(verbs.slice(first, at) as (SayVerb | PlayVerb)[]), ...gather.prompts] };
  return [...verbs.slice(0, first), joined, ...verbs.slice(at + 1)];
}

function isInterruptible(verb: Verb): verb is SayVerb | PlayVerb {
  return (verb.verb === 'say' || verb.verb === 'play') && verb.interruptible === true;
}
