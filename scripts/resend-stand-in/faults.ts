/** The fault menu: what can go wrong with one call, before or after its messages are accepted, and with what is reported of them later. */
import { json, problem, type Answer } from './answers.ts';
import type { LifeName, News } from './lives.ts';

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
  /** Gives every message of the batch the id of the first. */
  readonly sameId?: boolean;
  /** What becomes of the accepted messages, instead of what their addresses ask for. */
  readonly life?: LifeName;
  /** What goes wrong with the webhooks that tell of it. */
  readonly news?: News;
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
  garbage: { accepts: true, answer: { status: 200, body: '{"data":[{"id":' } },
  'fewer-ids': { accepts: true, answer: json(200, { data: [] }) },
  'one-id-for-all': { accepts: true, sameId: true },
  permissive: { accepts: true, permissive: true },
  'hang-then-accept': { accepts: true, answer: null, hangs: true },
  trickle: { accepts: true, trickles: true },
  'no-rate-headers': { accepts: true, withoutRateHeaders: true },
  'failed-after-accepting': { accepts: true, life: 'failed' },
  'bounce-after-accepting': { accepts: true, life: 'bounced' },
  'transient-bounce': { accepts: true, life: 'late' },
  'late-complaint': { accepts: true, life: 'complained' },
  'unknown-event': { accepts: true, life: 'strange' },
  'webhook-duplicate': { accepts: true, news: 'duplicate' },
  'webhook-reordered': { accepts: true, news: 'reordered' },
  'webhook-delayed': { accepts: true, news: 'delayed' },
  'webhook-lost': { accepts: true, news: 'lost' },
  'webhook-forged': { accepts: true, news: 'forged' },
  'webhook-stale': { accepts: true, news: 'stale' },
  'webhook-rewritten': { accepts: true, news: 'rewritten' },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

function refuse(status: number, name: string, message: string, headers: Record<string, string> = {}): Fault {
  return { accepts: false, answer: problem(status, name, message, headers) };
}
