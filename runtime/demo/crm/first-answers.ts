import { createHmac, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Answer } from './endpoint.js';
import { createRefusal, isRefusal } from './refusal.js';

/** Answers by Idempotency-Key: a repeated request is not carried out again, so that a retry neither buys twice nor counts a PIN twice. */
export interface FirstAnswers {
  /** The first answer under this key, else `carryOut()`. Throws 409 `idempotency_conflict` when the key came with another request. */
  once(key: string, request: { method: string; path: string; body: unknown }, carryOut: () => Answer): Answer & { replayed: boolean };
  forget(): void;
}

export function createFirstAnswers(): FirstAnswers {
  // A cache of so many places would take them all at once, and each offline call has a demo CRM of its own.
  const answers = new Map<string, { fingerprint: string; answer: Answer }>();
  // Bodies hold PINs, and a plain hash of six digits is soon guessed: the secret dies with the process.
  const secret = randomBytes(32);
  return {
    once(key, request, carryOut) {
      const fingerprint = createHmac('sha256', secret).update(canonicalize(request) ?? '').digest('hex');
      const first = answers.get(key);
      if (first === undefined) {
        const answer = settle(carryOut);
        answers.set(key, { fingerprint, answer });
        if (answers.size > MAX_REMEMBERED_ANSWERS) answers.delete(answers.keys().next().value!);
        return { ...answer, replayed: false };
      }
      if (first.fingerprint !== fingerprint) throw createRefusal(409, 'idempotency_conflict', 'This Idempotency-Key came with another request: use a new key.');
      return { ...first.answer, replayed: true };
    },
    forget: () => answers.clear(),
  };
}

/** Enough for a day of demo calls and for a load run. */
const MAX_REMEMBERED_ANSWERS = 100_000;

/** A refusal is an answer too, and a retry must hear the same one. */
function settle(carryOut: () => Answer): Answer {
  try {
    return structuredClone(carryOut());
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { status: error.status, body: { code: error.code, message: error.message } };
  }
}
