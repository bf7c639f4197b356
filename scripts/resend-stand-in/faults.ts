/** The fault menu: what can go wrong with one call, before or after its messages are accepted. */
import { problem, type Answer } from './answers.ts';

export type Fault = {
  /** Whether the messages are accepted all the same. */
  readonly accepts: boolean;
  /** null: the connection is reset instead. */
  readonly answer: Answer | null;
  /** Waits before answering, ms. */
  readonly delayMs?: number;
};

export const FAULTS = {
  'rate-limit': {
    accepts: false,
    answer: problem(429, 'rate_limit_exceeded', 'Too many requests.', { 'retry-after': '1' }),
  },
  'daily-quota': {
    accepts: false,
    answer: problem(429, 'daily_quota_exceeded', 'The daily quota is used up.'),
  },
  'server-error': { accepts: false, answer: problem(500, 'application_error', 'Something broke.') },
  'bad-gateway': { accepts: false, answer: { status: 502, body: '<html>Bad gateway</html>' } },
  'accept-then-reset': { accepts: true, answer: null },
  reset: { accepts: false, answer: null },
  'empty-answer': { accepts: true, answer: { status: 200, body: '' } },
  'accept-then-error': { accepts: true, answer: problem(500, 'internal_server_error', 'Something broke.') },
  'hang-then-accept': { accepts: true, answer: null, delayMs: 5_000 },
  'key-suspended': { accepts: false, answer: problem(403, 'suspended_api_key', 'This key is suspended.') },
  'too-large': { accepts: false, answer: problem(413, 'payload_too_large', 'The request is too large.') },
  'unknown-error': {
    accepts: false,
    answer: problem(418, 'teapot_overflow', 'An error nobody has documented.'),
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
