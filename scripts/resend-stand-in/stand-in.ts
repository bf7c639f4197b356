/** A stand-in for Resend: speaks its HTTP for sending, keeps a journal of what it accepted, and fails on request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  askAccount,
  book,
  isSuppressed,
  openAccount,
  overQuota,
  quotaHeaders,
  type Account,
  type AccountOptions,
} from './account.ts';
import { json, problem, type Answer } from './answers.ts';
import { countMessages } from './drain.ts';
import type { FaultPlan } from './fault-plans.ts';
import { FAULTS, type Fault } from './faults.ts';
import { offerOf, once, openKeyTable, type KeyTable, type Offer } from './keys.ts';
import { accept, look, type Accepted, type Email, type MailboxOptions } from './mailbox.ts';

export type StandInOptions = MailboxOptions &
  AccountOptions & {
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
    /** The clock of keys, quotas and of what becomes of messages. */
    readonly now?: () => number;
    /** Told of what was accepted, before the answer. */
    readonly onAccepted?: (emails: readonly Accepted[]) => void;
  };

export type StandIn = {
  readonly url: string;
  /** Every accepted message, in order. */
  journal(): readonly Accepted[];
  /** Every sending call with a key, accepted or not: the key, and the SHA-256 (hex) of its body. */
  offers(): readonly Offer[];
  /** Sending calls so far. */
  calls(): number;
  /** From the first call's arrival to the last's. */
  spanMs(): number;
  /** Sending calls refused for their rate. */
  overRate(): number;
  close(): Promise<void>;
};

type State = {
  readonly options: StandInOptions;
  readonly accepted: Accepted[];
  readonly offers: Offer[];
  readonly account: Account;
  readonly keys: KeyTable;
  calls: number;
  overRate: number;
  first: number;
  last: number;
  window: { second: number; used: number };
};

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const state: State = {
    ...{ options, accepted: [], offers: [], account: openAccount(), keys: openKeyTable() },
    ...{ calls: 0, overRate: 0, first: Infinity, last: 0 },
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
    spanMs: () => Math.max(0, state.last - state.first),
    overRate: () => state.overRate,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // As a gateway does: counted when it comes, not when its megabytes are read.
  const refused = admit(state, request);
  if (state.options.drain === true && request.method === 'POST') {
    await drain(state, request, response, refused);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://stand-in');
  if (refused !== null) {
    reply(state, response, refused);
    return;
  }
  const method = request.method ?? 'GET';
  const body = Buffer.concat(chunks);
  const asked = { method, url, body: body.toString(), now: now(state), rate: limitOf(state) };
  const told = url.pathname.startsWith('/emails') ? null : askAccount(state.account, state.options, asked);
  if (told !== null) {
    reply(state, response, told);
    return;
  }
  if (method === 'GET') {
    reply(state, response, look(state.accepted, url, now(state)));
    return;
  }
  if (request.method !== 'POST' || !/^\/emails(\/batch)?$/.test(url.pathname)) {
    reply(state, response, problem(405, 'method_not_allowed', 'Not allowed for this path.'));
    return;
  }
  await send(state, request, response, body);
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
  const at = Date.now();
  state.first = Math.min(state.first, at);
  state.last = at;
  const second = Math.floor(at / 1000);
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
  const emails = read(body, request.url === '/emails/batch');
  if (emails === null) {
    reply(state, response, problem(400, 'validation_error', 'The body is not the JSON of this endpoint.'));
    return;
  }
  const name = options.fault?.(
    state.calls,
    emails.flatMap(({ to }) => to),
  );
  const fault: Fault = name === undefined ? { accepts: true } : FAULTS[name];
  const answer = await keyed(state, request, body, (key) => run(state, request, { emails, fault, key }));
  const given = fault.answer === undefined ? answer : fault.answer;
  if (given === null) return void request.socket.destroy();
  if (fault.trickles === true) return trickle(response, given);
  reply(state, response, given, fault.withoutRateHeaders);
}

async function run(
  state: State,
  { url, headers }: IncomingMessage,
  { emails, fault, key }: { emails: readonly Email[]; fault: Fault; key: string | null },
): Promise<Answer | null> {
  const { options, account } = state;
  if (options.latencyMs !== undefined) await sleep(options.latencyMs);
  if (fault.hangs === true) await sleep(options.hangMs ?? 5000);
  if (!fault.accepts) return fault.answer ?? null;
  const at = now(state);
  const over = overQuota(account, options, { count: emails.flatMap(({ to }) => to).length, now: at });
  if (over !== null) return over;
  const batch = url === '/emails/batch';
  const strict = headers['x-batch-validation'] !== 'permissive' && fault.permissive !== true;
  const suppresses = (address: string) =>
    options.suppresses?.(address) === true || isSuppressed(account, address, at);
  const call = { emails, batch, strict, key, at, fault };
  const taken = accept(state.accepted, { ...options, suppresses }, call);
  book(account, taken.emails);
  options.onAccepted?.(taken.emails);
  return taken.answer;
}

/** Through the table of keys, where a key was given. */
async function keyed(
  state: State,
  { headers }: IncomingMessage,
  body: Buffer,
  act: (key: string | null) => Promise<Answer | null>,
): Promise<Answer | null> {
  const key = headers['idempotency-key'];
  if (key === undefined) return act(null);
  const offer = offerOf(String(key), body);
  if (offer === null)
    return problem(400, 'invalid_idempotency_key', 'The key must be 1 to 256 characters long.');
  state.offers.push(offer);
  return once(state.keys, offer, {
    ...{ account: headers.authorization ?? '', now: () => now(state) },
    run: () => act(offer.key),
  });
}

/** @returns null where it is no JSON, or not a list where one is due */
function read(body: Buffer, batch: boolean): Email[] | null {
  try {
    const parsed: unknown = JSON.parse(body.toString());
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed) !== batch) return null;
    return (batch ? parsed : [parsed]) as Email[];
  } catch {
    return null;
  }
}

async function drain(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  refused: Answer | null,
): Promise<void> {
  const count = await countMessages(request);
  state.calls += 1;
  const data = Array.from({ length: count }, (_, index) => ({ id: `drained-${state.calls}-${index}` }));
  reply(state, response, refused ?? json(200, { data }));
}

function now({ options }: State): number {
  return (options.now ?? Date.now)();
}

function limitOf({ options }: State): number {
  return options.ratePerSecond ?? 1_000_000;
}

function reply(
  state: State,
  response: ServerResponse,
  { status, body, headers }: Answer,
  withoutRateHeaders = false,
): void {
  const limit = limitOf(state);
  const rate = {
    'ratelimit-limit': String(limit),
    'ratelimit-policy': `${limit};w=1`,
    'ratelimit-remaining': String(Math.max(0, limit - state.window.used)),
    'ratelimit-reset': '1',
    ...quotaHeaders(state.account, state.options, now(state)),
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
