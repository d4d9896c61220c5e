import type { CallTurn } from '../../schemas/answers/call-turn.js';
import type { CallerInput } from '../../schemas/caller-input.js';
import { estimateSpeechSeconds } from '../engine/prompts/estimate-speech-seconds.js';
import type { TurnEvent } from '../engine/call-state.js';
import type { CallBooks, CallRow, StoredTurn } from '../ports.js';
import type { CallDocument } from './call-document.js';

/** Tells a call from its record: each turn's words, choices, input and the exit that followed. */
export function describeCall(row: CallRow, records: StoredTurn[], books: CallBooks): CallDocument {
  const turns = records.filter((record) => !isNotice(record));
  return {
    schemaVersion: 1,
    callId: row.callId,
    flow: row.flow,
    version: row.version,
    language: row.state.language,
    from: row.from,
    to: row.to,
    startedAt: row.startedAt,
    durationSeconds: row.durationSeconds,
    test: row.test,
    endState: row.state.ended?.endState ?? null,
    endedBy: row.state.ended?.endedBy ?? null,
    ...flowsOf(records),
    turns: turns.flatMap((record, index) => describeTurn(row, record, turns[index + 1], saidWaiting(records, record, turns[index + 1]))),
    ...books,
    requests: records.flatMap((record) => record.events.flatMap(requestOf)),
  };
}

/** Where the call was led to, in order; left out where it stayed in its flow. */
function flowsOf(records: StoredTurn[]): Pick<CallDocument, 'flows'> {
  const flows = records.flatMap((record) => record.events.flatMap((event) => (event.type === 'flow_entered' ? [{ flow: event.entered, version: event.version, comesBack: event.comesBack }] : [])));
  return flows.length > 0 ? { flows } : {};
}

/** The steps passed by a call, in order; those of another flow than the one it came in by as `flow/step`. */
export function pathOf(records: StoredTurn[]): string[] {
  return records.flatMap((record) => record.events.flatMap((event) => (event.type === 'step_entered' ? [nameOf(event)] : [])));
}

function nameOf({ flow, step }: { flow?: string; step: string }): string {
  return flow === undefined ? step : `${flow}/${step}`;
}

/** What came beside the turns: what the carrier told, and what was said to a caller in a queue. It took no input. */
export function isNotice({ input, events }: StoredTurn): boolean {
  return input === null && events.length > 0 && events.every((event) => event.type === 'fact' || (event.type === 'spoken' && event.waiting));
}

/** What was said to a caller in a queue between two turns; the same words said again stand once. The last of it may have been cut short. */
function saidWaiting(records: StoredTurn[], record: StoredTurn, next: StoredTurn | undefined): CallTurn['heard'] {
  const from = records.indexOf(record) + 1;
  const beside = records.slice(from, next ? records.indexOf(next) : records.length).filter((notice) => notice.events.some((event) => event.type === 'spoken'));
  return beside.flatMap((notice, index) => {
    const until = beside[index + 1]?.at ?? next?.at;
    const elapsed = until === undefined ? null : (Date.parse(until) - Date.parse(notice.at)) / 1000;
    return measureHeard(notice.events.flatMap((event) => (event.type === 'spoken' ? [event] : [])), elapsed);
  });
}

/** A record speaks and waits; the next record tells what the caller did then. A record that only ends the call has nothing of its own. */
function describeTurn(row: CallRow, record: StoredTurn, next: StoredTurn | undefined, waiting: CallTurn['heard']): CallTurn[] {
  const spoken = record.events.flatMap((event) => (event.type === 'spoken' ? [event] : []));
  const waited = record.events.findLast((event) => event.type === 'waited');
  const last = waited ?? record.events.findLast((event) => 'step' in event);
  if (!last || !('step' in last) || (spoken.length === 0 && !waited)) return [];
  const elapsed = next ? (Date.parse(next.at) - Date.parse(record.at)) / 1000 : null;
  return [
    {
      turn: record.turn,
      step: last.step,
      ...(last.flow !== undefined && { flow: last.flow }),
      visit: 'visit' in last ? last.visit : 0,
      atSeconds: Math.round((Date.parse(record.at) - Date.parse(row.startedAt)) / 100) / 10,
      heard: [...heardOf(spoken, elapsed, next?.input ?? null), ...waiting],
      choices: waited?.type === 'waited' ? waited.choices : [],
      input: describeInput(next?.input ?? null),
      exit: exitOf(last, next),
    },
  ];
}

type Spoken = Extract<TurnEvent, { type: 'spoken' }>;

/** Where the caller cut in or hung up, what would have been spoken later by its measured length was not heard to its end. */
function heardOf(spoken: Spoken[], elapsed: number | null, input: CallerInput | null): CallTurn['heard'] {
  const cut = input?.kind === 'hang_up' || input?.kind === 'keys' || input?.kind === 'speech';
  return measureHeard(spoken, cut ? elapsed : null);
}

/** What of the words was heard to its end in so many seconds; `null`: all of it. */
function measureHeard(spoken: Spoken[], elapsed: number | null): CallTurn['heard'] {
  let seconds = 0;
  return spoken.map(({ text, language, pauseSeconds = 0 }) => {
    seconds += estimateSpeechSeconds(text, language) + pauseSeconds;
    return { text, language, complete: elapsed === null || elapsed + 0.05 >= seconds };
  });
}

function describeInput(input: CallerInput | null): CallTurn['input'] {
  if (input?.kind === 'keys' || input?.kind === 'speech') return { kind: input.kind, value: input.value };
  if (input?.kind === 'silence' || input?.kind === 'hang_up') return { kind: input.kind, value: null };
  return null;
}

function exitOf({ step, flow }: { step: string; flow?: string }, next: StoredTurn | undefined): string | null {
  const taken = next?.events.find((event) => event.type === 'exit_taken');
  return taken?.type === 'exit_taken' && taken.step === step && taken.flow === flow ? taken.exit : null;
}

function requestOf(event: TurnEvent): CallDocument['requests'] {
  if (event.type !== 'fact' || event.fact.type !== 'request_made') return [];
  const { method, url, status } = event.fact;
  return [{ method: String(method), url: String(url), status: typeof status === 'number' ? status : null }];
}
