/** The door to the web: what a fetch may ask, what it answers, and the one polite fetcher. Failures are values. */
import pLimit from 'p-limit';
import type { Instant } from '../model/date.ts';
import type { SourceFailure } from '../model/source.ts';
import type { Lookup } from './address-guard.ts';
import type { Clock } from './clock.ts';
import { createExchange, type Exchange } from './http-exchange.ts';
import { createHostPacing, type HostPacing } from './host-pacing.ts';

export type FetchRequest = {
  readonly url: string;
  readonly accept?: string;
  /** Sent to the origin asked, never to another one it redirects to. */
  readonly headers?: Readonly<Record<string, string>>;
  /** From the last good answer: makes the request conditional (RFC 9110 section 13). */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Total time for the request, all its redirects and its retry, ms. */
  readonly timeoutMs?: number;
  /** Bytes of body after decompression. */
  readonly maxBytes?: number;
};

export type FetchAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  /** After redirects. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type FetchFailed = {
  readonly kind: 'failed';
  readonly failure: SourceFailure;
  /** When the host asked us to come back (`Retry-After`). */
  readonly retryAt?: Instant;
};

export type FetchResult = FetchAnswer | { readonly kind: 'not-modified'; readonly url: string } | FetchFailed;

/** Never rejects. An answer is always a 2xx: every other final status is a failure. */
export type Fetcher = (request: FetchRequest) => Promise<FetchResult>;

export type FetcherOptions = {
  /** `host:port` pairs that may be asked although they are private or loopback. */
  readonly allow: readonly string[];
  /** Total time of a request, ms; waiting for a turn does not count. */
  readonly timeoutMs: number;
  /** Silence after which a server is given up, ms; 10 s by default. */
  readonly idleMs?: number;
  /** Bytes of body after decompression. */
  readonly maxBytes: number;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** Names us and a contact (RFC 9110 section 10.1.5). */
  readonly userAgent: string;
  readonly clock: Clock;
  /** In [0, 1): spreads retries. */
  readonly random?: () => number;
  /** Name resolution; the system's by default. */
  readonly lookup?: Lookup;
};

/** arXiv asks for one request every three seconds (info.arxiv.org/help/api/tou.html). */
const SPACING_MS: Readonly<Record<string, number>> = { 'rss.arxiv.org': 3000, 'export.arxiv.org': 3000 };
const RETRY_BASE_MS = 500;

/** The fetcher of a process: one concurrency limit, one pace per host, one guard, one name. */
export function createFetcher(options: FetcherOptions): Fetcher & { close(): Promise<void> } {
  const exchange = createExchange(options);
  const pacing = createHostPacing(options.clock, SPACING_MS);
  const limit = pLimit(options.concurrency);
  const fetcher: Fetcher = (request) => {
    const url = webUrl(request.url);
    if (url === null) return Promise.resolve(badUrl(request.url));
    return pacing.inTurn(url.host, () => limit(() => attempt(request, url, exchange, pacing, options)));
  };
  return Object.assign(fetcher, { close: () => exchange.close() });
}

/** One request and, where it may help and time allows, a second one. */
async function attempt(
  request: FetchRequest,
  url: URL,
  exchange: Exchange,
  pacing: HostPacing,
  options: FetcherOptions,
): Promise<FetchResult> {
  const { clock, random = Math.random } = options;
  const closedUntil = pacing.closedUntil(url.host);
  if (closedUntil !== null) return asksToWait(closedUntil, clock.now());
  const timeoutMs = request.timeoutMs ?? options.timeoutMs;
  const deadline = clock.now() + timeoutMs;
  const first = await exchange.ask(request, url, timeoutMs);
  // Whole milliseconds: a timer of the retry takes nothing else.
  const pause = Math.round(RETRY_BASE_MS * (1 + random()));
  const left = deadline - clock.now() - pause;
  if (!first.worthRetrying || left < RETRY_BASE_MS) return remember(first.result, url, pacing);
  await clock.sleep(pause);
  const second = await exchange.ask(request, url, left);
  return remember(second.result, url, pacing);
}

function remember(result: FetchResult, url: URL, pacing: HostPacing): FetchResult {
  if (result.kind === 'failed' && result.retryAt !== undefined) pacing.close(url.host, result.retryAt);
  return result;
}

function asksToWait(until: Instant, now: Instant): FetchFailed {
  const seconds = Math.ceil((until - now) / 1000);
  const message = `asked us to wait; ${seconds} s are left`;
  return { kind: 'failed', failure: { kind: 'rate-limited', message }, retryAt: until };
}

function webUrl(raw: string): URL | null {
  const url = URL.parse(raw);
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
}

function badUrl(raw: string): FetchFailed {
  const message = `is not an http or https address: ${raw.slice(0, 200)}`;
  return { kind: 'failed', failure: { kind: 'bad-url', message } };
}
