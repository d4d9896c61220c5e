import type { PlayVerb, PromptVerb, Verb } from '../../../schemas/verbs.js';

/** Finds an uploaded recording in the first of these languages that has a variant. */
export interface RecordingLinks {
  /** Where the carrier fetches it; `null`: there is none. */
  find(recording: string, languages: readonly string[]): Promise<string | null>;
}

/** Makes links of uploaded recordings. One that is not there is spoken; music that is not there is quiet. */
export async function resolveRecordings(verbs: readonly Verb[], links: RecordingLinks | undefined): Promise<Verb[]> {
  if (!JSON.stringify(verbs).includes(scheme)) return [...verbs];
  return Promise.all(
    verbs.map(async (verb): Promise<Verb> => {
      if (verb.verb === 'play') return resolve(verb, links);
      if (verb.verb === 'gather') return { ...verb, prompts: await Promise.all(verb.prompts.map(async (prompt) => (prompt.verb === 'play' ? resolve(prompt, links) : prompt))) };
      return verb;
    }),
  );
}

const scheme = 'recording:';

/** Stands for music that is not there: long enough that a queue does not ask at once again. */
const QUIET_SECONDS = 15;

async function resolve(verb: PlayVerb, links: RecordingLinks | undefined): Promise<PromptVerb> {
  if (!verb.url.startsWith(scheme)) return verb;
  const url = await links?.find(verb.url.slice(scheme.length), [verb.language, ...(verb.languages ?? [])]).catch(() => null);
  if (url) return { ...verb, url };
  return verb.text.trim() === '' ? { verb: 'pause', seconds: QUIET_SECONDS } : { verb: 'say', text: verb.text, language: verb.language, interruptible: verb.interruptible };
}
