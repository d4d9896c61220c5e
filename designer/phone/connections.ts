import type { TurnEvent } from '../../runtime/engine/call-state.js';
import type { Fact, StepExit } from '../../schemas/define-step.js';
import type { FlowState } from '../../schemas/documents/flow.js';
import { getExits, stepTypes } from '../drafts/step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/** A caller handed to somebody or something else, and how that went. */
export interface Connection {
  kind: ConnectionKind;
  /** The number, address or queue; empty where none was reached. */
  to: string;
  /** Of a payment, in the smallest unit of the currency. */
  amount: { amountMinor: number; currency: string } | null;
  /** The exit it left by. */
  outcome: Pick<StepExit, 'id' | 'label'>;
  /** Why it came to nothing, as the facts say it, such as `unusable_number`. */
  why: string | null;
}

export type ConnectionKind = 'transfer' | 'queue' | 'payment' | 'bot' | 'message' | 'recording';

/** Before the words of a turn, and after them. */
export interface TurnConnections {
  before: Connection[];
  after: Connection[];
}

/**
 * What came of transfers, queues, payments, bots, messages and recordings, by turn: none of them speaks, so the conversation would be silent
 * about the longest part of a call.
 */
export function getConnections(turns: readonly { turn: number; events: readonly TurnEvent[] }[], states: Record<string, FlowState>): Map<number, TurnConnections> {
  const facts = new Map<number, Fact[]>();
  return new Map(
    turns.map(({ turn, events }) => {
      const found: TurnConnections = { before: [], after: [] };
      let spoken = false;
      for (const event of events) {
        if (event.type === 'fact') facts.set(event.visit, [...(facts.get(event.visit) ?? []), event.fact]);
        if (event.type === 'spoken') spoken = true;
        const connection = event.type === 'exit_taken' ? readConnection(event, facts.get(event.visit) ?? [], event.flow === undefined ? getEntry(states, event.step) : undefined) : null;
        if (connection) found[spoken ? 'after' : 'before'].push(connection);
      }
      return [turn, found];
    }),
  );
}

const kinds: Record<string, ConnectionKind> = { transfer: 'transfer', enqueue: 'queue', take_payment: 'payment', connect_relay: 'bot', connect_stream: 'bot', voicemail: 'message', record_call: 'recording' };

function readConnection({ exit }: { exit: string }, facts: Fact[], state: FlowState | undefined): Connection | null {
  const type = state?.meta.step ?? typeOfFacts(facts);
  const kind = type && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!type || !kind) return null;
  const told = Object.assign({}, ...facts) as Fact;
  const to = told['number'] ?? told['queue'] ?? told['url'] ?? '';
  const { amountMinor, currency, why } = told;
  return {
    kind,
    to: typeof to === 'string' ? to : '',
    amount: kind === 'payment' && typeof amountMinor === 'number' && typeof currency === 'string' ? { amountMinor, currency } : null,
    outcome: exitOf(type, exit, state) ?? { id: exit, label: { 'en-US': exit, 'zh-CN': exit } },
    why: typeof why === 'string' ? why : null,
  };
}

/** In another flow only the facts tell what the step was. */
function typeOfFacts(facts: Fact[]): string | null {
  const has = (start: string): boolean => facts.some(({ type }) => type.startsWith(start));
  if (has('transfer_') || has('queue_')) return facts.some((fact) => 'queue' in fact) || has('queue_') ? 'enqueue' : 'transfer';
  if (has('payment_')) return 'take_payment';
  if (has('bot_')) return 'connect_relay';
  if (has('message_left') || facts.some(({ type, why }) => type === 'message_failed' && why === 'not_recorded')) return 'voicemail';
  return has('recording_') ? 'record_call' : null;
}

function exitOf(type: string, exit: string, state: FlowState | undefined): StepExit | undefined {
  const own = state ? getExits(state) : [];
  const usual = (getEntry(stepTypes, type)?.examples ?? []).flatMap(({ data }) => getExits({ meta: { step: type, ...(data as object) } }));
  return [...own.filter(({ known }) => known), ...usual].find(({ id }) => id === exit);
}
