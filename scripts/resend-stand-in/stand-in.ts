/** A stand-in for Resend: speaks its HTTP for sending, keeps a journal of what it accepted, and fails on request. */
import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, problem, type Answer } from './answers.ts';
import { FAULTS, type Fault, type FaultName } from './faults.ts';

const DAY_MS = 86_400_000;

export type Email = {
  from: string;
  to: string | string[];
  subject: string;
  html?: string;
  text?: string;
  reply_to?: string | string[];
  headers?: Record<string, string>;
  tags?: { name: string; value: string }[];
};
export type Accepted = Email & { readonly id: string; readonly key: string | null; readonly at: number };

export type StandInOptions = {
  readonly port?: number;
  /** Requests a second, as the `ratelimit-*` headers say; unlimited by default. */
  readonly ratePerSecond?: number;
  /** The fault of the Nth sending call (1, 2, ...); undefined: none. */
  readonly fault?: (call: number) => FaultName | undefined;
  /** Addresses that a strict batch is refused for. */
  readonly refuses?: (address: string) => boolean;
  /** JSON lines of what was accepted, written before the answer. */
  readonly journalFile?: string;
  /** Reads and forgets, for speed: no journal. */
  readonly drain?: boolean;
  /** The clock of the 24-hour keys. */
  readonly now?: () => number;
};

export type StandIn = {
  readonly url: string;
  journal(): readonly Accepted[];
  /** Sending calls so far. */
  calls(): number;
  close(): Promise<void>;
};

type Kept = { readonly hash: string; readonly answer: Answer; readonly until: number };
type State = {
  readonly options: StandInOptions;
  readonly accepted: Accepted[];
  readonly keys: Map<string, Kept>;
  readonly running: Set<string>;
  calls: number;
  window: { second: number; used: number };
};

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const state: State = {
    ...{ options, accepted: [], keys: new Map(), running: new Set(), calls: 0 },
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
    calls: () => state.calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const refused = admit(state, request);
  const sending = request.method === 'POST' && /^\/emails(\/batch)?$/.test(request.url ?? '');
  if (refused !== null) return reply(state, response, refused);
  if (!sending) return reply(state, response, look(state, request));
  state.calls += 1;
  const name = state.options.fault?.(state.calls);
  const fault: Fault | null = name === undefined ? null : FAULTS[name];
  const answer = fault?.accepts === false ? fault.answer : take(state, request, Buffer.concat(chunks));
  if (fault?.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const given = fault === null ? answer : fault.answer;
  if (given === null) return void request.socket.destroy();
  reply(state, response, given);
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
  return problem(429, 'rate_limit_exceeded', 'Too many requests.', { 'retry-after': '1' });
}

/** Accepts a request once per key: the same key and body answers again, another body is a conflict. */
function take(state: State, request: IncomingMessage, body: Buffer): Answer {
  const key = request.headers['idempotency-key'];
  if (Array.isArray(key) || (key !== undefined && (key.length < 1 || key.length > 256)))
    return problem(400, 'invalid_idempotency_key', 'The key must be 1 to 256 characters long.');
  const now = (state.options.now ?? Date.now)();
  const hash = createHash('sha256').update(body).digest('hex');
  const kept = key === undefined ? undefined : state.keys.get(key);
  if (kept !== undefined && kept.until > now)
    return kept.hash === hash
      ? kept.answer
      : problem(409, 'invalid_idempotent_request', 'This key was used with another payload.');
  const strict = request.headers['x-batch-validation'] !== 'permissive';
  const answer = accept(state, request.url === '/emails/batch', body, { key: key ?? null, at: now, strict });
  if (key !== undefined && answer.status === 200) state.keys.set(key, { hash, answer, until: now + DAY_MS });
  return answer;
}

type Call = { readonly key: string | null; readonly at: number; readonly strict: boolean };

function accept(state: State, batch: boolean, body: Buffer, { key, at, strict }: Call): Answer {
  const parsed: unknown = JSON.parse(body.toString());
  const emails = (batch ? parsed : [parsed]) as Email[];
  if (!Array.isArray(emails) || emails.length === 0 || emails.length > 100)
    return problem(422, 'validation_error', 'A batch holds 1 to 100 emails.');
  const faults = emails.flatMap((email, index) => {
    const message = faultOf(state, email);
    return message === null ? [] : [{ index, message }];
  });
  const [first] = faults;
  if (first !== undefined && (strict || !batch)) return problem(422, 'validation_error', first.message);
  const bad = new Set(faults.map(({ index }) => index));
  const good = emails
    .filter((_, index) => !bad.has(index))
    .map((email) => ({ ...email, id: randomUUID(), key, at }));
  if (state.options.drain !== true) keep(state, good);
  const data = good.map(({ id }) => ({ id }));
  return json(200, batch ? { data, ...(faults.length > 0 ? { errors: faults } : {}) } : data[0]);
}

function faultOf({ options }: State, { from, to, subject, html, text }: Email): string | null {
  const [address] = [to].flat();
  if (address === undefined) return 'Missing `to` field.';
  if (!from || !subject) return `Missing \`${from ? 'subject' : 'from'}\` field.`;
  if (html === undefined && text === undefined) return 'Missing `html` or `text` field.';
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address) || options.refuses?.(address) === true)
    return 'Invalid `to` field. The email address needs to follow the `email@example.com` format.';
  return null;
}

/** On disk before the answer: a sender that is killed must find nothing forgotten. */
function keep({ accepted, options }: State, emails: readonly Accepted[]): void {
  accepted.push(...emails);
  if (options.journalFile === undefined) return;
  const lines = emails.map(({ id, to, key, at, tags }) => `${JSON.stringify({ id, to, key, at, tags })}\n`);
  appendFileSync(options.journalFile, lines.join(''));
}

function look({ accepted }: State, { method, url = '' }: IncomingMessage): Answer {
  if (method !== 'GET') return problem(405, 'method_not_allowed', 'Method is not allowed for this path.');
  if (url.startsWith('/emails?') || url === '/emails')
    return json(200, { object: 'list', has_more: false, data: accepted.slice(-100).toReversed() });
  const found = accepted.find(({ id }) => url === `/emails/${id}`);
  return found === undefined
    ? problem(404, 'not_found', 'Email not found.')
    : json(200, { object: 'email', ...found, last_event: 'sent' });
}

function reply(
  { options, window }: State,
  response: ServerResponse,
  { status, body, headers }: Answer,
): void {
  const { ratePerSecond } = options;
  const limit = ratePerSecond ?? 1_000_000;
  response.writeHead(status, {
    'ratelimit-limit': String(limit),
    'ratelimit-policy': `${limit};w=1`,
    'ratelimit-remaining': String(Math.max(0, limit - window.used)),
    'ratelimit-reset': '1',
    ...headers,
  });
  response.end(body);
}
