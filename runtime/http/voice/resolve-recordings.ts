import type { PlayVerb, PromptVerb, Verb } from '../../../schemas/verbs.js';

/** Finds an uploaded recording in the first of these languages that has a variant; `any`: in whichever there is. */
export interface RecordingLinks {
  /** Where the carrier fetches it; `null`: there is none. */
  find(recording: string, languages: readonly string[] | 'any'): Promise<string | null>;
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

/** Stands for music that is not there: long enough that a queue does not ask at once again, and no longer than a caller takes a line for dead. */
const QUIET_SECONDS = 8;

async function resolve(verb: PlayVerb, links: RecordingLinks | undefined): Promise<PromptVerb> {
  if (!verb.url.startsWith(scheme)) return verb;
  const recording = verb.url.slice(scheme.length);
  const isMusic = verb.text.trim() === '';
  // Words are spoken to a caller in their own language rather than played in another one; music is understood by everybody.
  const url = isMusic ? await findMusic(verb, recording, links) : await links?.find(recording, [verb.language]).catch(() => null);
  if (url) return { ...verb, url };
  return isMusic ? { verb: 'pause', seconds: QUIET_SECONDS } : { verb: 'say', text: verb.text, language: verb.language, interruptible: verb.interruptible };
}

async function findMusic({ language, languages = [] }: PlayVerb, recording: string, links: RecordingLinks | undefined): Promise<string | null> {
  const find = async (among: readonly string[] | 'any') => (await links?.find(recording, among).catch(() => null)) ?? null;
  return (await find([language, ...languages])) ?? find('any');
}
