import { CarrierEnded, HungUp } from './carrier-fault.js';
import { fetchLast } from './fetch-last.js';
import type { TwimlElement } from './read-twiml.js';
import { readPrompts } from './run-gather.js';
import { answer, passTime, raise, sendNotice, sidOf, speak, type RunningCall } from './running-call.js';
import { resolvedUrl } from './transport.js';

const usualPaySeconds = 40;
const usualCard = '4111111111111111';

/** Takes a card as the script says, speaking the prompts of the first attempt. Returns the fields for the action request, which comes also when the caller hangs up. */
export async function runPay(call: RunningCall, element: TwimlElement, documentUrl: string): Promise<Record<string, string>> {
  const { attributes } = element;
  if (attributes['action'] === undefined) raise(call, 11100, '<Pay> has no action.');
  const scripted = call.payOutcomes.shift() ?? 'success';
  const { result, cardNumber = usualCard, cardType = 'visa', seconds = usualPaySeconds } = typeof scripted === 'string' ? { result: scripted } : scripted;
  answer(call);
  try {
    for (const prompt of firstPrompts(call, element)) await speak(call, prompt.text, prompt.language, undefined, prompt.seconds);
    await passTime(call, result === 'caller-hung-up' ? seconds / 2 : seconds);
    if (result === 'caller-hung-up') throw new HungUp();
  } catch (error) {
    if (error instanceof HungUp) await fetchLast(call, resolvedUrl(attributes['action'] ?? '', documentUrl), { Result: 'caller-hung-up' });
    throw error;
  }
  if (result === 'too-many-failed-attempts') await tellOfFailure(call, attributes, documentUrl);
  call.tell({ type: 'payment_ended', result });
  const charged = Number(attributes['chargeAmount'] ?? 0) > 0;
  return {
    Result: result,
    PaymentMethod: attributes['paymentMethod'] ?? 'credit-card',
    ...(result === 'success' && { PaymentCardNumber: `xxxx-xxxxxxxxx-${cardNumber.slice(-4)}`, PaymentCardType: cardType, ExpirationDate: '1230', SecurityCode: 'xxx' }),
    ...(result === 'success' && (charged ? { PaymentConfirmationCode: sidOf(call, 'ch_', 'charge') } : { PaymentToken: sidOf(call, 'tok_', 'token') })),
    ...(result === 'payment-connector-error' && { PaymentError: 'Your card was declined.' }),
  };
}

function firstPrompts(call: RunningCall, { children }: TwimlElement): { text: string; language: string; seconds?: number }[] {
  const prompts = children.filter((child): child is TwimlElement => typeof child !== 'string' && child.name === 'Prompt');
  const first = prompts.filter(({ attributes }) => !attributes['errorType'] && (attributes['attempt'] ?? '1').split(/\s+/).includes('1'));
  return first.flatMap((prompt) => prompt.children.flatMap((child) => (typeof child === 'string' ? [] : readPrompts(call, child)))).filter((prompt) => 'text' in prompt);
}

async function tellOfFailure(call: RunningCall, attributes: Record<string, string>, documentUrl: string): Promise<void> {
  const url = attributes['statusCallback'];
  if (!url) return;
  const { accountSid, callSid } = call.leg;
  await sendNotice(call, resolvedUrl(url, documentUrl), { AccountSid: accountSid, CallSid: callSid, For: 'payment-card-number', ErrorType: 'invalid-card-number', Attempt: attributes['maxAttempts'] ?? '1' });
}

/** Nobody is at the other end of the socket: the call comes back as the script says. */
export async function runConnect(call: RunningCall, element: TwimlElement): Promise<Record<string, string>> {
  const noun = element.children.find((child): child is TwimlElement => typeof child !== 'string');
  if (!noun || !['Stream', 'ConversationRelay'].includes(noun.name)) throw new CarrierEnded('unsupported_verb', `The simulator does not connect <${noun?.name ?? ''}>. It connects Stream and ConversationRelay.`);
  const { url = '' } = noun.attributes;
  const scripted = call.connectOutcomes.shift() ?? 'returned';
  const { result, data, seconds = 0 } = typeof scripted === 'string' ? { result: scripted } : scripted;
  answer(call);
  if (!/^wss:\/\//.test(url) || (noun.name === 'Stream' && url.includes('?'))) raise(call, 11100, `"${url}" is no web socket that the carrier takes.`);
  call.tell({ type: 'bot_connected', url });
  const greeting = noun.attributes['welcomeGreeting'];
  if (greeting && result === 'returned') await speak(call, greeting, noun.attributes['language'] ?? 'en-US');
  await passTime(call, seconds);
  if (noun.name === 'Stream') return result === 'failed' ? { StreamError: '31920' } : {};
  return {
    SessionId: sidOf(call, 'VX', 'session'),
    SessionStatus: result === 'failed' ? 'failed' : 'ended',
    SessionDuration: String(Math.round(seconds)),
    ...(data !== undefined && { HandoffData: data }),
    ...(result === 'failed' && { ErrorCode: '64102', ErrorMessage: 'The web socket could not be reached.' }),
  };
}
