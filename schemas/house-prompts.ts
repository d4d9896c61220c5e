import type { LocalizedText } from './localized-text.js';
import type { Verb } from './verbs.js';

/** What the line says on its own account, where a flow has no words for it. */
const words = {
  zh: {
    person: '很抱歉，系统出了点问题，为您转人工。',
    goodbye: '很抱歉，线路故障，请稍后再拨。',
    held: '正在查询，请稍候。',
    no_input: '没有听到按键。',
    no_match: '没有这个选项。',
    bad_entry: '位数不对。',
  },
  en: {
    person: "Sorry, something went wrong. I'll put you through to a person.",
    goodbye: 'Sorry, we have a fault. Please call again soon.',
    held: 'One moment, please.',
    no_input: "I didn't hear a key.",
    no_match: "That key isn't an option.",
    bad_entry: "That wasn't the right number of digits.",
  },
};

/** What a caller in a queue hears where the flow has no words for it. Reads `queue`. */
export const waitPrompt: LocalizedText = {
  'zh-CN':
    '{% if queue.ahead == 0 %}您是下一位。{% elsif queue.ahead %}您前面还有{{ queue.ahead | number }}位。{% endif %}{% if queue.waitMinutes %}预计等待{{ queue.waitMinutes | number }}分钟。{% endif %}请不要挂机，客服人员会尽快为您服务。',
  'en-US':
    '{% if queue.ahead == 0 %}You are next. {% elsif queue.ahead == 1 %}There is one caller before you. {% elsif queue.ahead %}There are {{ queue.ahead | number }} callers before you. {% endif %}{% if queue.waitMinutes == 1 %}The wait is about a minute. {% elsif queue.waitMinutes %}The wait is about {{ queue.waitMinutes | number }} minutes. {% endif %}Please stay on the line.',
};

export function apology(language: string, towards: 'person' | 'goodbye'): string {
  return wordsIn(language)[towards];
}

/** Said before a question that is asked again; empty where the caller needs no telling. */
export function reproach(language: string, why: string | null): string {
  return why === 'no_input' || why === 'no_match' ? wordsIn(language)[why] : '';
}

/** What a caller hears during a slow effect: words once, then pauses, each followed by a look whether it is done. */
export function heldVerbs(language: string, toldAlready: boolean): Verb[] {
  const first: Verb = toldAlready ? { verb: 'pause', seconds: 1 } : { verb: 'say', text: wordsIn(language).held, language };
  return [first, { verb: 'redirect', reached: 'held' }];
}

/** The same before a number that is asked for again: what was wrong is not a key but how many. */
export function entryReproach(language: string, why: string | null): string {
  return why === 'no_match' ? wordsIn(language).bad_entry : reproach(language, why);
}

function wordsIn(language: string): (typeof words)['zh'] {
  return language.startsWith('zh') || language.startsWith('yue') ? words.zh : words.en;
}
