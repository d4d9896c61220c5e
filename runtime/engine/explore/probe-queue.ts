import type { CallView, QueueView, StepDefinition } from '../../../schemas/define-step.js';
import type { JsonObject } from '../../../schemas/json.js';
import type { Verb } from '../../../schemas/verbs.js';
import { QUEUE_SECONDS } from './limits.js';
import { singleKeys } from './probe-entries.js';
import { createProbe, type Probe } from './probe-inputs.js';
import { profileOf } from './speech-profile.js';

/** Longer than any wait that a step bounds. */
const ENDLESS_SECONDS = 14_400;

/**
 * What may become of a wait in a queue: a person, no place, the caller taken out; and by what is heard there, each key that leads out and the
 * end of a wait that is bounded. `call` is that of the waiting visit.
 */
export function queueProbes(definition: StepDefinition, data: JsonObject, call: CallView, secondsOf: (text: string) => number): Probe[] {
  const wait = (queue: Partial<QueueView>) => definition.wait?.(data as never, { key: null, position: 2, waitedSeconds: 0, averageWaitSeconds: 60, size: 2, ...queue }, call) ?? { verbs: [] };
  const first = wait({});
  const quietSeconds = definition.wait ? quietOf(first.verbs, secondsOf) : 0;
  const ended = (result: 'bridged' | 'leave' | 'redirected' | 'queue_full' | 'system_error', seconds = 0) => ({ kind: 'enqueued', result, seconds }) as const;
  const keys = first.verbs.some(({ verb }) => verb === 'gather') ? singleKeys : [];
  const byKey = keys.flatMap((key) => {
    const pressed = wait({ key });
    if (!leaves(pressed.verbs)) return [];
    return createProbe(ended('leave', 10), 'choice', { token: key, isTimed: true, keys: 1, met: { kind: 'queue', word: 'waits' }, seconds: 10, quietSeconds, memory: pressed.memory });
  });
  const late = wait({ waitedSeconds: ENDLESS_SECONDS });
  const tooLong = createProbe(ended('leave', QUEUE_SECONDS), 'dial', { met: { kind: 'queue', word: 'waits' }, seconds: QUEUE_SECONDS, quietSeconds, memory: late.memory });
  return [
    createProbe(ended('bridged', QUEUE_SECONDS), 'dial', { met: { kind: 'queue', word: 'answered' }, seconds: QUEUE_SECONDS, quietSeconds }),
    ...byKey,
    ...(leaves(late.verbs) ? [tooLong] : []),
    createProbe(ended('redirected'), 'dial', { met: { kind: 'queue', word: 'taken_out' }, seconds: QUEUE_SECONDS, quietSeconds }),
    createProbe(ended('queue_full'), 'dial', { met: { kind: 'queue', word: 'full' } }),
    createProbe(ended('system_error'), 'dial', { met: { kind: 'queue', word: 'failed' } }),
  ];
}

function leaves(verbs: readonly Verb[]): boolean {
  return verbs.some(({ verb }) => verb === 'leave');
}

/** What is said there is said over and over, so that its end meets its beginning. */
function quietOf(verbs: readonly Verb[], secondsOf: (text: string) => number): number {
  const listening = verbs.find((verb) => verb.verb === 'gather')?.timeoutSeconds ?? 0;
  const { isHeard, quietBefore, quietWithin, quietAfter } = profileOf(verbs, secondsOf);
  return isHeard ? Math.max(quietWithin, quietAfter + listening + quietBefore) : quietAfter + listening;
}
