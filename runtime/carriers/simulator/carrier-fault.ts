/** Something the carrier holds against the application; it is written into the call's errors and decides about the fallback URL. */
export class CarrierFault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string,
  ) {
    super(message);
    this.name = 'CarrierFault';
  }
}

/** Twilio's numbers; the words are for what only a simulator says. */
export type FaultCode = keyof typeof faultCodes | 'unsupported_verb' | 'too_long';

export const faultCodes = {
  11100: 'invalid URL',
  11200: 'the request failed on its way',
  11205: 'no connection or no answer in time',
  11206: 'not HTTP',
  11210: 'host name not found',
  11215: 'too many redirects',
  11217: '4xx or 5xx',
  11220: 'TLS handshake',
  11235: 'certificate of another host',
  11236: 'certificate expired',
  11237: 'certificate without a trusted path',
  11243: 'invalid retry policy',
  11750: 'reply too large',
  12100: 'not XML',
  12200: 'not TwiML',
  12300: 'content type',
  13224: 'invalid number to dial',
} as const;

/** The caller has put down the phone. */
export class HungUp extends Error {}

/** A person takes the caller from the queue, whatever is being said there. */
export class PickedUp extends Error {}

/** The carrier ends the call by its own limits. */
export class CarrierEnded extends Error {
  constructor(
    readonly code: 'unsupported_verb' | 'too_long',
    message: string,
  ) {
    super(message);
  }
}
