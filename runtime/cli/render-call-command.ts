import type { JsonObject } from '../../schemas/json.js';
import type { Script } from '../engine/explore/exploration.js';
import { USUAL_MOMENT } from '../phone/run-scenarios.js';

/** The command that makes the call of a script, to be run as it stands in a POSIX shell: always the same call, whenever it is run. */
export function renderCallCommand(file: string, script: Script, { language, settings = {} }: { language?: string; settings?: JsonObject } = {}): string {
  const { keys, dials, queues, payments, bots, recordings, outcomes } = script;
  const list = (option: string, words: readonly string[]) => (words.length > 0 ? [`${option} ${words.join(',')}`] : []);
  return [
    `npx trunkline call ${quoted(file)} --keys ${inQuotes(keys)}`,
    ...list('--dial', dials),
    ...list('--queue', queues),
    ...list('--pay', payments),
    ...bots.map((word) => `--bot ${quoted(word)}`),
    ...list('--message', recordings),
    ...Object.entries(outcomes).map(([step, exits]) => `--outcome ${step}=${exits.map((exit) => exit ?? '-').join(',')}`),
    ...Object.entries(settings).map(([name, value]) => `--setting ${quoted(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)}`),
    ...(language === undefined ? [] : [`--language ${language}`]),
    `--at ${USUAL_MOMENT}`,
  ].join(' ');
}

/** Words of speech stand in double quotes of their own. */
function inQuotes(keys: string): string {
  return /["$`\\!]/.test(keys) ? singleQuoted(keys) : `"${keys}"`;
}

function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : singleQuoted(word);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
