import type { Answer, Caller, Question } from '../carriers/simulator/caller.js';
import { createScriptedCaller, readScript } from '../carriers/simulator/scripted-caller.js';

/** Whoever holds the phone, with a record of what they did as tokens. */
export interface PhoneCaller extends Caller {
  tokens(): string;
  /** How much of a script is still to be done; a person at a terminal has none. */
  tokensLeft?(): number;
}

/** The call is looked at where it stands: nobody hung up. */
export class StoppedHere extends Error {
  constructor(
    readonly kind: 'question' | 'dialing',
    readonly question: Question | null = null,
  ) {
    super('The call was stopped to look at it.');
  }
}

/** The caller of a request: its own, or one who follows its tokens. Throws `wrong_usage` for a bad token. */
export function createPhoneCaller({ caller, tokens = '', stopWhenTokensEnd = false }: { caller?: PhoneCaller; tokens?: string; stopWhenTokensEnd?: boolean }): PhoneCaller {
  return caller ?? createTokenCaller(tokens, stopWhenTokensEnd);
}

function createTokenCaller(script: string, stopsAtEnd: boolean): PhoneCaller {
  const scripted = createScriptedCaller(script);
  const used: string[] = [];
  const following = <Act extends Answer>(act: () => Act | undefined): Act | undefined => {
    const before = scripted.tokensLeft();
    const done = act();
    if (done !== undefined && scripted.tokensLeft() < before) used.push(renderToken(done));
    return done;
  };
  return {
    outcomes: scripted.outcomes,
    hears: (speech) => scripted.hears(speech),
    plans: () => following(() => scripted.plans?.() as Exclude<Answer, 'silence'> | undefined) as ReturnType<NonNullable<Caller['plans']>>,
    answers(question) {
      if (stopsAtEnd && scripted.tokensLeft() === 0 && !question.interruptible) throw new StoppedHere('question', question);
      return following(() => scripted.answers(question) as Answer) ?? 'silence';
    },
    tokens: () => [...used, ...readScript(script).words].join(' '),
    tokensLeft: () => scripted.tokensLeft(),
  };
}

/** What a caller did, as the token that does it again. */
export function renderToken(answer: Answer, finishOnKey = ''): string {
  if (answer === 'silence') return '-';
  if ('hangUpAfterSeconds' in answer) return `hangup@${answer.hangUpAfterSeconds}`;
  const when = answer.afterSeconds === undefined ? '' : `@${answer.afterSeconds}`;
  if ('keys' in answer) return `${answer.keys}${answer.finish ? finishOnKey : ''}${when}`;
  return `say:${quoted(answer.speech)}`;
}

function quoted(speech: string): string {
  if (!/[\s"']/u.test(speech)) return speech;
  return speech.includes('"') ? `'${speech.replaceAll("'", '’')}'` : `"${speech}"`;
}
