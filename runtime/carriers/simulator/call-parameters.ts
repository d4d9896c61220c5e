/** The fields every request about a call carries, in Twilio's order, which is not the alphabet's. What is unknown is the empty string. */
export function callParameters(leg: Leg): Record<string, string> {
  return {
    AccountSid: leg.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: leg.callSid,
    CallStatus: leg.callStatus,
    ...(leg.parentCallSid === undefined ? { CallToken: callToken } : { ParentCallSid: leg.parentCallSid }),
    ...place('Called', leg.to),
    Called: leg.to,
    ...place('Caller', leg.from),
    Caller: leg.from,
    Direction: leg.parentCallSid === undefined ? 'inbound' : 'outbound-dial',
    From: leg.from,
    ...place('From', leg.from),
    ...(leg.parentCallSid === undefined && { StirVerstat: 'No-TN-Validation' }),
    To: leg.to,
    ...place('To', leg.to),
  };
}

export interface Leg {
  callSid: string;
  accountSid: string;
  from: string;
  to: string;
  /** In Twilio's spelling, such as `in-progress`. */
  callStatus: string;
  parentCallSid?: string;
}

/** What a status callback adds. Times are RFC 2822; minutes are begun minutes. */
export function callbackParameters(at: Date, sequenceNumber: number, durationSeconds?: number): Record<string, string> {
  return {
    Timestamp: at.toUTCString().replace('GMT', '+0000'),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequenceNumber),
    ...(durationSeconds !== undefined && { CallDuration: String(durationSeconds), Duration: String(Math.ceil(durationSeconds / 60)) }),
  };
}

function place(who: string, number: string): Record<string, string> {
  const country = Object.entries(countries).find(([prefix]) => number.startsWith(prefix))?.[1] ?? '';
  return { [`${who}City`]: '', [`${who}Country`]: country, [`${who}State`]: '', [`${who}Zip`]: '' };
}

const countries: Record<string, string> = { '+1': 'US', '+86': 'CN', '+44': 'GB', '+81': 'JP', '+82': 'KR' };

/** JSON, percent-encoded once here and once more in the form, as on the wire. The token inside is none. */
const callToken = encodeURIComponent(JSON.stringify({ parentCallInfoToken: 'e30.e30.simulated', identityHeaderTokens: [] }));
