import type { CallerInput } from '../../schemas/caller-input.js';
import { estimateSpeechSeconds } from '../engine/prompts/estimate-speech-seconds.js';
import type { TurnEvent } from '../engine/call-state.js';
import type { CallBooks, CallRow, StoredTurn } from '../ports.js';
import type { CallDocument, CallTurn } from './call-document.js';

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
    turns: turns.flatMap((record, index) => describeTurn(row, record, turns[index + 1])),
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

/** What the carrier told beside the turns: it neither spoke nor took an input. */
export function isNotice({ input, events }: StoredTurn): boolean {
  return input === null && events.length > 0 && events.every((event) => event.type === 'fact');
}

/** A record speaks and waits; the next record tells what the caller did then. A record that only ends the call has nothing of its own. */
function describeTurn(row: CallRow, record: StoredTurn, next: StoredTurn | undefined): CallTurn[] {
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
      heard: heardOf(spoken, elapsed, next?.input ?? null),
      choices: waited?.type === 'waited' ? waited.choices : [],
      input: describeInput(next?.input ?? null),
      exit: exitOf(last, next),
    },
  ];
}

/** Where the caller cut in or hung up, what would have been spoken later by its measured length was not heard to its end. */
function heardOf(spoken: { text: string; language: string }[], elapsed: number | null, input: CallerInput | null): CallTurn['heard'] {
  const cut = input?.kind === 'hang_up' || input?.kind === 'keys' || input?.kind === 'speech';
  let seconds = 0;
  return spoken.map(({ text, language }) => {
    seconds += estimateSpeechSeconds(text, language);
    return { text, language, complete: !cut || elapsed === null || elapsed + 0.05 >= seconds };
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
