import { lookup as resolve } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { fail } from '../errors.js';
import { isPrivateAddress } from './is-private-address.js';

/** Resolves names; the system's, unless a test has its own. */
export type Resolve = (hostname: string, options: LookupOptions & { all: true }, answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;

/**
 * A lookup for connections: the very addresses it returns are connected to, so a name that resolves to something else a moment later gains
 * nothing. A name with one private address is refused as a whole.
 */
export function createGuardedLookup(resolveName: Resolve = resolve): LookupFunction {
  return (hostname, options, answer) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, '', 0);
      if (addresses.some(({ address }) => isPrivateAddress(address))) return answer(fail('private_address', { host: hostname }), '', 0);
      if (options.all) return answer(null, addresses);
      const [first] = addresses;
      return first ? answer(null, first.address, first.family) : answer(new Error(`"${hostname}" has no address.`), '', 0);
    });
  };
}
