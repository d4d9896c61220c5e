import type { PayPrompt, PayVerb } from '../../../schemas/verbs.js';
import { renderAmount } from '../../../schemas/money.js';
import { element } from './element.js';
import { renderPrompt, wholeSeconds } from './render-prompt.js';
import type { TwimlOptions } from './render-twiml.js';

/** Without a charge the carrier takes a token only. Its own words are spoken where there is no prompt for an entry. */
export function renderPay(verb: PayVerb, { actionUrl, payStatusUrl }: TwimlOptions): string {
  const attributes = {
    action: actionUrl,
    ...(verb.charge && { chargeAmount: renderAmount(verb.charge), currency: verb.charge.currency.toLowerCase() }),
    description: verb.description || undefined,
    input: 'dtmf',
    language: payLanguages.has(verb.language) ? verb.language : undefined,
    maxAttempts: Math.min(mostAttempts, Math.max(1, verb.attempts)),
    paymentConnector: verb.connector,
    paymentMethod: verb.method,
    postalCode: verb.postalCode,
    securityCode: verb.securityCode,
    ...(payStatusUrl !== undefined && { statusCallback: payStatusUrl, statusCallbackMethod: 'POST' }),
    timeout: wholeSeconds(verb.timeoutSeconds),
    tokenType: verb.tokenType,
    validCardTypes: verb.method === 'credit-card' && verb.cardTypes.length > 0 ? verb.cardTypes.join(' ') : undefined,
  };
  return element('Pay', attributes, ...verb.prompts.map(renderPayPrompt));
}

const mostAttempts = 3;

/** Of the carrier's own words; the flow's prompts may be in any language. */
const payLanguages = new Set(['de-DE', 'en-AU', 'en-CA', 'en-GB', 'en-IN', 'en-IE', 'en-NZ', 'en-PH', 'en-ZA', 'en-US', 'es-ES', 'es-US', 'fr-CA', 'fr-FR', 'it-IT']);

function renderPayPrompt(prompt: PayPrompt): string {
  return element('Prompt', { for: prompt.for, errorType: prompt.errors.length > 0 ? prompt.errors.join(' ') : undefined }, renderPrompt(prompt.say));
}
