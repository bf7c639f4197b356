/** What becomes of an accepted message, and what is said of it: by its address, as Resend's test addresses do, or by a fault. */
import type { Accepted } from './mailbox.ts';

/** What goes wrong with the webhooks of a message. Those that are spoiled come once more as they should be, as after a refusal. */
export type News = 'duplicate' | 'reordered' | 'delayed' | 'lost' | 'forged' | 'stale' | 'rewritten';

export type Happening = {
  readonly type: string;
  /** From the acceptance. */
  readonly afterMs: number;
  readonly data?: object;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SENT = { type: 'email.sent', afterMs: 200 };
const DELIVERED = { type: 'email.delivered', afterMs: 2000 };
const bounce = (type: string, subType: string) => ({ bounce: { type, subType, message: 'said the server' } });
const SUPPRESSED = { suppressed: { type: 'OnAccountSuppressionList', reason: 'previous_bounce' } };

const LIVES = {
  delivered: [SENT, DELIVERED],
  bounced: [SENT, { type: 'email.bounced', afterMs: 3000, data: bounce('Permanent', 'NoEmail') }],
  complained: [SENT, DELIVERED, { type: 'email.complained', afterMs: 3 * DAY_MS }],
  suppressed: [{ type: 'email.suppressed', afterMs: 300, data: SUPPRESSED }],
  failed: [{ type: 'email.failed', afterMs: 500, data: { failed: { reason: 'reached_daily_quota' } } }],
  full: [SENT, { type: 'email.bounced', afterMs: 4000, data: bounce('Transient', 'MailboxFull') }],
  late: [
    SENT,
    { type: 'email.delivery_delayed', afterMs: 3000 },
    { type: 'email.bounced', afterMs: 4000, data: bounce('Transient', 'General') },
    { ...DELIVERED, afterMs: 10 * HOUR_MS },
  ],
  strange: [SENT, { type: 'email.teleported', afterMs: 900 }, DELIVERED],
} as const satisfies Record<string, readonly Happening[]>;

export type LifeName = keyof typeof LIVES;

/** By the local part of the address, before a "+": `bounced+7@...`. Everyone else's mail arrives. */
export function lifeOf({ to, life }: Pick<Accepted, 'to' | 'life'>): readonly Happening[] {
  if (life !== undefined) return LIVES[life];
  const [address = ''] = [to].flat();
  const name = /^([a-z]+)[+@]/.exec(address)?.[1] ?? '';
  return isLife(name) ? LIVES[name] : LIVES.delivered;
}

function isLife(name: string): name is LifeName {
  return Object.hasOwn(LIVES, name);
}

/** Why Resend will not mail the address again; null: it will. */
export function endsIn(life: readonly Happening[]): 'bounce' | 'complaint' | null {
  if (life.some(({ type }) => type === 'email.complained')) return 'complaint';
  const permanent = life.some(({ data }) => JSON.stringify(data ?? '').includes('"Permanent"'));
  return permanent ? 'bounce' : null;
}

/** The last that happened until `now`, as `last_event` says it. */
export function lastEvent(email: Accepted, now: number): string {
  const past = lifeOf(email).filter(({ afterMs }) => email.at + afterMs <= now);
  const last = past.toSorted((a, b) => a.afterMs - b.afterMs).at(-1);
  return last === undefined ? 'queued' : last.type.replace('email.', '');
}
