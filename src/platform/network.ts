/** Networks: which one an address of the internet belongs to, so that limits hold for a neighbourhood and not for one host. */
import { isIPv4, isIPv6 } from 'node:net';

/** The /24 of an IPv4 address, the /64 of an IPv6 one (a household has at least that); null for anything else. */
export function networkOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return null;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const rest = tail === '' ? [] : tail.split(':');
    // The dotted end of a mapped address stands for two groups; none of them is among the first four.
    const length = rest.length + (rest.at(-1)?.includes('.') === true ? 1 : 0);
    while (groups.length < 8 - length) groups.push('0');
    groups.push(...rest);
  }
  const first = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${first.join(':')}::/64`;
}

/**
 * The address that asked, behind `proxies` reverse proxies of our own: each adds what it saw at the end of
 * X-Forwarded-For, and only those entries can be believed.
 */
export function askingAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string | null {
  const seen = [...(forwardedFor ?? '').split(',').map((entry) => entry.trim()), socketAddress ?? ''];
  const address = seen.filter((entry) => entry !== '').at(-1 - proxies) ?? seen.find((entry) => entry !== '');
  return address ?? null;
}
