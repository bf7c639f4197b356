/** A stand-in for Resend: speaks its HTTP for sending, keeps a journal of what it accepted, and fails on request. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { json, problem, type Answer } from './answers.ts';
import { FAULTS, type Fault, type FaultPlan } from './faults.ts';
import { accept, look, type Accepted, type Email, type MailboxOptions } from './mailbox.ts';

const DAY_MS = 86_400_000;

export type StandInOptions = MailboxOptions & {
  readonly port?: number;
  /** Requests a second, as the `ratelimit-*` headers say; unlimited by default. */
  readonly ratePerSecond?: number;
  readonly fault?: FaultPlan;
  /** How long a call that hangs does so; 5 s by default. */
  readonly hangMs?: number;
  /** How long every sending call takes at least. */
  readonly latencyMs?: number;
  /** Counts the messages of a call and forgets them, for speed: no journal, no keys, no validation. */
  readonly drain?: boolean;
  /** The clock of the 24-hour keys. */
  readonly now?: () => number;
};

export type StandIn = {
  readonly url: string;
  /** Every accepted message, in order. */
  journal(): readonly Accepted[];
  /** Every sending call with a key, accepted or not: the key, and the SHA-256 (hex) of its body. */
  offers(): readonly Offer[];
  /** Sending calls so far. */
  calls(): number;
  /** Sending calls refused for their rate. */
  overRate(): number;
  close(): Promise<void>;
};

