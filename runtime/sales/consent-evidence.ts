import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ConsentEvidence } from '../../schemas/define-effect.js';
import type { CallView, Fact } from '../../schemas/define-step.js';
import type { JsonObject } from '../../schemas/json.js';

const spoken: Record<string, string> = { price_heard: 'price', optional_heard: 'optional', terms_read_back: 'read_back' };
const given: Record<string, string> = { offer_accepted: 'accept', order_confirmed: 'confirm' };

/** Puts together what proves an order: the texts that were heard, the keys and their times, who called and how we know, and a hash over it. */
export function createConsentEvidence(request: { call: CallView; flowVersion: string; product: string; productVersion: string; customerId: string; chain: Fact[] }): ConsentEvidence {
  const { call, flowVersion, product, productVersion, customerId, chain } = request;
  const identity = (call.values['call'] as JsonObject)['identity'] as JsonObject;
  const recordings = recordingsOf(call.facts);
  const body = {
    flow: call.flow,
    flowVersion,
    product,
    productVersion,
    callerNumber: call.from,
    customerId,
    identity: { level: String(identity['level']), how: String(identity['how']) },
    language: call.language,
    texts: chain.flatMap((fact) => (spoken[fact.type] ? [{ part: spoken[fact.type]!, text: String(fact['text']), language: String(fact['language'] ?? call.language), at: String(fact['at']) }] : [])),
    inputs: chain.flatMap((fact) => (given[fact.type] ? [{ kind: 'keys', value: String(fact['input']), at: String(fact['at']), means: given[fact.type]! }] : [])),
    ...(recordings.length > 0 && { recordings }),
  };
  return { ...body, sha256: hashOf(body) };
}

/** Each recording once, under the address the carrier told last. */
function recordingsOf(facts: readonly Fact[]): { recordingId: string; sha256: string }[] {
  const kept = facts.filter((fact) => fact.type === 'recording_kept' && fact['status'] !== 'absent');
  return [...new Map(kept.map((fact) => [String(fact['recordingId']), String(fact['sha256'])]))].map(([recordingId, sha256]) => ({ recordingId, sha256 }));
}

/** Whether the evidence is as it was when the order was placed. */
export function isUnchanged(evidence: ConsentEvidence): boolean {
  const { sha256, ...body } = evidence;
  return hashOf(body) === sha256;
}

/** SHA-256 of the canonical JSON (RFC 8785), lower-case hex. */
function hashOf(body: object): string {
  return createHash('sha256').update(canonicalize(body)!).digest('hex');
}
