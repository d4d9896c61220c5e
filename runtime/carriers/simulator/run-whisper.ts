import type { Leg } from './call-parameters.js';
import { CarrierEnded, CarrierFault } from './carrier-fault.js';
import { createCookieJar } from './cookie-jar.js';
import { fetchDocument } from './fetch-document.js';
import { readPrompts } from './run-gather.js';
import { passTime, type RunningCall } from './running-call.js';

/**
 * What a dialed person hears before they are connected, on their own leg, which shares no cookies with the caller's; the caller hears it
 * ring meanwhile. `false`: the document hangs up on them. Where it cannot be had they are connected without it.
 */
export async function hearWhisper(call: RunningCall, leg: Leg, url: string): Promise<boolean> {
  const document = await fetchDocument({ ...call, leg, cookies: createCookieJar() }, { url, method: 'POST', fields: {} }).catch((error: unknown) => {
    if (error instanceof CarrierFault) return null;
    throw error;
  });
  for (const verb of document?.verbs ?? []) {
    if (verb.name === 'Hangup') return false;
    if (!['Say', 'Play', 'Pause'].includes(verb.name)) throw new CarrierEnded('unsupported_verb', `The simulator does not run <${verb.name}> for a dialed person. It runs Say, Play, Pause and Hangup.`);
    for (const prompt of readPrompts(call, verb)) {
      if ('text' in prompt) call.tell({ type: 'whisper_heard', text: prompt.text, language: prompt.language });
      await passTime(call, 'text' in prompt ? (prompt.seconds ?? call.secondsOf(prompt.text, prompt.language)) : prompt.pauseSeconds);
    }
  }
  return true;
}
