import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type pg from 'pg';
import type { ConsentEvidence } from '../../schemas/define-effect.js';
import type { Caller } from '../../runtime/carriers/simulator/caller.js';
import { createVirtualClock } from '../../runtime/carriers/simulator/clock.js';
import { placeCall } from '../../runtime/carriers/simulator/place-call.js';
import type { CarrierCall } from '../../runtime/carriers/simulator/place-call.js';
import { createScriptedCaller } from '../../runtime/carriers/simulator/scripted-caller.js';
import { createDemoCustomer } from '../../runtime/demo/crm/dataset.js';
import { startDemoCrm } from '../../runtime/demo/crm/start-demo-crm.js';
import type { RunningDemoCrm } from '../../runtime/demo/crm/start-demo-crm.js';
import { accountSid } from '../drivers/caller.js';
import { authToken } from './server-process.js';

/** Customers of their own, beyond the demo's: all of them may buy. */
const firstOrdinal = 101;

/** The bill, the card, the PIN, yes, and confirm; the number of questions that are really waited for. */
const buying = '2 4321 135790# 1 5';
export const questions = buying.split(' ').length;

/** A CRM and card core that outlives the server, with `count` customers who may buy. */
export function openCardCore(count: number): Promise<RunningDemoCrm> {
  return startDemoCrm({ now: () => new Date(), dataset: () => Array.from({ length: count }, (_, index) => createDemoCustomer(firstOrdinal + index)) });
}

export interface Buyer {
  customerId: string;
  /** Heard, to its end, that it is open. */
  wasTold: boolean;
  call: CarrierCall;
}

export interface BuyerOptions {
  url: string;
  index: number;
  /** At this question, counted from 0, the caller takes their time … */
  thinksAt?: number;
  /** … until this. */
  until?: Promise<unknown>;
  thinks?(): void;
  isTold?(): void;
}

/** Calls in and buys card protection, in virtual time. */
export async function buy({ url, index, thinksAt, until, thinks, isTold }: BuyerOptions): Promise<Buyer> {
  const { id: customerId, phone: from } = createDemoCustomer(firstOrdinal + index);
  const script = createScriptedCaller(buying);
  let asked = 0;
  const caller: Caller = {
    hears(speech) {
      script.hears(speech);
      if (tellsOfOrder(speech)) isTold?.();
    },
    async answers(question) {
      if (!question.interruptible && asked++ === thinksAt) {
        thinks?.();
        await until;
      }
      return script.answers(question);
    },
    plans: script.plans?.bind(script),
  };
  const call = await placeCall({
    incomingUrl: `${url}/voice/incoming`, statusUrl: `${url}/voice/status`, fallbackUrl: `${url}/voice/fallback`,
    ...{ from, to: '+14005550100', accountSid, authToken, caller, clock: createVirtualClock(new Date()) },
  });
  return { customerId, wasTold: call.heard.some(tellsOfOrder), call };
}

function tellsOfOrder({ text, complete }: { text: string; complete: boolean }): boolean {
  return complete && text.includes('已经开通');
}

export interface StoredOrder {
  call_id: string;
  order_id: string;
  customer_id: string;
  status: string;
  evidence: ConsentEvidence;
}

export async function listOrders(pool: pg.Pool): Promise<StoredOrder[]> {
  const { rows } = await pool.query<StoredOrder>('SELECT call_id, order_id, customer_id, status, evidence FROM orders ORDER BY placed_at');
  return rows;
}

/** What is wrong with an order's evidence; nothing where it proves the order. */
export function findEvidenceProblems({ customer_id: customerId, evidence }: StoredOrder): string[] {
  const { sha256, ...body } = evidence;
  const parts = evidence.texts.map(({ part }) => part).join();
  const means = evidence.inputs.map(({ means, value }) => `${means} ${value}`).join();
  return [
    createHash('sha256').update(canonicalize(body)!).digest('hex') === sha256 ? '' : 'the hash does not fit',
    evidence.customerId === customerId ? '' : 'of another customer',
    parts === 'price,optional,read_back' ? '' : `texts: ${parts}`,
    means === 'accept 1,confirm 5' ? '' : `inputs: ${means}`,
    evidence.texts.every(({ text, at }) => text !== '' && !Number.isNaN(Date.parse(at))) ? '' : 'a text is empty or has no time',
    evidence.identity.level === 'verified' ? '' : `identity: ${evidence.identity.level}`,
    /^[0-9a-f]{64}$/.test(evidence.flowVersion) && /^[0-9a-f]{64}$/.test(evidence.productVersion) ? '' : 'a version is missing',
  ].filter(Boolean);
}
