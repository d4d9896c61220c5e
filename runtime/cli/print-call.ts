import type { Flow } from '../../schemas/documents/flow.js';
import type { CallTurn } from '../../schemas/answers/call-turn.js';
import { renderAmount } from '../../schemas/money.js';
import type { CallDocument } from '../calls/call-document.js';
import { localized } from '../engine/prompts/localized.js';
import type { CommandContext } from './command-context.js';
import { getEntry } from '../../schemas/get-entry.js';

/** A call for people: what was said and done, turn by turn, and what came of it. */
export function printCall(call: CallDocument, document: Flow | null, context: CommandContext): void {
  const { print, paint } = context;
  print(`${paint.strong(call.flow || call.to)}  ${paint.faint(`${call.from} → ${call.to}  ${call.startedAt}  ${call.callId}`)}`);
  for (const turn of call.turns) printTurn(turn, document, call.language, context);
  printOutcome(call, context);
}

/** What came of a call, in the lines at its end. */
export function printOutcome({ endState, endedBy, durationSeconds, orders, messages, decisions, callbacks, leads }: CallDocument, { print, paint }: CommandContext): void {
  const seconds = durationSeconds === null ? '' : `, ${durationSeconds} s`;
  const ended = endedBy === 'flow' ? 'ended by the flow' : endedBy === 'caller' ? 'the caller hung up' : endedBy === 'carrier' ? 'ended by the carrier' : 'ended by a fault';
  print(`${paint.faint('ended')}    ${endState === null ? '' : `${(endedBy === 'error' ? paint.bad : paint.good)(endState)}, `}${ended}${seconds}`);
  for (const { product, action, reason } of decisions) print(`${paint.faint('decided')}  ${action} ${product}${reason ? ` (${reason})` : ''}`);
  for (const { product, amountMinor, currency, period, orderId, evidence } of orders) {
    print(`${paint.faint('order')}    ${paint.strong(product)} ${renderAmount({ amountMinor, currency })} ${currency} ${period === 'once' ? 'once' : `a ${period}`}, ${orderId}, evidence ${evidence.sha256.slice(0, 12)}…`);
  }
  for (const { to, text } of messages) print(`${paint.faint('text')}     to ${to}: ${text}`);
  for (const { phone, queue, from, until } of callbacks) print(`${paint.faint('callback')} ${phone}, ${queue}, ${from ? `${from} to ${until}` : 'as soon as somebody is free'}`);
  for (const { phone, interest, branch, when } of leads) print(`${paint.faint('lead')}     ${phone} about ${paint.strong(interest)}${when ? `, ${when}` : ''}, for ${branch ?? 'the head office'}`);
}

function printTurn({ step, flow, atSeconds, heard, input, exit }: CallTurn, document: Flow | null, language: string, { print, paint }: CommandContext): void {
  print(`${paint.faint(`${atSeconds.toFixed(1).padStart(6)} s`)}  ${paint.strong(flow === undefined ? titleOf(step, document, language) : `${flow}/${step}`)}`);
  for (const { text, complete } of heard) print(`          ${text}${complete ? '' : paint.warn(' …')}`);
  if (!input) return;
  const did = input.kind === 'silence' ? '(silence)' : input.kind === 'hang_up' ? '(hangs up)' : input.kind === 'speech' ? `“${input.value}”` : input.value;
  print(`        ${paint.prompt('>')} ${paint.key(String(did))}${exit ? paint.faint(`  → ${exit}`) : ''}`);
}

function titleOf(step: string | null, document: Flow | null, language: string): string {
  if (step === null) return '';
  const title = getEntry(document?.states, step)?.meta.title;
  return title && document ? `${localized(title, language, document.meta.languages)} (${step})` : step;
}
