import { expect, test } from '@jest/globals';
import type { CallView, Fact } from '../../schemas/define-step.js';
import { createConsentEvidence, isUnchanged } from './consent-evidence.js';

const kept = (recordingId: string, status: string, sha256: string): Fact => ({ type: 'recording_kept', recordingId, status, sha256, at: '2026-11-24T02:00:00.000Z' });

function evidenceOf(facts: Fact[]) {
  const call = { flow: 'cards', from: '+8613800000001', language: 'zh-CN', facts, values: { call: { identity: { level: 'verified', how: 'card_and_pin' } } } } as unknown as CallView;
  return createConsentEvidence({ call, flowVersion: 'v1', product: 'card_protection', productVersion: 'p1', customerId: 'c1', chain: [] });
}

test('the evidence of a recorded sale names the recording, once, by the address told last', () => {
  const evidence = evidenceOf([kept('RE1', 'in_progress', 'a'), kept('RE2', 'absent', 'b'), kept('RE1', 'completed', 'c'), kept('RE3', 'in_progress', 'd')]);
  expect(evidence.recordings).toEqual([{ recordingId: 'RE1', sha256: 'c' }, { recordingId: 'RE3', sha256: 'd' }]);
  expect(isUnchanged(evidence)).toBe(true);
  expect(isUnchanged({ ...evidence, recordings: [] })).toBe(false);
});

test('the evidence of a sale that was not recorded names none', () => {
  const evidence = evidenceOf([]);
  expect(evidence).not.toHaveProperty('recordings');
  expect(isUnchanged(evidence)).toBe(true);
});
