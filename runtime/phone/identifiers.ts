import { createHash, randomBytes } from 'node:crypto';

/** The ids a carrier gives, of its own shape: the same for the same seed. */
export function createIdentifiers(seed: number | undefined): { callSid: string; accountSid: string } {
  const source = seed === undefined ? randomBytes(16).toString('hex') : String(seed);
  const hex = (what: string) => createHash('sha256').update(`${what}/${source}`).digest('hex').slice(0, 32);
  return { callSid: `CA${hex('call')}`, accountSid: `AC${hex('account')}` };
}
