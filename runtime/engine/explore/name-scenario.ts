import type { LocalizedText } from '../../../schemas/localized-text.js';
import type { FlowGraph, GraphStep } from '../check/flow-graph.js';
import { getPrefix } from '../prompts/languages/find-language.js';
import { localized } from '../prompts/localized.js';
import type { Transition } from './walk-state.js';

/** A name in a scenarios file is no longer. */
const MAX_CHARACTERS = 200;

/** What a written scenario is about, as a sentence: in Chinese where the flow's first language is, else in English. The same name is given to nothing else. */
export function nameScenario(graph: FlowGraph, target: Transition, last: Transition, taken: ReadonlySet<string>): string {
  const words = getPrefix(graph.languages[0] ?? '') === 'zh' ? chinese : english;
  const step = titleOf(graph, target.from.step!, words.language);
  const about = words.about[kindOf(target)](step, labelOf(graph, target, words.language));
  const end = last.from.step;
  const sentence = end && last.to.step === null && end !== target.from.step ? about + words.ends(titleOf(graph, end, words.language)) : about;
  const exact = `${about} (${target.from.step!.id}.${target.exit ?? ''})`;
  return [sentence, exact].map((name) => name.slice(0, MAX_CHARACTERS)).find((name) => !taken.has(name)) ?? `${exact} ${taken.size}`.slice(-MAX_CHARACTERS);
}

type Kind = 'chosen' | 'silence' | 'wrong' | 'failed' | 'dialed' | 'heard' | 'found';

interface Words {
  language: string;
  about: Record<Kind, (step: string, exit: string) => string>;
  ends(step: string): string;
}

const chinese: Words = {
  language: 'zh-CN',
  about: {
    chosen: (step, exit) => `来电者在“${step}”选“${exit}”`,
    silence: (step) => `来电者在“${step}”不回答`,
    wrong: (step) => `来电者在“${step}”按错键`,
    failed: (step, exit) => `来电者在“${step}”没能办成：${exit}`,
    dialed: (step, exit) => `“${step}”的接通结果是“${exit}”`,
    heard: (step) => `来电者听完“${step}”`,
    found: (step, exit) => `“${step}”的结果是“${exit}”`,
  },
  ends: (step) => `，最后到“${step}”`,
};

const english: Words = {
  language: 'en-US',
  about: {
    chosen: (step, exit) => `At "${step}" the caller chooses "${exit}"`,
    silence: (step) => `At "${step}" the caller does not answer`,
    wrong: (step) => `At "${step}" the caller presses wrong keys`,
    failed: (step, exit) => `At "${step}" the caller does not succeed: ${exit}`,
    dialed: (step, exit) => `The call to "${step}" comes to "${exit}"`,
    heard: (step) => `The caller hears "${step}" out`,
    found: (step, exit) => `"${step}" comes to "${exit}"`,
  },
  ends: (step) => `, and the call ends at "${step}"`,
};

function kindOf({ by, exit, from }: Transition): Kind {
  if (exit === 'no_input') return 'silence';
  if (exit === 'no_match') return 'wrong';
  if (by === 'unanswered') return 'failed';
  if (by === 'choice') return 'chosen';
  if (by === 'dial') return 'dialed';
  return (from.step?.exits?.length ?? 0) > 1 ? 'found' : 'heard';
}

function titleOf(graph: FlowGraph, step: GraphStep, language: string): string {
  return localized(step.data['title'] as LocalizedText | undefined, language, graph.languages) || step.id;
}

/** An exit of the whole flow is called as the step it leads to. */
function labelOf(graph: FlowGraph, { from, exit }: Transition, language: string): string {
  const label = from.step?.exits?.find(({ id }) => id === exit)?.label as LocalizedText | undefined;
  const shared = graph.byId.get(graph.shared.get(exit ?? '')?.target ?? '');
  return localized(label, language, graph.languages) || (shared ? titleOf(graph, shared, language) : '') || (exit ?? '');
}
