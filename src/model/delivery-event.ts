/** What a transport reports after a message was submitted, in our words. */
import type { Instant } from './date.ts';
import type { DeliveryOutcome } from './delivery.ts';

/**
 * - accepted: the provider has it (proof where the answer to our call was lost)
 * - delayed, bounced-softly: the reader's server said not now
 * - delivered: it said yes
 * - failed: the provider accepted it and then did not send it
 * - bounced: the address is no good
 * - suppressed: the provider mails this address no more
 * - complained: the reader called it spam
 * - clicked: a link was followed, by the reader or by a scanner
 * - noted: of no consequence (opened, kinds we do not know)
 */
export type EventKind =
  | 'accepted'
  | 'delayed'
  | 'bounced-softly'
  | 'delivered'
  | 'failed'
  | 'bounced'
  | 'suppressed'
  | 'complained'
  | 'clicked'
  | 'noted';

export type DeliveryEvent = {
  /** The provider's: the same event twice has the same. */
  readonly id: string;
  readonly kind: EventKind;
  /** The provider's own name for it. */
  readonly type: string;
  readonly at: Instant;
  /** The provider's id of the message; null where the event is about an address alone. */
  readonly providerId: string | null;
  /** As in the message. */
  readonly tags: Readonly<Record<string, string>>;
  readonly address: string | null;
  /** JSON of what the provider said of it, without headers: they hold a token that acts for the reader. */
  readonly detail: string;
};

/** Later rungs win, whatever came first: events arrive in any order. */
const LADDER: readonly (readonly [EventKind, DeliveryOutcome])[] = [
  ['delayed', 'delayed'],
  ['bounced-softly', 'bounced'],
  ['delivered', 'delivered'],
  ['failed', 'failed'],
  ['bounced', 'bounced'],
  ['suppressed', 'suppressed'],
  ['complained', 'complained'],
];

/** What became of a message, from everything that was reported of it, in any order and any number. */
export function outcomeOf(kinds: Iterable<string>): DeliveryOutcome {
  const seen = new Set(kinds);
  return LADDER.findLast(([kind]) => seen.has(kind))?.[1] ?? 'none';
}
