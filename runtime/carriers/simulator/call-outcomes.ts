import { fail } from '../../errors.js';
import type { ConnectOutcome, DialOutcome, PayOutcome, PayResultName, QueueOutcome, RecordOutcome } from './running-call.js';

/** What becomes of a call without the caller doing anything: each list in the order in which it is met. */
export interface CallOutcomes {
  dial: DialOutcome[];
  queue: QueueOutcome[];
  pay: PayOutcome[];
  bot: ConnectOutcome[];
  message: RecordOutcome[];
}

export type OutcomeKind = keyof CallOutcomes;

/** How each kind of outcome is written, for help and errors. */
export const outcomeWords: Record<OutcomeKind, string> = {
  dial: 'answered, busy, no_answer or failed; answered@8 rings eight seconds',
  queue: 'answered, waits, full, failed or taken_out; answered:3@90 waits as the third for 90 seconds',
  pay: 'success, too_many_failed_attempts, payment_connector_error, caller_interrupted_with_star, caller_hung_up, validation_error or internal_error',
  bot: 'returned, failed, or the JSON it hands back, such as {"topic":"bill"}',
  message: 'its length in seconds, such as 12, or failed',
};

/** The same for readers of Chinese. */
export const outcomeWordsInChinese: Record<OutcomeKind, string> = {
  dial: 'answered、busy、no_answer 或 failed；answered@8 表示振铃八秒',
  queue: 'answered、waits、full、failed 或 taken_out；answered:3@90 表示排在第三位等待 90 秒',
  pay: 'success、too_many_failed_attempts、payment_connector_error、caller_interrupted_with_star、caller_hung_up、validation_error 或 internal_error',
  bot: 'returned、failed，或机器人交回的 JSON，例如 {"topic":"bill"}',
  message: '留言秒数，例如 12，或 failed',
};

export const outcomeKinds = Object.keys(outcomeWords) as OutcomeKind[];

/** Reads one outcome, as `busy` of `dial:busy`. Throws `wrong_usage` naming what can be written. */
export function readOutcome<Kind extends OutcomeKind>(kind: Kind, word: string): CallOutcomes[Kind][number] {
  const outcome = readers[kind](word.trim());
  if (outcome === null) throw fail('wrong_usage', { reason: { 'en-US': `"${word}" is no outcome of "${kind}". Write ${outcomeWords[kind]}.`, 'zh-CN': `“${word}”不是“${kind}”的结果。请写 ${outcomeWordsInChinese[kind]}。` } });
  return outcome;
}

export function noOutcomes(): CallOutcomes {
  return { dial: [], queue: [], pay: [], bot: [], message: [] };
}

const readers: { [Kind in OutcomeKind]: (word: string) => CallOutcomes[Kind][number] | null } = {
  dial(word) {
    const [, result, seconds] = /^(answered|busy|no_answer|failed)(?:@(\d{1,4}))?$/.exec(word) ?? [];
    if (result === undefined) return null;
    return seconds === undefined ? (result as DialOutcome) : ({ result, ringSeconds: Number(seconds) } as DialOutcome);
  },
  queue(word) {
    const [, result, position, seconds] = /^(answered|waits|full|failed|taken_out)(?::(\d{1,4}))?(?:@(\d{1,5}))?$/.exec(word) ?? [];
    if (result === undefined) return null;
    if (position === undefined && seconds === undefined) return result as QueueOutcome;
    return { result, ...(position !== undefined && { position: Number(position) }), ...(seconds !== undefined && { waitSeconds: Number(seconds) }) } as QueueOutcome;
  },
  pay: (word) => (payWords.test(word) ? (word.replaceAll('_', '-') as PayResultName) : null),
  bot(word) {
    if (word === 'returned' || word === 'failed') return word;
    return isJson(word) ? { result: 'returned', data: word } : null;
  },
  message: (word) => (word === 'failed' ? word : /^\d{1,4}$/.test(word) ? { seconds: Number(word) } : null),
};

const payWords = /^(success|too_many_failed_attempts|payment_connector_error|caller_interrupted_with_star|caller_hung_up|validation_error|internal_error)$/;

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
