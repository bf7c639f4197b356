/** The stand-in's webhooks: what becomes of accepted messages, signed as Svix signs, with everything that goes wrong on the way. */
import { createHmac } from 'node:crypto';
import { seeded } from './fault-plans.ts';
import { lifeOf, type News } from './lives.ts';
import type { Accepted } from './mailbox.ts';

export type Webhook = { readonly headers: Record<string, string>; readonly body: string };

/** One to be posted. Signed only then: its time must be that of the post. */
export type Due = {
  readonly afterMs: number;
  /** Must be refused: forged, stale, or no longer as it was signed. */
  readonly spoilt?: true;
  /** @param at the wall clock */
  readonly make: (secret: string, at: number) => Webhook;
};

const HOUR_MS = 3_600_000;

/** Everything that will ever be posted of a message, in the order it is posted. */
export function dueOf(email: Accepted): Due[] {
  const due = lifeOf(email).map(({ type, afterMs, data }, index): Due => {
    const id = `msg_${email.id}_${index}`;
    const body = bodyOf(email, { type, at: email.at + afterMs, data });
    return { afterMs, make: (secret, at) => sign(secret, id, at, body) };
  });
  return email.news === undefined ? due : NEWS[email.news](due);
}

const spoilt = (by: (webhook: Webhook) => Webhook) => (due: Due[]) =>
  due.flatMap((one) => [
    { ...one, spoilt: true as const, make: (secret: string, at: number) => by(one.make(secret, at)) },
    { ...one, afterMs: one.afterMs + 5000 },
  ]);

const NEWS: Readonly<Record<News, (due: Due[]) => Due[]>> = {
  duplicate: (due) => due.flatMap((one) => [one, one, one]),
  reordered: (due) => due.toReversed().map((one, index) => ({ ...one, afterMs: 2000 + index })),
  delayed: (due) => due.map((one) => ({ ...one, afterMs: one.afterMs + 10 * HOUR_MS })),
  lost: () => [],
  forged: spoilt(({ headers, body }) => ({
    body,
    headers: { ...headers, 'svix-signature': `v1,${Buffer.alloc(32, 7).toString('base64')}` },
  })),
  stale: (due) =>
    due.flatMap((one) => [
      { ...one, spoilt: true, make: (secret: string, at: number) => one.make(secret, at - 6 * 60_000) },
      { ...one, afterMs: one.afterMs + 5000 },
    ]),
  rewritten: spoilt(({ headers, body }) => ({
    headers,
    body: JSON.stringify(JSON.parse(body), null, 1),
  })),
};

/** What is posted of a message, signed now. */
export function webhooksOf(email: Accepted, secret: string): Webhook[] {
  return dueOf(email).map(({ make }) => make(secret, Date.now()));
}

function bodyOf(
  email: Accepted,
  { type, at, data }: { type: string; at: number; data: object | undefined },
): string {
  return JSON.stringify({
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
export function shuffled<T>(webhooks: readonly T[], seed: number): T[] {
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
