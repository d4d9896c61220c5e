import type { Waiting } from '../../schemas/answers/waiting.js';
import type { DialVerb } from '../../schemas/verbs.js';
import { isNotice } from '../calls/describe-call.js';
import type { CallRow, StoredTurn } from '../ports.js';
import type { StoppedHere } from './phone-caller.js';

/** The last turn tells the step, its words and its choices; the carrier tells how it listens. */
export function describeWaiting(row: CallRow, records: readonly StoredTurn[], { kind, question }: StoppedHere): Waiting {
  const events = records.findLast((record) => !isNotice(record))?.events ?? [];
  const waited = events.findLast((event) => event.type === 'waited');
  const visit = row.state.frames.at(-1)?.visit;
  const dialed = row.verbs.find((verb): verb is DialVerb => verb.verb === 'dial');
  return {
    step: waited?.step ?? visit?.step ?? '',
    ...(waited?.flow !== undefined && { flow: waited.flow }),
    visit: waited?.visit ?? visit?.id ?? 0,
    kind,
    prompts: events.flatMap((event) => (event.type === 'spoken' ? [{ text: event.text, language: event.language }] : [])),
    choices: waited?.choices ?? [],
    digits: question?.digits ?? null,
    finishOnKey: question?.finishOnKey ?? '',
    timeoutSeconds: question?.timeoutSeconds ?? dialed?.timeoutSeconds ?? 0,
    input: question?.input ?? [],
  };
}
