/** Subscribers and suppressions: who hears the newsletter, and who must not. */
import type { Instant } from './date.ts';
import type { SectionId } from './edition.ts';

export const SUBSCRIBER_STATES = ['pending', 'confirmed', 'unsubscribed'] as const;
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

export type Subscriber = {
  readonly id: number;
  /** As the person wrote it, with the domain in lower case. */
  readonly email: string;
  /** What makes two addresses the same mailbox; unique on the list. */
  readonly emailKey: string;
  readonly name: string | null;
  readonly state: SubscriberState;
  /** null: all sections. */
  readonly sections: readonly SectionId[] | null;
  /** arXiv categories among an edition's papers, e.g. `cs.CL`. null: all. */
  readonly paperCategories: readonly string[] | null;
  readonly locale: string | null;
  readonly pausedUntil: Instant | null;
  readonly createdAt: Instant;
  readonly confirmedAt: Instant | null;
  readonly unsubscribedAt: Instant | null;
  /** How and when consent was given, in words kept as evidence. */
  readonly consent: string | null;
};

export const SUPPRESSION_REASONS = ['bounce', 'complaint', 'manual'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

export type Suppression = {
  /** HMAC of the address key, hex, under the signing key named by `keyId`. */
  readonly addressHash: string;
  readonly keyId: string;
  readonly reason: SuppressionReason;
  readonly note: string | null;
  readonly createdAt: Instant;
};
