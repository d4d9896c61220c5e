import { createPhoneCaller } from '../phone/phone-caller.js';
import { dialServer, type CarrierView } from '../phone/dial-server.js';
import type { CallDocument } from '../calls/call-document.js';
import { fail } from '../errors.js';
import type { CallOptions } from './commands/call.js';
import type { CommandContext } from './command-context.js';
import { openTerminalPhone } from './open-terminal-phone.js';
import { printCall, printOutcome } from './print-call.js';

/** `call --to NUMBER --url URL`: over HTTP, signed, as the carrier calls. */
export async function callServer(options: CallOptions, context: CommandContext): Promise<void> {
  const { to, url, keys, json } = options;
  const from = options.from ?? options.customer;
  if (to === undefined || url === undefined) throw fail('wrong_usage', { reason: 'Name a flow file, or a number and a server with --to and --url.' });
  refuseOfflineOptions(options);
  const authToken = getAuthToken(context.environment);
  const phone = keys === undefined ? openTerminalPhone(null, { ...context, output: json ? context.stderr : context.stdout, paint: json ? context.notePaint : context.paint }) : null;
  try {
    const caller = phone?.caller ?? createPhoneCaller({ tokens: keys });
    const { carrier, view } = await dialServer({
      ...{ url, to, from, authToken, caller },
      ...{ dials: options.dial ?? options.dials, queues: options.queue, payments: options.pay, bots: options.bot, recordings: options.message },
      accountSid: context.environment['TWILIO_ACCOUNT_SID']?.trim() || undefined,
      realTime: keys === undefined || options.realTime === true,
      signal: phone?.caller.hungUp,
    });
    for (const { code, message } of carrier.errors) context.note(context.notePaint.bad(`${code}: ${message}`));
    if (carrier.errors.length > 0 || carrier.endedBy === 'error') context.foundProblems();
    const call = await describe(url, view, context);
    if (json) context.printJson(call);
    else if (phone) printOutcome(call as CallDocument, context);
    else printCall(call as CallDocument, null, context);
  } finally {
    phone?.close();
  }
}

/** A running server has its own clock, CRM and languages. */
function refuseOfflineOptions({ language, at, seed, crm, test, record, name, outcome, answers, setting, recordings, switch: states }: CallOptions): void {
  const given = Object.entries({ language, at, seed, crm, test, record, name, outcome, answers, setting, recordings, switch: states }).find(([, value]) => value !== undefined);
  if (given) throw fail('wrong_usage', { reason: `--${given[0]} is for a flow file; a running server decides that itself. Leave it out, or name a file instead of --to.` });
}

/** The first one: while tokens are rotated a server takes several. */
export function getAuthToken(environment: CommandContext['environment']): string {
  const token = environment['TWILIO_AUTH_TOKEN']?.split(',')[0]?.trim();
  if (!token) throw fail('wrong_usage', { reason: 'Set TWILIO_AUTH_TOKEN to what the server has: it signs the requests of the call.' });
  return token;
}

/** As the server tells it, where a token opens its API; else as the carrier saw it. */
async function describe(url: string, view: CarrierView, { environment, note }: CommandContext): Promise<CallDocument | CarrierView> {
  const token = environment['TRUNKLINE_TOKEN']?.trim();
  if (!token) {
    note('Told as the carrier saw it. With TRUNKLINE_TOKEN set, the server tells steps and orders too.');
    return view;
  }
  const address = `${url.replace(/\/voice\/incoming$/, '')}/api/calls/${view.callId}`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } }).catch(() => null);
  if (answer?.ok) return (await answer.json()) as CallDocument;
  note(`${address} answered ${answer?.status ?? 'nothing'}, so the call is told as the carrier saw it.`);
  return view;
}
