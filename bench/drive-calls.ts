import { Pool } from 'undici';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { accountSid, authToken, IN_FLIGHT, TURNS_PER_CALL } from './settings.js';

export interface DriveResult {
  turnsPerSecond: number;
  /** Milliseconds, from the moment a request was due to its last byte. */
  p50: number;
  p99: number;
  failures: number;
}

/** As many turns as a server takes, `IN_FLIGHT` calls at a time, each call's turns one after the other. */
export async function driveFlatOut(port: number, calls: number): Promise<DriveResult> {
  const client = new Pool(`http://127.0.0.1:${port}`, { connections: IN_FLIGHT, pipelining: 1 });
  const milliseconds: number[] = [];
  let failures = 0;
  let left = calls;
  const started = performance.now();
  async function caller(): Promise<void> {
    while (left > 0) {
      left -= 1;
      failures += await oneCall(client, port, milliseconds);
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  const seconds = (performance.now() - started) / 1000;
  await client.close();
  return { turnsPerSecond: milliseconds.length / seconds, ...percentiles(milliseconds), failures };
}

/**
 * Turns that come at random, `perSecond` on average, whatever the server does: the wait in front of a slow server counts. (A closed loop
 * hides it: Schroeder, Wierman, Harchol-Balter 2006, "Open versus closed: a cautionary tale".)
 */
export async function driveAtRate(port: number, perSecond: number, seconds: number): Promise<DriveResult> {
  const client = new Pool(`http://127.0.0.1:${port}`, { connections: 256, pipelining: 1 });
  const random = createRandom(7);
  const milliseconds: number[] = [];
  const running: Promise<number>[] = [];
  const callsPerSecond = perSecond / TURNS_PER_CALL;
  const started = performance.now();
  let due = 0;
  while (due < seconds * 1000) {
    due += (-Math.log(1 - random()) / callsPerSecond) * 1000;
    const wait = started + due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(oneCall(client, port, milliseconds));
  }
  const failures = (await Promise.all(running)).reduce((sum, one) => sum + one, 0);
  const elapsed = (performance.now() - started) / 1000;
  await client.close();
  return { turnsPerSecond: milliseconds.length / elapsed, ...percentiles(milliseconds), failures };
}

let callNumber = 0;

async function oneCall(client: Pool, port: number, milliseconds: number[]): Promise<number> {
  callNumber += 1;
  const callSid = `CA${process.pid.toString(16).padStart(8, '0')}${callNumber.toString(16).padStart(24, '0')}`;
  let failures = 0;
  for (let turn = 0; turn < TURNS_PER_CALL; turn += 1) {
    const path = turn === 0 ? '/voice/incoming' : `/voice/turn/${turn}`;
    const params: Record<string, string> = {
      CallSid: callSid, AccountSid: accountSid, From: '+8613800000001', To: '+14005550100', Caller: '+8613800000001', Called: '+14005550100',
      CallStatus: turn === 0 ? 'ringing' : 'in-progress', ApiVersion: '2010-04-01', Direction: 'inbound', FromCountry: 'CN', ToCountry: 'US',
      ...(turn > 0 && { Digits: String((turn % 4) + 1), FinishedOnKey: '', msg: 'Gather End' }),
    };
    const signature = getExpectedTwilioSignature(authToken, `http://127.0.0.1:${port}${path}`, params);
    const sent = performance.now();
    const { statusCode, body } = await client.request({
      path, method: 'POST', body: new URLSearchParams(params).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', 'x-twilio-signature': signature, 'user-agent': 'TwilioProxy/1.1' },
    });
    const text = await body.text();
    milliseconds.push(performance.now() - sent);
    if (statusCode !== 200 || !text.includes('<Response>')) failures += 1;
  }
  return failures;
}

function percentiles(milliseconds: number[]): { p50: number; p99: number } {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Mulberry32: the same arrivals in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
