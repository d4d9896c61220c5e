import { BlockList, isIP } from 'node:net';

/**
 * Whether an address belongs to no public network, or leads to one that does not: this machine, private and shared networks, link-local
 * (where clouds serve their metadata), multicast, documentation, and the ways of writing an IPv4 address inside an IPv6 one.
 * Ranges of the IANA special-purpose address registries (RFC 6890 and its updates).
 */
export function isPrivateAddress(address: string): boolean {
  const [plain = ''] = address.split('%');
  const family = isIP(plain);
  if (family === 0) throw new TypeError(`"${address}" is no IP address.`);
  return family === 4 ? ranges.check(plain, 'ipv4') : ranges.check(plain, 'ipv6') || !publicIpv6.check(plain, 'ipv6');
}

const ranges = createBlockList([
  '0.0.0.0/8', // this network
  '10.0.0.0/8',
  '100.64.0.0/10', // shared by carriers (CGNAT); also a cloud's metadata at 100.100.100.200
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local; metadata at 169.254.169.254
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23', // Teredo and other protocols
  '2001:db8::/32',
  '2002::/16', // 6to4: holds an IPv4 address
  '3fff::/20',
]);

/** All else (::1, ::ffff:0:0/96, 64:ff9b::/96, fc00::/7, fe80::/10, ff00::/8, …) is not given out as global unicast. */
const publicIpv6 = createBlockList(['2000::/3']);

function createBlockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
