/** Clicks that a person made, told from those of scanners, which open every link of a mail as it comes in. */
import type { Instant } from '../src/model/date.ts';

export type ClickEvent = {
  /** Which message it is about. */
  readonly deliveryId: number | null;
  readonly kind: 'delivered' | 'clicked';
  readonly at: Instant;
};

/** A gateway looks while it takes the mail in, before anybody can. */
const TOO_SOON_MS = 60_000;

/** So many links in so short a time: no person opens them. */
const BURST = { clicks: 3, withinMs: 10_000 };

/** @param events of one reader, in any order */
export function lastPersonalClick(events: readonly ClickEvent[]): Instant | null {
  let last: Instant | null = null;
  for (const ofMessage of Map.groupBy(events, ({ deliveryId }) => deliveryId).values()) {
    const times = (kind: ClickEvent['kind']) =>
      ofMessage.filter((event) => event.kind === kind).map(({ at }) => at);
    const delivered = Math.min(...times('delivered'));
    const clicks = times('clicked');
    for (const at of clicks) {
      const burst = clicks.filter((other) => Math.abs(other - at) <= BURST.withinMs).length;
      const byScanner = burst >= BURST.clicks || Math.abs(at - delivered) < TOO_SOON_MS;
      if (!byScanner && (last === null || at > last)) last = at;
    }
  }
  return last;
}
