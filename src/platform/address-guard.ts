/** The guard against our own network: refuses private, loopback and link-local addresses where the socket is opened. */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** As `dns.lookup` with `all: true`. */
export type Lookup = (
  hostname: string,
  callback: (error: Error | null, addresses: readonly { address: string; family: number }[]) => void,
) => void;

export class ForbiddenAddressError extends Error {}

/** Not globally reachable by the IANA special-purpose registries (RFC 6890), plus multicast. */
const FORBIDDEN_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
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
];
/**
 * All but global unicast, 2000::/3 (RFC 4291 section 2.4), so that no old or new way to carry an IPv4 address inside
 * (mapped, translated, NAT64) is forgotten; and what is special within it: Teredo and its kin, documentation, 6to4.
 */
const FORBIDDEN_V6 = ['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** A list for each family: in one list, Node matches IPv4 addresses with IPv6 ranges too, as ::ffff:0:0/96. */
const FORBIDDEN = { 4: listOf(FORBIDDEN_V4, 'ipv4'), 6: listOf(FORBIDDEN_V6, 'ipv6') } as const;

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

export function isForbiddenAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return FORBIDDEN[4].check(bare, 'ipv4');
  return family !== 6 || FORBIDDEN[6].check(bare, 'ipv6');
}

/** Whether a URL's host is itself such an address: a socket opens to a literal without any look-up. */
export function isForbiddenLiteral(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 && isForbiddenAddress(bare);
}

/**
 * A look-up for the connector itself: the addresses judged are the ones connected to, so that a name which resolves
 * differently a moment later (DNS rebinding) gains nothing. One forbidden address condemns the name.
 */
export function guardedLookup(resolve: Lookup = resolveAll): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const wrong = addresses.find(({ address }) => isForbiddenAddress(address));
      const [first] = addresses;
      if (wrong !== undefined || first === undefined) {
        const found = wrong?.address ?? 'no address';
        callback(new ForbiddenAddressError(`${hostname} resolves to ${found}`), []);
        return;
      }
      if (options.all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

const resolveAll: Lookup = (hostname, callback) =>
  systemLookup(hostname, { all: true, order: 'verbatim' }, (error, addresses) => callback(error, addresses));
