/** The door to the web: what a fetch may ask, what it answers, and the one polite fetcher. Failures are values. */
import pLimit from 'p-limit';
import type { Instant } from '../model/date.ts';
import type { SourceFailure } from '../model/source.ts';
import type { Lookup } from './address-guard.ts';
import type { Clock } from './clock.ts';
import { createExchange, portOf, type Asked } from './http-exchange.ts';
import { createHostPacing, type HostPacing, type Lane } from './host-pacing.ts';

export type FetchRequest = {
  readonly url: string;
  readonly accept?: string;
  /** Sent to the origin asked, never to another one it redirects to. */
  readonly headers?: Readonly<Record<string, string>>;
  /** From the last good answer: makes the request conditional (RFC 9110 section 13). */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Total time for the request, all its redirects and retries, ms; waiting for a turn does not count. */
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
  /** Shared by all fetchers of a process; one of its own by default. */
  readonly pacing?: HostPacing;
};

/** arXiv asks for one request every three seconds, over all its hosts (info.arxiv.org/help/api/tou.html). */
const ARXIV: Lane = { name: 'arxiv.org', distanceMs: 3000 };
/** Several feeds may live on one host; it gets them one by one. */
const DISTANCE_MS = 250;
const TRIES = 3;
const RETRY_BASE_MS = 500;

/** The fetcher of a process: one concurrency limit, one pace per host, one guard, one name. */
export function createFetcher(options: FetcherOptions): Fetcher & { close(): Promise<void> } {
  const { clock, random = Math.random } = options;
  const exchange = createExchange(options);
  const pacing = options.pacing ?? createHostPacing(clock);
  const limit = pLimit(options.concurrency);
  const fetcher: Fetcher = (request) => {
    const url = webUrl(request.url);
    if (url === null) return Promise.resolve(badUrl(request.url));
    const lane = laneOf(url, options.allow);
    const ask = (timeoutMs: number) =>
      pacing.inTurn(lane, (started) =>
        limit(async () => {
          started();
          const began = clock.now();
          const asked = await exchange.ask(request, url, timeoutMs);
          return { ...asked, tookMs: clock.now() - began };
        }),
      );
    return attempts(ask, { pacing, lane, clock, random, timeoutMs: request.timeoutMs ?? options.timeoutMs });
  };
  return Object.assign(fetcher, { close: () => exchange.close() });
}

type Circumstances = {
  readonly pacing: HostPacing;
  readonly lane: Lane;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timeoutMs: number;
};

/** One request and, where they may help and time allows, two more, each after a longer pause. */
async function attempts(
  ask: (timeoutMs: number) => Promise<Asked & { tookMs: number }>,
  { pacing, lane, clock, random, timeoutMs }: Circumstances,
): Promise<FetchResult> {
  let left = timeoutMs;
  for (let tries = 1; ; tries++) {
    const closedUntil = pacing.closedUntil(lane);
    if (closedUntil !== null) return asksToWait(closedUntil, clock.now());
    const { result, worthRetrying, tookMs } = await ask(left);
    // Whole milliseconds: a timer of the retry takes nothing else.
    const pause = Math.round(RETRY_BASE_MS * 2 ** (tries - 1) * (1 + random()));
    left -= tookMs + pause;
    if (!worthRetrying || tries === TRIES || left < RETRY_BASE_MS) return remember(result, lane, pacing);
    await clock.sleep(pause);
  }
}

/** What the operator allows by hand is their own server: it needs no distance. */
function laneOf(url: URL, allow: readonly string[]): Lane {
  if (/(?:^|\.)arxiv\.org$/.test(url.hostname)) return ARXIV;
  const own = allow.includes(`${url.hostname}:${portOf(url)}`);
  return { name: url.host, distanceMs: own ? 0 : DISTANCE_MS };
}

function remember(result: FetchResult, lane: Lane, pacing: HostPacing): FetchResult {
  if (result.kind === 'failed' && result.retryAt !== undefined) pacing.close(lane, result.retryAt);
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
