import { languageRuns } from '../../schemas/language-runs.js';
import type { Json } from '../../schemas/json.js';
import type { PromptVerb, SayVerb, SpeechNode, Verb } from '../../schemas/verbs.js';
import { hasMarks, plainWords, readSpeech, wordsOf } from './prompts/speech-markup.js';

/** What a flow says of its speech. */
export interface SpeechSettings {
  languages: readonly string[];
  /** Language → name of the voice that speaks it. */
  voices: Readonly<Record<string, string>>;
}

/**
 * Reads the marks of the prompts in verbs, so that `text` is plain words everywhere and marks are data. A run in another language becomes a
 * say of its own, in that language's own voice.
 */
export function settleSpeech(verbs: readonly Verb[], settings: SpeechSettings): Verb[] {
  return verbs.flatMap((verb) => settleVerb(verb, settings));
}

function settleVerb(verb: Verb, settings: SpeechSettings): Verb[] {
  switch (verb.verb) {
    case 'say':
    case 'play':
    case 'pause':
      return settlePrompt(verb, settings);
    case 'gather':
      return [{ ...verb, prompts: verb.prompts.flatMap((prompt) => settlePrompt(prompt, settings)), hints: verb.hints.map(plainWords) }];
    case 'dial':
      return [verb.whisper ? { ...verb, whisper: verb.whisper.flatMap((say) => settleSay(say, settings)) } : verb];
    case 'pay':
      return [{ ...verb, prompts: verb.prompts.map((prompt) => ({ ...prompt, say: inOne(settleSay(prompt.say, settings), prompt.say) })) }];
    case 'connect_relay':
      return [{ ...verb, greeting: plainWords(verb.greeting) }];
    default:
      return [verb];
  }
}

function settlePrompt(verb: PromptVerb, settings: SpeechSettings): PromptVerb[] {
  if (verb.verb === 'say') return settleSay(verb, settings);
  return [verb.verb === 'play' && hasMarks(verb.text) ? { ...verb, text: readSpeech(verb.text).text } : verb];
}

function settleSay(say: SayVerb, settings: SpeechSettings): SayVerb[] {
  const { nodes, text } = readSpeech(say.text);
  if (!nodes) return [inVoice({ ...say, text }, settings)];
  return runsOf(nodes, say.language, settings.languages).map(({ language, nodes: run }) => inVoice({ ...say, language, ...spoken(run) }, settings));
}

function inVoice(say: SayVerb, settings: SpeechSettings): SayVerb {
  const voice = Object.hasOwn(settings.voices, say.language) ? settings.voices[say.language] : undefined;
  return voice === undefined ? say : { ...say, voice };
}

function spoken(nodes: SpeechNode[]): Pick<SayVerb, 'text' | 'marked'> {
  const text = wordsOf(nodes);
  return nodes.every((node) => typeof node === 'string') ? { text } : { text, marked: nodes };
}

/** Cut where the language changes, as far as that is at the top. Blank runs between are left out. */
function runsOf(nodes: readonly SpeechNode[], language: string, languages: readonly string[]): { language: string; nodes: SpeechNode[] }[] {
  const runs: { language: string; nodes: SpeechNode[] }[] = [];
  const add = (own: string, node: SpeechNode) => {
    const last = runs.at(-1);
    if (last?.language === own) last.nodes.push(node);
    else if (typeof node !== 'string' || node.trim() !== '') runs.push({ language: own, nodes: [node] });
  };
  for (const node of nodes) {
    if (typeof node !== 'string' && node.tag === 'lang') for (const child of node.children) add(node.attributes['xml:lang'] ?? language, child);
    else if (typeof node === 'string') for (const run of cut(node, language, languages)) add(run.language, run.text);
    else add(language, node);
  }
  return runs;
}

/** Plain words between marks, as words without any are cut; untouched where they are all in one language. */
function cut(words: string, language: string, languages: readonly string[]): { text: string; language: string }[] {
  const runs = languageRuns(words, language, [...languages]);
  return runs.length > 1 || (runs[0] && runs[0].language !== language) ? runs : [{ text: words, language }];
}

/** The carrier takes one say there: words alone where it would be several. */
function inOne(says: readonly SayVerb[], before: SayVerb): SayVerb {
  const [only] = says;
  return says.length === 1 && only ? only : { ...before, text: plainWords(before.text) };
}

/** What is kept of a call is plain words: facts, values and what a step remembers. */
export function withoutMarks<Value extends Json | undefined>(value: Value): Value {
  if (typeof value === 'string') return (hasMarks(value) ? readSpeech(value).text : value) as Value;
  if (Array.isArray(value)) return value.map(withoutMarks) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutMarks(inner)])) as Value;
}
