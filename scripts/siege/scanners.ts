/** What mail gateways, link checkers and prefetching browsers do to the links of a mail: everything but press the button. */

import type { Random } from '../forgery/tampering.ts';

export type Site = {
  request(path: string, init?: RequestInit): Response | Promise<Response>;
};

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
  'Mozilla/5.0 (compatible; LinkGuard/2.4; +https://guard.example/bot)',
  'curl/8.9.1',
  '',
];

const HEADERS: readonly Record<string, string>[] = [
  {},
  { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' },
  { accept: 'text/html', 'accept-language': 'de' },
  { accept: 'application/json', range: 'bytes=0-100' },
  { 'if-none-match': '"x"', 'x-forwarded-for': '203.0.113.9' },
];

/**
 * @param links paths as they stand in mails
 * @returns how often each status was answered
 */
export async function scan(
  site: Site,
  links: readonly string[],
  { fetches, random }: { fetches: number; random: Random },
): Promise<Map<number, number>> {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const statuses = new Map<number, number>();
  for (let count = 0; count < fetches; count += 1) {
    const link = pick(links);
    const headers = { ...pick(HEADERS), 'user-agent': pick(AGENTS) };
    const fetchOf: readonly [string, RequestInit][] = [
      [link, { headers }],
      [`${link}?utm_source=scan`, { headers }],
      [link, { method: 'HEAD', headers }],
      [link, { method: 'OPTIONS', headers }],
      [link, { method: 'PROPFIND', headers }],
      // A POST to the address without its token, as crawlers of forms send it.
      [link.replace(/[^/]+$/, ''), { method: 'POST', headers, body: 'submit=1' }],
    ];
    const { status } = await site.request(...pick(fetchOf));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  return statuses;
}
