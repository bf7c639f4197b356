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
const TIMEOUT_MS = 6_000;
/** So many that did not answer are named one by one. */
const NAMED = 3;
const MAX_BYTES = 200_000;

export const linkTargets: Probe = {
  name: 'link-targets',
  run: async (input) => {
    const { fetch } = input.tools;
    if (fetch === null) return skipped('links of the sample newsroom are invented: there is nobody to ask.');
    const urls = foreignLinks(input);
    // A machine without a way out must not keep its editor waiting.
    const patience = AbortSignal.timeout(1000 * input.limits.linkSeconds);
    const limit = pLimit(AT_ONCE);
    const states = await Promise.all(
      urls.map((url) => limit(async () => ({ url, state: await stateOf(url, input, patience) }))),
    );
    const silent = states.filter(({ state }) => state === 'unreachable');
    const unasked = states.filter(({ state }) => state === null).length;
    if (silent.length > NAMED && silent.length + unasked === urls.length)
      return skipped(`none of ${silent.length} links answered: this machine seems to have no way out.`);
    return ran([
      ...states.filter(({ state }) => state === 'gone').map(({ url }) => gone(url)),
      ...silence(silent.map(({ url }) => url)),
      ...(unasked === 0 ? [] : [warn('links', `${unasked} links were not asked in time: check once more.`)]),
    ]);
  },
};

/**
 * Pages of our own are made from this edition, and public only once it is. arXiv wants three seconds between two
 * requests, and its identifiers are checked by their form.
 */
function foreignLinks({ samples, edition }: ProbeInput): string[] {
  const own = webAddress(edition.publication.publicUrl)?.origin;
  const urls = samples
    .slice(0, 1)
    .flatMap(({ page }) =>
      named(page, 'a').flatMap(({ attributes }) => webAddress(attributes['href'] ?? '') ?? []),
    );
  const foreign = urls
    .filter((url) => url.origin !== own && !/(?:^|\.)arxiv\.org$/.test(url.hostname))
    .map(({ href }) => href.split('#')[0] ?? href);
  return [...new Set(foreign)].slice(0, MOST);
}

async function stateOf(url: string, { tools }: ProbeInput, patience: AbortSignal): Promise<LinkState | null> {
  const known = await tools.linkCache.find(url);
  if (known !== null || tools.fetch === null || patience.aborted) return known;
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

function gone(url: string): Found {
  return block('links', `${short(url)} is gone (404 or 410): link to where it is now, or leave it out.`);
}

/** A few by name; a whole list of them would hide what matters more. */
function silence(urls: readonly string[]): Found[] {
  const named = urls.slice(0, NAMED).map((url) => {
    const local = isLocalUrl(url) ? ' (a private address)' : '';
    return warn('links', `${short(url)} did not answer${local}: open it once.`);
  });
  const more = urls.length - named.length;
  return more === 0 ? named : [...named, warn('links', `${more} more links did not answer: open them once.`)];
}

function short(url: string): string {
  return url.slice(0, 160);
}

function isLocalUrl(href: string): boolean {
  const url = webAddress(href);
  return url !== null && isLocal(url);
}
