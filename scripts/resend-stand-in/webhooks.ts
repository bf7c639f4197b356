/** The stand-in's webhooks: what becomes of accepted messages, signed as Svix signs, with everything that goes wrong on the way. */
import { createHmac } from 'node:crypto';
import { seeded } from './faults.ts';
import type { Accepted } from './mailbox.ts';

export type Webhook = { readonly headers: Record<string, string>; readonly body: string };

type Life = readonly { readonly type: string; readonly afterMs: number; readonly data?: object }[];

const DAY_MS = 86_400_000;
const SENT = { type: 'email.sent', afterMs: 200 };
const DELIVERED = { type: 'email.delivered', afterMs: 2000 };
const bounce = (type: string, subType: string) => ({ bounce: { type, subType, message: 'said the server' } });

/** By the local part of the address, before a "+": `bounced+7@...`. Everyone else's mail arrives. */
const LIVES: Readonly<Record<string, Life>> = {
  bounced: [SENT, { type: 'email.bounced', afterMs: 3000, data: bounce('Permanent', 'NoEmail') }],
  complained: [SENT, DELIVERED, { type: 'email.complained', afterMs: 3 * DAY_MS }],
  suppressed: [{ type: 'email.suppressed', afterMs: 300, data: { suppressed: { type: 'Suppressed' } } }],
  failed: [{ type: 'email.failed', afterMs: 500, data: { failed: { reason: 'reached_daily_quota' } } }],
  full: [SENT, { type: 'email.bounced', afterMs: 4000, data: bounce('Transient', 'MailboxFull') }],
  late: [
    SENT,
    { type: 'email.delivery_delayed', afterMs: 3000 },
    { type: 'email.bounced', afterMs: 4000, data: bounce('Transient', 'General') },
    { ...DELIVERED, afterMs: 10 * 3_600_000 },
  ],
  strange: [SENT, { type: 'email.teleported', afterMs: 900 }, DELIVERED],
};

/** Everything that will ever be reported of a message, in the order it happens. */
export function webhooksOf(email: Accepted, secret: string): Webhook[] {
  const [address = ''] = [email.to].flat();
  const life: Life = LIVES[/^([a-z]+)[+@]/.exec(address)?.[1] ?? ''] ?? [SENT, DELIVERED];
  return life.map(({ type, afterMs, data }, index) => {
    const at = email.at + afterMs;
    const body = JSON.stringify({
      type,
      created_at: new Date(at).toISOString(),
      data: {
        ...{ email_id: email.id, created_at: new Date(email.at).toISOString(), message_id: `<${email.id}>` },
        ...{ from: email.from, to: [email.to].flat(), subject: email.subject },
        tags: Object.fromEntries((email.tags ?? []).map(({ name, value }) => [name, value])),
        headers: Object.entries(email.headers ?? {}).map(([name, value]) => ({ name, value })),
        ...data,
      },
    });
    return sign(secret, `msg_${email.id}_${index}`, Date.now(), body);
  });
}

/** Svix's scheme: `v1,` and the HMAC-SHA256 of id, seconds and body under the decoded secret. */
export function sign(secret: string, id: string, at: number, body: string): Webhook {
  const seconds = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    headers: { 'svix-id': id, 'svix-timestamp': seconds, 'svix-signature': `v1,${signature}` },
    body,
  };
}

/** Each three times, all in disorder: delivery is at least once, and never in order. */
export function shuffled(webhooks: readonly Webhook[], seed: number): Webhook[] {
  const random = seeded(seed);
  return [...webhooks, ...webhooks, ...webhooks]
    .map((webhook) => ({ webhook, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ webhook }) => webhook);
}

/** What must be refused: another secret, another time under the old signature, another body, a body written anew, too old. */
export function spoiled({ headers, body }: Webhook, secret: string): Record<string, Webhook> {
  const id = headers['svix-id'] ?? '';
  const ago = (minutes: number) => sign(secret, id, Date.now() - minutes * 60_000, body);
  return {
    'signed with another secret': sign(
      `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
      id,
      Date.now(),
      body,
    ),
    'another time under the old signature': {
      headers: { ...headers, 'svix-timestamp': String(Number(headers['svix-timestamp']) + 1) },
      body,
    },
    'another id under the old signature': { headers: { ...headers, 'svix-id': `${id}x` }, body },
    'another body under the old signature': { headers, body: body.replace('email.', 'email.not_') },
    'the same content written anew': { headers, body: JSON.stringify(JSON.parse(body), null, 1) },
    'six minutes old': ago(6),
    'six minutes ahead': ago(-6),
    'not signed': { headers: {}, body },
    'signed with nonsense': { headers: { ...headers, 'svix-signature': 'v1,AAAA' }, body },
  };
}
