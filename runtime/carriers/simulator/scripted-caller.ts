import { fail } from '../../errors.js';
import { noOutcomes, outcomeKinds, outcomeWords, outcomeWordsInChinese, readOutcome, type CallOutcomes, type OutcomeKind } from './call-outcomes.js';
import type { Answer, Caller, HeardSpeech, TimedAct } from './caller.js';

/**
 * A caller who follows a script such as `1 6225# - say:余额 hangup@2`: one token a question, and silence when they end.
 * Throws `wrong_usage` naming the bad token. See `tokenGrammar`.
 */
export function createScriptedCaller(tokens: string): ScriptedCaller {
  const { acts: script, outcomes } = readScript(tokens);
  const heard: HeardSpeech[] = [];
  return {
    heard,
    outcomes,
    tokensLeft: () => script.length,
    hears: (speech) => void heard.push(speech),
    answers({ interruptible }) {
      const [token] = script;
      // Keys at a given time go to the next prompt that can hear them, be it only a chance to interrupt.
      if (token === undefined || (interruptible && !isTimed(token))) return 'silence';
      script.shift();
      return token;
    },
    plans: () => (isHangUp(script[0]) ? (script.shift() as TimedAct) : undefined),
  };
}

export interface ScriptedCaller extends Caller {
  heard: HeardSpeech[];
  outcomes: CallOutcomes;
  tokensLeft(): number;
}

export const tokenGrammar = `tokens are divided by blanks, one for each question:
  1, 6225#     press these keys (0-9 * # A-D)
  1@3          press 1 three seconds into the next prompt that hears keys
  say:WORDS    speak; with blanks: say:"my balance"
  -            stay silent
  hangup@2     hang up two seconds into the prompt
and what no caller can press, wherever it stands, met in order:
${outcomeKinds.map((kind) => `  ${`${kind}:…`.padEnd(12)} ${outcomeWords[kind]}`).join('\n')}`;

const tokenGrammarInChinese = `各动作之间用空格分开，每个问题一个：
  1、6225#     按这些键（0-9 * # A-D）
  1@3          在下一段可按键的话术播到三秒时按 1
  say:文字     说话；带空格时写 say:"my balance"
  -            不出声
  hangup@2     话术播到两秒时挂断
以及来电者按键之外的情况，写在哪里都可以，按先后顺序发生：
${outcomeKinds.map((kind) => `  ${`${kind}:…`.padEnd(12)} ${outcomeWordsInChinese[kind]}`).join('\n')}`;

/** Reads the acts of a script, oldest first. */
export function readTokens(tokens: string): Answer[] {
  return readScript(tokens).acts;
}

/** A script as what the caller does, and what becomes of it without the caller. */
export function readScript(tokens: string): { acts: Answer[]; outcomes: CallOutcomes; words: string[] } {
  const outcomes = noOutcomes();
  const words: string[] = [];
  const acts = splitTokens(tokens).flatMap((token) => {
    const [, kind, word] = outcomePattern.exec(token) ?? [];
    if (kind === undefined) return [readToken(token)];
    (outcomes[kind as OutcomeKind] as unknown[]).push(readOutcome(kind as OutcomeKind, word!));
    words.push(/\s/.test(token) ? `${kind}:'${word!}'` : token);
    return [];
  });
  return { acts, outcomes, words };
}

const outcomePattern = new RegExp(`^(${outcomeKinds.join('|')}):(.*)$`, 'su');

function readToken(token: string): Answer {
  if (token === '-') return 'silence';
  const speech = /^say:(.*\S.*)$/su.exec(token)?.[1];
  if (speech !== undefined) return { speech: speech.trim() };
  const timed = /^([0-9*#A-D]+|hangup)(?:@(\d+(?:\.\d+)?))?$/iu.exec(token);
  const [, act, seconds] = timed ?? [];
  if (act === undefined || (act.toLowerCase() === 'hangup' && seconds === undefined)) throw badToken(token);
  if (act.toLowerCase() === 'hangup') return { hangUpAfterSeconds: Number(seconds) };
  return { keys: act.toUpperCase(), ...(seconds !== undefined && { afterSeconds: Number(seconds) }) };
}

function splitTokens(tokens: string): string[] {
  const found: string[] = [];
  let token = '';
  let quote = '';
  let begun = false;
  for (const character of tokens) {
    if (quote !== '' ? character === quote : /["']/.test(character) && (token === '' || /^[a-z]+:$/.test(token))) {
      quote = quote === '' ? character : '';
      begun = true;
    } else if (quote === '' && /\s/u.test(character)) {
      if (begun) found.push(token);
      token = '';
      begun = false;
    } else {
      token += character;
      begun = true;
    }
  }
  if (quote !== '') throw badScript(`The quote ${quote} in "${tokens}" is not closed.`, `“${tokens}”中的引号 ${quote} 没有成对。`);
  return begun ? [...found, token] : found;
}

function badToken(token: string): Error {
  return badScript(`"${token}" is no token.`, `“${token}”不是可用的动作。`);
}

function badScript(english: string, chinese: string): Error {
  return fail('wrong_usage', { reason: { 'en-US': `${english} In a script ${tokenGrammar}`, 'zh-CN': `${chinese}${tokenGrammarInChinese}` } });
}

function isTimed(token: Answer): boolean {
  return isHangUp(token) || (typeof token === 'object' && 'afterSeconds' in token && token.afterSeconds !== undefined);
}

function isHangUp(token: Answer | undefined): boolean {
  return typeof token === 'object' && 'hangUpAfterSeconds' in token;
}