export type Offer = { readonly key: string; readonly hash: string };
type Kept = { readonly hash: string; readonly answer: Answer; readonly until: number };
type State = {
  readonly options: StandInOptions;
  readonly accepted: Accepted[];
  readonly offers: Offer[];
  readonly keys: Map<string, Kept>;
  /** Keys of calls under way. */
  readonly running: Set<string>;
  calls: number;
  overRate: number;
  window: { second: number; used: number };
};

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const state: State = {
    ...{ options, accepted: [], offers: [], keys: new Map(), running: new Set(), calls: 0, overRate: 0 },
    window: { second: 0, used: 0 },
  };
  const server = createServer((request, response) => {
    serve(state, request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    journal: () => state.accepted,
    offers: () => state.offers,
    calls: () => state.calls,
    overRate: () => state.overRate,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (state.options.drain === true && request.method === 'POST') {
    drain(state, request, response);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const refused = admit(state, request);
  if (refused !== null) {
    reply(state, response, refused);
    return;
  }
  if (request.method === 'GET') {
    reply(state, response, look(state.accepted, state.options, url));
    return;
  }
  if (request.method !== 'POST' || !/^\/emails(\/batch)?$/.test(url.pathname)) {
    reply(state, response, problem(405, 'method_not_allowed', 'Not allowed for this path.'));
    return;
  }
  await send(state, request, response, Buffer.concat(chunks));
}

/** What every call needs: a User-Agent, a key, and room in the second's window. */
function admit(state: State, { headers }: IncomingMessage): Answer | null {
  if (headers['user-agent'] === undefined)
    return problem(403, 'validation_error', 'A User-Agent is required.');
  if (headers.authorization === undefined)
    return problem(401, 'missing_api_key', 'Missing API key in the authorization header.');
  if (!/^Bearer re_\w+$/.test(headers.authorization))
    return problem(403, 'invalid_api_key', 'API key is invalid.');
  const { ratePerSecond } = state.options;
  const second = Math.floor(Date.now() / 1000);
  if (state.window.second !== second) state.window = { second, used: 0 };
  state.window.used += 1;
  if (ratePerSecond === undefined || state.window.used <= ratePerSecond) return null;
  state.overRate += 1;
  return problem(429, 'rate_limit_exceeded', 'Too many requests.', { 'retry-after': '1' });
}

async function send(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const { options } = state;
  state.calls += 1;
  const batch = request.url === '/emails/batch';
  const emails = read(body, batch);
  const name = options.fault?.(
    state.calls,
    emails.flatMap(({ to }) => to),
  );
  const fault: Fault = name === undefined ? { accepts: true } : FAULTS[name];
  const answer = await once(state, request, body, async (key) => {
    if (options.latencyMs !== undefined) await sleep(options.latencyMs);
    if (fault.hangs === true) await sleep(options.hangMs ?? 5000);
    if (!fault.accepts) return fault.answer ?? null;
    const strict = request.headers['x-batch-validation'] !== 'permissive' && fault.permissive !== true;
    return accept(state.accepted, options, { emails, batch, strict, key, at: now(state) });
  });
  const given = fault.answer === undefined ? answer : fault.answer;
  if (given === null) return void request.socket.destroy();
  if (fault.trickles === true) return trickle(response, given);
  reply(state, response, given, fault.withoutRateHeaders);
}

/** Runs a request once per key for a day: the same key and body is answered again, another body is a conflict. */
async function once(
  state: State,
  request: IncomingMessage,
  body: Buffer,
  run: (key: string | null) => Promise<Answer | null>,
): Promise<Answer | null> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return run(null);
  if (Array.isArray(key) || key.length < 1 || key.length > 256)
    return problem(400, 'invalid_idempotency_key', 'The key must be 1 to 256 characters long.');
  const hash = createHash('sha256').update(body).digest('hex');
  state.offers.push({ key, hash });
  const kept = state.keys.get(key);
  if (kept !== undefined && kept.until > now(state))
    return kept.hash === hash
      ? kept.answer
      : problem(409, 'invalid_idempotent_request', 'This key was used with another payload.');
  if (state.running.has(key))
    return problem(409, 'concurrent_idempotent_requests', 'A request with this key is still running.');
  state.running.add(key);
  const answer = await run(key);
  state.running.delete(key);
  // Only what was accepted is kept: a refused request may be corrected under the same key.
  if (answer?.status === 200) state.keys.set(key, { hash, answer, until: now(state) + DAY_MS });
  return answer;
}

function read(body: Buffer, batch: boolean): Email[] {
  const parsed: unknown = JSON.parse(body.toString());
  return (batch ? parsed : [parsed]) as Email[];
}

const MESSAGE = Buffer.from('{"from":"');

/**
 * Counts the messages as their bytes pass, and keeps nothing. Each begins with `{"from":"`, which cannot stand inside
 * another: quotes are escaped there.
 */
function drain(state: State, request: IncomingMessage, response: ServerResponse): void {
  let count = 0;
  let tail = Buffer.alloc(0);
  request.on('data', (chunk: Buffer) => {
    // A message may begin in one chunk and go on in the next.
    const seam = Buffer.concat([tail, chunk.subarray(0, MESSAGE.length - 1)]);
    count += occurrences(seam) + occurrences(chunk);
    tail = Buffer.from(chunk.subarray(-(MESSAGE.length - 1)));
  });
  request.on('end', () => {
    state.calls += 1;
    const refused = admit(state, request);
    if (refused !== null) {
      reply(state, response, refused);
      return;
    }
    const data = Array.from({ length: count }, (_, index) => ({ id: `drained-${state.calls}-${index}` }));
    reply(state, response, json(200, { data }));
  });
}

function occurrences(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(MESSAGE); at >= 0; at = bytes.indexOf(MESSAGE, at + MESSAGE.length)) count += 1;
  return count;
}

function now({ options }: State): number {
  return (options.now ?? Date.now)();
}

function reply(
  { options, window }: State,
  response: ServerResponse,
  { status, body, headers }: Answer,
  withoutRateHeaders = false,
): void {
  const limit = options.ratePerSecond ?? 1_000_000;
  const rate = {
    'ratelimit-limit': String(limit),
    'ratelimit-policy': `${limit};w=1`,
    'ratelimit-remaining': String(Math.max(0, limit - window.used)),
    'ratelimit-reset': '1',
  };
  response.writeHead(status, { ...(withoutRateHeaders ? {} : rate), ...headers });
  response.end(body);
}

async function trickle(response: ServerResponse, { status, body, headers }: Answer): Promise<void> {
  response.writeHead(status, headers);
  const step = Math.ceil(body.length / 20);
  for (let at = 0; at < body.length; at += step) {
    response.write(body.slice(at, at + step));
    await sleep(10);
  }
  response.end();
}
