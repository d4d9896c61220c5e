import type { PayPrompt, PayVerb } from '../../../schemas/verbs.js';
import { element } from './element.js';
import { renderPrompt, wholeSeconds } from './render-prompt.js';
import type { TwimlOptions } from './render-twiml.js';

/** Without a charge the carrier takes a token only. Its own words are spoken where there is no prompt for an entry. */
export function renderPay(verb: PayVerb, { actionUrl, payStatusUrl }: TwimlOptions): string {
  const attributes = {
    action: actionUrl,
    ...(verb.charge && { chargeAmount: decimal(verb.charge), currency: verb.charge.currency.toLowerCase() }),
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

/** In major units, as the carrier counts: 12.34 dollars, 1200 yen. */
function decimal({ amountMinor, currency }: { amountMinor: number; currency: string }): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const text = String(amountMinor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
