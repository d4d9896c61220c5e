import type { JsonObject } from './json.js';
import type { CallView } from './define-step.js';

/** What the line says on its own account of an answer: what was wrong with it, never only that something was. Figures in them become words. */
const words = {
  zh: {
    wrong_length: '位数不对。',
    no_such_date: '没有这个日期。',
    date_too_early: '日期不能早于{{ bound | date }}。',
    date_too_late: '日期不能晚于{{ bound | date }}。',
    no_amount: '这不是金额。',
    amount_too_small: '最少{{ bound | money }}。',
    amount_too_large: '最多{{ bound | money }}。',
    check_digit: '号码有误，请核对后再输。',
    no_such_number: '这不是可以回拨的号码。',
    not_heard: '没有听到您说话。',
    not_understood: '没有听清。',
    did_it_help: '解决了您的问题请按1，没有请按2。',
    another_answer: '还有一条可能有用。',
  },
  en: {
    wrong_length: "That wasn't the right number of digits.",
    no_such_date: "There is no such date.",
    date_too_early: "The date can't be before {{ bound | date }}.",
    date_too_late: "The date can't be after {{ bound | date }}.",
    no_amount: "That isn't an amount.",
    amount_too_small: 'The least is {{ bound | money }}.',
    amount_too_large: 'The most is {{ bound | money }}.',
    check_digit: "There's a mistake in that number. Please check it and enter it again.",
    no_such_number: "We can't call that number back.",
    not_heard: "I didn't hear you.",
    not_understood: "I didn't catch that.",
    did_it_help: 'If that answers your question, press 1. If not, 2.',
    another_answer: 'Here is another that may help.',
  },
};

export type LineWords = keyof (typeof words)['zh'];

export function lineWords(call: CallView, which: LineWords, figures: JsonObject = {}): string {
  const own = call.language.startsWith('zh') || call.language.startsWith('yue') ? words.zh : words.en;
  return call.prompt({ [call.language]: own[which] }, figures);
}
