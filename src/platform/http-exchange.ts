/** One exchange with a server: conditional request, redirects by hand, guard on every hop, answer or failure. */
import { Agent, errors, request as send, type Dispatcher } from 'undici';
import type { SourceFailureKind } from '../model/source.ts';
import { ForbiddenAddressError, guardedLookup, isForbiddenLiteral } from './address-guard.ts';
import { ACCEPT_ENCODING, TooLargeError, readBody } from './http-body.ts';
import { troubleInWords } from './http-trouble.ts';
import type { FetcherOptions, FetchRequest, FetchResult } from './http.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const PASSING = [500, 502, 503, 504];
const DEFAULT_ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/** `worthRetrying`: a passing fault (connection lost, 5xx) that a second try may not meet. */
export type Asked = { readonly result: FetchResult; readonly worthRetrying: boolean };

export type Exchange = {
  ask(request: FetchRequest, url: URL, timeoutMs: number): Promise<Asked>;
  close(): Promise<void>;
};

export function createExchange(options: FetcherOptions): Exchange {
  const idle = options.idleMs ?? 10_000;
  const common = { allowH2: false, headersTimeout: idle, bodyTimeout: idle };
  const guarded = new Agent({ ...common, connect: { lookup: guardedLookup(options.lookup), timeout: idle } });
  const open = new Agent({ ...common, connect: { timeout: idle } });
  /** The agent for a hop; null when the address is ours to refuse. */
  const agentFor = (url: URL): Agent | null => {
    if (options.allow.includes(`${url.hostname}:${portOf(url)}`)) return open;
    return isForbiddenLiteral(url.hostname) ? null : guarded;
  };
  return {
    ask: (request, url, timeoutMs) => ask(request, url, timeoutMs, options, agentFor),
    close: async () => {
      await Promise.all([guarded.destroy(), open.destroy()]);
    },
  };
}

async function ask(
  request: FetchRequest,
  start: URL,
  timeoutMs: number,
  options: FetcherOptions,
  agentFor: (url: URL) => Agent | null,
): Promise<Asked> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = start;
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const dispatcher = agentFor(url);
      if (dispatcher === null) return failure('forbidden-address', refusal(url));
      const headers = headersFor(request, url.origin === start.origin, options.userAgent);
      const response = await send(url, { dispatcher, signal, headers });
      if (!REDIRECTS.includes(response.statusCode)) return await conclude(request, url, response, options);
      await response.body.dump();
      const next = redirectTarget(response.headers.location, url);
      if (next === null) return failure('bad-url', 'redirects to something that is no http or https address');
      url = next;
    }
    return failure('too-many-redirects', `redirected more than ${MAX_REDIRECTS} times`);
  } catch (error) {
    return failureOf(error, timeoutMs, request.maxBytes ?? options.maxBytes);
  }
}

async function conclude(
  request: FetchRequest,
  url: URL,
  response: Dispatcher.ResponseData,
  options: FetcherOptions,
): Promise<Asked> {
  const { statusCode: status, body } = response;
  const headers = flatHeaders(response.headers);
  if (status >= 200 && status < 300) {
    const bytes = await readBody(body, headers['content-encoding'], request.maxBytes ?? options.maxBytes);
    return done({ kind: 'answer', status, url: url.href, headers, body: bytes });
  }
  await body.dump();
  if (status === 304 && isConditional(request)) return done({ kind: 'not-modified', url: url.href });
  const retryAt = retryAfter(headers['retry-after'], options.clock.now());
  if (status === 429 || (status === 503 && retryAt !== null)) return rateLimited(status, retryAt);
  return { ...failure('http-status', `answered ${status}`), worthRetrying: PASSING.includes(status) };
}

function headersFor(request: FetchRequest, sameOrigin: boolean, userAgent: string): Record<string, string> {
  return {
    // A key meant for one server must not travel to the next.
    ...(sameOrigin ? request.headers : {}),
    'user-agent': userAgent,
    accept: request.accept ?? DEFAULT_ACCEPT,
    'accept-encoding': ACCEPT_ENCODING,
    ...(request.etag ? { 'if-none-match': request.etag } : {}),
    ...(request.lastModified ? { 'if-modified-since': request.lastModified } : {}),
  };
}

function isConditional(request: FetchRequest): boolean {
  return Boolean(request.etag) || Boolean(request.lastModified);
}

function redirectTarget(location: string | string[] | undefined, from: URL): URL | null {
  const target = typeof location === 'string' ? URL.parse(location, from.href) : null;
  return target !== null && /^https?:$/.test(target.protocol) ? target : null;
}

/** Seconds or an HTTP date (RFC 9110 section 10.2.3), as an instant. */
function retryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const at = /^\d+$/.test(value.trim()) ? now + Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

function rateLimited(status: number, retryAt: number | null): Asked {
  const asked = failure('rate-limited', `answered ${status}: too many requests`);
  if (retryAt === null || asked.result.kind !== 'failed') return asked;
  return { ...asked, result: { ...asked.result, retryAt } };
}

/** Names what was thrown on the way; socket and zlib errors are all "network". */
function failureOf(error: unknown, timeoutMs: number, maxBytes: number): Asked {
  if (error instanceof TooLargeError) {
    return failure('too-large', `sent more than ${(maxBytes / 1e6).toFixed(1)} MB`);
  }
  if (error instanceof ForbiddenAddressError) return failure('forbidden-address', error.message);
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return failure('timeout', `did not finish within ${(timeoutMs / 1000).toFixed(1)} s`);
  }
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return failure('timeout', 'fell silent');
  }
  if (error instanceof errors.ConnectTimeoutError) return failure('timeout', 'did not accept the connection');
  return { ...failure('network', troubleInWords(error)), worthRetrying: true };
}

function failure(kind: SourceFailureKind, message: string): Asked {
  return done({ kind: 'failed', failure: { kind, message } });
}

function done(result: FetchResult): Asked {
  return { result, worthRetrying: false };
}

function refusal(url: URL): string {
  return `${url.host} is an address of a private network`;
}

/** As `host:port` pairs of the config write it. */
export function portOf(url: URL): string {
  return url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80';
}

function flatHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
