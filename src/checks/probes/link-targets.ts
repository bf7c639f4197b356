/** Probe: links of the mail are asked once: what is gone blocks, what turns robots away is named and no more. */
import pLimit from 'p-limit';
import type { FetchResult } from '../../platform/http.ts';
import { isLocal, webAddress } from '../addresses.ts';
import { block, warn, type Found } from '../check.ts';
import { named } from '../page.ts';
import { ran, skipped, type LinkState, type Probe, type ProbeInput } from './probe.ts';

/** A mail has some sixty; the rest of a longer one waits for its next check. */
const MOST = 80;
const AT_ONCE = 8;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 200_000;

export const linkTargets: Probe = {
  name: 'link-targets',
  run: async (input) => {
    const { fetch } = input.tools;
    if (fetch === null) return skipped('links of the sample newsroom are invented: there is nobody to ask.');
    const limit = pLimit(AT_ONCE);
    const found = await Promise.all(
      foreignLinks(input).map((url) => limit(async () => finding(url, await stateOf(url, input)))),
    );
    return ran(found.flat());
  },
};

/** Pages of our own are made from this edition, and public only once it is. */
function foreignLinks({ samples, edition }: ProbeInput): string[] {
  const own = webAddress(edition.publication.publicUrl)?.origin;
  const urls = samples
    .slice(0, 1)
    .flatMap(({ page }) =>
      named(page, 'a').flatMap(({ attributes }) => webAddress(attributes['href'] ?? '') ?? []),
    );
  const foreign = urls.filter((url) => url.origin !== own).map(({ href }) => href.split('#')[0] ?? href);
  return [...new Set(foreign)].slice(0, MOST);
}

async function stateOf(url: string, { tools }: ProbeInput): Promise<LinkState> {
  const known = await tools.linkCache.find(url);
  if (known !== null || tools.fetch === null) return known ?? 'unreachable';
  const result = await tools.fetch({
    url,
    etag: null,
    lastModified: null,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  const state = stateIn(result);
  await tools.linkCache.keep(url, state);
  return state;
}

function stateIn(result: FetchResult): LinkState {
  if (result.kind !== 'failed') return 'ok';
  const { kind, message } = result.failure;
  if (kind === 'too-large') return 'ok';
  if (/\b(?:404|410)\b/.test(message)) return 'gone';
  return /\b(?:401|402|403|405|406|429|451|999)\b/.test(message) || kind === 'rate-limited'
    ? 'refused'
    : 'unreachable';
}

function finding(url: string, state: LinkState): Found[] {
  const shown = url.slice(0, 160);
  switch (state) {
    case 'gone':
      return [block('links', `${shown} is gone (404 or 410): link to where it is now, or leave it out.`)];
    case 'unreachable':
      return [
        warn(
          'links',
          `${shown} did not answer${isLocalUrl(url) ? ' (a private address)' : ''}: open it once.`,
        ),
      ];
    case 'refused':
      return [];
    case 'ok':
      return [];
  }
}

function isLocalUrl(href: string): boolean {
  const url = webAddress(href);
  return url !== null && isLocal(url);
}
