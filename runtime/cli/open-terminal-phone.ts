import type { Readable, Writable } from 'node:stream';
import type { Flow } from '../../schemas/documents/flow.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { definitions } from '../../schemas/definitions.js';
import { isNotice } from '../calls/describe-call.js';
import { localized } from '../engine/prompts/localized.js';
import type { PhoneLine } from '../phone/open-phone-line.js';
import type { Paint } from '../phone/paint.js';
import { createTerminalCaller, type TerminalPhone } from '../phone/terminal-caller.js';
import { getEntry } from '../../schemas/get-entry.js';

/** A phone in the terminal that knows which keys count: those of the step that asks, from the line's own store. */
export function openTerminalPhone(document: Flow | null, { stdin, output, paint, flows = {} }: { stdin: Readable; output: Writable; paint: Paint; flows?: Readonly<Record<string, unknown>> }): { caller: TerminalPhone; onLine(line: PhoneLine): void; close(): void } {
  let line: PhoneLine | null = null;
  let callId: string | null = null;
  const caller = createTerminalCaller({ input: stdin, output, paint, choices: async () => (line && document ? listChoices(line, document, flows, callId) : []) });
  const hangUp = (): void => caller.hangUp();
  process.once('SIGINT', hangUp);
  return {
    caller,
    onLine: (opened) => {
      line = opened;
      callId = opened.callId;
    },
    close() {
      process.removeListener('SIGINT', hangUp);
      caller.close();
    },
  };
}

async function listChoices({ store }: PhoneLine, main: Flow, flows: Readonly<Record<string, unknown>>, callId: string | null): Promise<{ key: string; label: string }[]> {
  const row = callId === null ? null : await store.findCall(callId);
  if (!row) return [];
  const records = await store.listTurns(row.callId);
  const waited = records.findLast((record) => !isNotice(record))?.events.findLast((event) => event.type === 'waited');
  if (!waited) return [];
  const document = waited.flow === undefined ? main : (flows[waited.flow] as Flow);
  const meta = getEntry(document.states, waited.step)?.meta;
  const exits = meta ? (getEntry(definitions, meta.step)?.exits(meta as never) ?? []) : [];
  const inWords = (text: LocalizedText | undefined): string => localized(text, row.state.language, document.meta.languages);
  const nameOf = (exit: string): string => {
    // A subflow without keys of its own takes those of the flow around it.
    const home = getEntry(document.on, exit) === undefined ? main : document;
    const target = getEntry(home.on, exit)?.slice(1);
    return inWords(exits.find(({ id }) => id === exit)?.label) || inWords(target === undefined ? repeated[exit] : getEntry(home.states, target)?.meta.title) || exit;
  };
  return waited.choices.map(({ key, exit }) => ({ key, label: nameOf(exit) }));
}

/** The one exit of the whole flow that leads nowhere. */
const repeated: Record<string, LocalizedText> = { again: { 'zh-CN': '重听', 'en-US': 'Hear again' } };
