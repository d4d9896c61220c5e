import type { Verb } from '../../../schemas/verbs.js';
import { RECORDING_SECONDS } from './limits.js';

/** How long the verbs of one step speak, and where they are quiet. Seconds, estimated. */
export interface SpeechProfile {
  seconds: number;
  isHeard: boolean;
  /** Before the first sound. */
  quietBefore: number;
  /** The longest time between two sounds. */
  quietWithin: number;
  /** After the last sound; all of it where there is none. */
  quietAfter: number;
}

export function profileOf(verbs: readonly Verb[], secondsOf: (text: string) => number): SpeechProfile {
  const profile: SpeechProfile = { seconds: 0, isHeard: false, quietBefore: 0, quietWithin: 0, quietAfter: 0 };
  for (const part of verbs.flatMap((verb) => (verb.verb === 'gather' ? verb.prompts : [verb]))) {
    if (part.verb === 'pause') beQuiet(profile, part.seconds);
    else if (part.verb === 'say') sound(profile, secondsOf(part.text));
    else if (!SILENT_VERBS.has(part.verb)) sound(profile, RECORDING_SECONDS);
  }
  return profile;
}

const SILENT_VERBS = new Set<string>(['redirect', 'hang_up', 'dial', 'gather']);

function beQuiet(profile: SpeechProfile, seconds: number): void {
  profile.seconds += seconds;
  profile.quietAfter += seconds;
}

function sound(profile: SpeechProfile, seconds: number): void {
  if (seconds === 0) return;
  profile.seconds += seconds;
  if (profile.isHeard) profile.quietWithin = Math.max(profile.quietWithin, profile.quietAfter);
  else profile.quietBefore = profile.quietAfter;
  profile.isHeard = true;
  profile.quietAfter = 0;
}
