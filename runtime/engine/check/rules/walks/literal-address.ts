import type { GraphStep } from '../../flow-graph.js';

/** An address whose host stands in the flow itself, not in a setting. */
export interface LiteralAddress {
  scheme: 'http' | 'https' | 'ws' | 'wss';
  /** Lower case, without port, user and brackets. */
  host: string;
}

/** The address a step asks or connects to; `null` where a template gives its beginning, or it has none. */
export function readLiteralAddress(step: GraphStep): LiteralAddress | null {
  const url = step.data['url'];
  const [, scheme = '', authority = ''] = (typeof url === 'string' ? /^\s*(https?|wss?):\/\/([^/?#\s]*)/i.exec(url) : null) ?? [];
  if (authority === '' || authority.includes('{')) return null;
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const bare = /^\[(.*)\](?::\d*)?$/.exec(host)?.[1] ?? host.replace(/:\d*$/, '').replace(/\.$/, '');
  return { scheme: scheme.toLowerCase() as LiteralAddress['scheme'], host: bare };
}

/** Whether a host is this machine, its own network, or where clouds keep their secrets. */
export function isPrivateHost(host: string): boolean {
  if (host.includes(':')) return isPrivateIpv6(host);
  const address = readIpv4(host);
  if (address !== null) return PRIVATE_IPV4.some(([network, bits]) => Math.floor(address / 2 ** (32 - bits)) === Math.floor(network / 2 ** (32 - bits)));
  return !host.includes('.') || PRIVATE_NAMES.test(host);
}

const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

const PRIVATE_IPV4: readonly (readonly [network: number, bits: number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0a80000, 16],
  [0xc0000000, 24],
  [0xc6120000, 15],
  [0xe0000000, 3],
];

/** As programs read one: 127.1 and 0x7f000001 and 2130706433 are this machine too. */
function readIpv4(host: string): number | null {
  const parts = host.split('.').map((part) => (/^0x[0-9a-f]*$/.test(part) ? Number.parseInt(part.slice(2) || '0', 16) : /^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : /^\d+$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length > 4 || parts.some((part) => Number.isNaN(part))) return null;
  const last = parts.pop()!;
  const head = parts.reduce((sum, part) => sum * 256 + part, 0);
  return head * 256 ** (4 - parts.length) + last;
}

function isPrivateIpv6(host: string): boolean {
  const mapped = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(host)?.[1];
  if (mapped) return isPrivateHost(mapped);
  const hexadecimal = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (hexadecimal) return isPrivateHost(String(Number.parseInt(hexadecimal[1]!, 16) * 65_536 + Number.parseInt(hexadecimal[2]!, 16)));
  return /^(::1?|0*(:0*){6,7}:?0*1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|ff[0-9a-f]{2}:.*)$/.test(host);
}
