/** The fault menu: what can go wrong with one call, before or after its messages are accepted; and plans of when. */
import { json, problem, type Answer } from './answers.ts';

export type Fault = {
  /** Whether the messages are accepted all the same. */
  readonly accepts: boolean;
  /** Instead of the usual answer; null: the connection is reset. Left out: the usual answer. */
  readonly answer?: Answer | null;
  /** Waits for the stand-in's `hangMs` first; only then accepts, if it accepts. */
  readonly hangs?: boolean;
  /** Gives the answer byte by byte. */
  readonly trickles?: boolean;
  readonly withoutRateHeaders?: boolean;
  /** Accepts the valid messages and names the others, whatever the call asked for. */
  readonly permissive?: boolean;
};

export const FAULTS = {
  'rate-limit': refuse(429, 'rate_limit_exceeded', 'Too many requests.', { 'retry-after': '1' }),
  'daily-quota': refuse(429, 'daily_quota_exceeded', 'The daily quota is used up.'),
  'monthly-quota': refuse(429, 'monthly_quota_exceeded', 'The monthly quota is used up.'),
  'server-error': refuse(500, 'application_error', 'Something broke.'),
  unavailable: refuse(503, 'service_unavailable', 'Not now.'),
  'bad-gateway': { accepts: false, answer: { status: 502, body: '<html>Bad gateway</html>' } },
  'key-suspended': refuse(403, 'suspended_api_key', 'This key is suspended.'),
  'domain-unverified': refuse(403, 'validation_error', 'The domain is not verified.'),
  'too-large': { accepts: false, answer: { status: 413, body: 'Request entity too large' } },
  'item-invalid': refuse(422, 'validation_error', 'Invalid `to` field.'),
  'key-in-use': refuse(409, 'concurrent_idempotent_requests', 'A request with this key is still running.'),
  'key-conflict': refuse(409, 'invalid_idempotent_request', 'This key was used with another payload.'),
  'unknown-error': refuse(418, 'teapot_overflow', 'An error nobody has documented.'),
  'no-json': { accepts: false, answer: json(500, null) },
  reset: { accepts: false, answer: null },
  'accept-then-reset': { accepts: true, answer: null },
  'accept-then-error': { accepts: true, answer: problem(500, 'internal_server_error', 'Something broke.') },
  'empty-answer': { accepts: true, answer: { status: 200, body: '' } },
  'fewer-ids': { accepts: true, answer: json(200, { data: [] }) },
  permissive: { accepts: true, permissive: true },
  'hang-then-accept': { accepts: true, answer: null, hangs: true },
  trickle: { accepts: true, trickles: true },
  'no-rate-headers': { accepts: true, withoutRateHeaders: true },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** Which fault a sending call meets; `call` counts from 1, `to` are its recipients. */
export type FaultPlan = (call: number, to: readonly string[]) => FaultName | undefined;

/** The Nth call meets the Nth name. @public */
export function inOrder(...names: readonly (FaultName | undefined)[]): FaultPlan {
  return (call) => names[call - 1];
}

/** Each call meets a fault with the given chance, always the same for the same seed. */
export function byChance(seed: number, chance: number, names: readonly FaultName[]): FaultPlan {
  const random = seeded(seed);
  return () => (random() < chance ? names[Math.floor(random() * names.length)] : undefined);
}

/** A call to `anyone+LABEL@...` meets the fault of that label. @public */
export function byLabel(labels: Readonly<Record<string, FaultName>>): FaultPlan {
  return (_, to) =>
    to.map((address) => labels[/\+([^@]*)@/.exec(address)?.[1] ?? '']).find((name) => name !== undefined);
}

/** Mulberry32: small, fast, and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function refuse(status: number, name: string, message: string, headers: Record<string, string> = {}): Fault {
  return { accepts: false, answer: problem(status, name, message, headers) };
}
