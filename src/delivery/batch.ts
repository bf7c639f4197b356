/** A batch in one sender's hands: its members, its key, and the hash that pins its bytes. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../model/date.ts';
import { MAX_KEY_LENGTH } from '../model/delivery.ts';
import type { Message } from '../model/email.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Recipe } from './recipe.ts';

export const memberSchema = z.object({
  /** Delivery and subscriber row ids. */
  delivery: z.number().int(),
  subscriber: z.number().int(),
  /** As it was at the first claim: a rebuilt batch goes to the same addresses. */
  address: z.string(),
});
export type Member = z.infer<typeof memberSchema>;

/** Of a batch that waits for a sender or is in the hands of one; those of unknown outcome first: their window is running. */
export const OPEN_STATES = ['claimed', 'pending'] as const;

export type Claim = {
  readonly batchId: number;
  readonly editionId: number;
  readonly variant: string;
  /** Whoever holds a lower number may write nothing. */
  readonly fence: number;
  /** Claims so far, this one included; anew after one that failed through no fault of its readers. */
  readonly attempts: number;
  /** From here on another sender may take it. */
  readonly leaseUntil: Instant;
  readonly key: string;
  readonly members: readonly Member[];
  /** Set when these bytes may have been submitted before: then only the same bytes under the same key may go out. */
  readonly pinned: { readonly hash: string; readonly firstSubmittedAt: Instant } | null;
};

/** Idempotency key: another cut of the same batch has another fence, so another key. */
export function batchKey(recipe: Recipe, position: number, fence: number): string {
  const key = `edition/${recipe.date}/${recipe.editionHash.slice(0, 8)}/batch-${position}-${fence}`;
  if (key.length > MAX_KEY_LENGTH)
    throw new NewsletterError('broken-invariant', `The key ${key} is longer than ${MAX_KEY_LENGTH}.`);
  return key;
}

/** The position that a batch's tag names; the tag is the key's last part. */
export function positionOf(tag: string): number | null {
  const [, position] = /^batch-(-?\d+)-\d+$/.exec(tag) ?? [];
  return position === undefined ? null : Number(position);
}

/** SHA-256 (hex) over everything a transport is given of a message, each part with its length so that none can run into the next. */
export function messageHash({ from, to, replyTo, subject, html, text, headers, tags }: Message): string {
  const hash = createHash('sha256');
  const rest = [from.name, from.address, to, replyTo, Object.entries(headers), Object.entries(tags)];
  for (const part of [JSON.stringify(rest), subject, html, text]) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}
