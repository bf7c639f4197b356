/** Resend's webhooks: the signature over the raw body, and each event in our words. */
import { Resend } from 'resend';
import { z } from 'zod';
import type { Instant } from '../../model/date.ts';
import type { DeliveryEvent, EventKind } from '../../model/delivery-event.ts';

/** The `svix-*` headers; empty where one is missing. */
export type WebhookHeaders = { readonly id: string; readonly timestamp: string; readonly signature: string };

/**
 * Svix's scheme, checked by Resend's own SDK: HMAC-SHA256 over id, time and raw body, five minutes either way by the
 * wall clock, any one of several signatures (that is how a secret is rotated).
 * @param raw exactly as received: parsed and written again it would be other bytes
 */
export function isFromResend(webhookSecret: string, headers: WebhookHeaders, raw: string): boolean {
  try {
    // The key is for calls, and none is made here.
    new Resend('re_verifying').webhooks.verify({ payload: raw, headers: { ...headers }, webhookSecret });
    return true;
  } catch {
    // Forged, stale, or not a signature at all: the sender is told no more than that.
    return false;
  }
}

const text = z.string().catch('');
const tagsSchema = z.union([
  z.record(z.string(), z.string()),
  // The API lists them as pairs, webhooks give an object.
  z
    .array(z.object({ name: z.string(), value: z.string() }))
    .transform((pairs) => Object.fromEntries(pairs.map(({ name, value }) => [name, value]))),
]);
const envelopeSchema = z.object({
  type: z.string(),
  created_at: text,
  data: z.object({
    email_id: z.string().optional(),
    to: z
      .union([z.string(), z.array(z.string())])
      .catch([])
      .default([]),
    email: z.string().optional(),
    tags: tagsSchema.catch({}).default({}),
    bounce: z.looseObject({ type: text }).optional().catch(undefined),
    failed: z.looseObject({}).optional().catch(undefined),
    suppressed: z.looseObject({}).optional().catch(undefined),
    origin: z.string().optional().catch(undefined),
  }),
});

/** @returns null where the body is none of Resend's envelopes. @param receivedAt stands in for a time that cannot be read */
export function readResendEvent(id: string, raw: string, receivedAt: Instant): DeliveryEvent | null {
  const envelope = envelopeSchema.safeParse(json(raw));
  if (!envelope.success) return null;
  const { type, created_at, data } = envelope.data;
  const { email_id, to, email, tags, bounce, failed, suppressed, origin } = data;
  return {
    ...{ id, type, tags, kind: kindOf(type, bounce?.type ?? '', origin ?? '') },
    at: Date.parse(created_at) || receivedAt,
    providerId: email_id ?? null,
    address: email ?? [to].flat()[0] ?? null,
    // Chosen, not copied: headers hold a link that acts for the reader.
    detail: JSON.stringify({ bounce, failed, suppressed, origin }),
  };
}

const KINDS: Readonly<Record<string, EventKind>> = {
  'email.sent': 'accepted',
  'email.scheduled': 'accepted',
  'email.delivery_delayed': 'delayed',
  'email.delivered': 'delivered',
  'email.failed': 'failed',
  'email.suppressed': 'suppressed',
  'email.complained': 'complained',
  // Measured only where it is switched on. Opening proves nothing: mail programs fetch pictures by themselves.
  'email.opened': 'noted',
  'email.clicked': 'clicked',
};

/** @param type also as `last_event` of the API, with "email." before it */
export function kindOf(type: string, bounceType: string, origin: string): EventKind {
  // Undetermined counts as soft: nothing is proven of the address.
  if (type === 'email.bounced') return bounceType === 'Permanent' ? 'bounced' : 'bounced-softly';
  if (type === 'suppression.added') return origin === 'complaint' ? 'complained' : 'suppressed';
  return KINDS[type] ?? 'noted';
}

function json(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
