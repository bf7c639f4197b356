/** The senders under way: one an edition at most, waited for by nobody, and after an early end started again later and later. */
import { HOUR_MS, type EditionDate, type Instant } from '../model/date.ts';
import type { Clock } from '../platform/clock.ts';

export type Senders = {
  /** Starts the sender of an edition, unless one is under way or the last ended early too short a time ago. */
  start(date: EditionDate): void;
  /** Resolves when none is under way. */
  ended(): Promise<void>;
};

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = HOUR_MS / 2;

/** @param send false: it ended early, and the edition still has to leave; never rejects */
export function createSenders(clock: Clock, send: (date: EditionDate) => Promise<boolean>): Senders {
  const underWay = new Map<EditionDate, Promise<void>>();
  const early = new Map<EditionDate, { readonly count: number; readonly until: Instant }>();

  function isTooEarly(date: EditionDate): boolean {
    const wait = (early.get(date)?.until ?? 0) - clock.now();
    // Further ahead than any wait: the clock was set back since.
    return wait > 0 && wait <= LONGEST_WAIT_MS;
  }

  async function run(date: EditionDate): Promise<void> {
    const done = await send(date);
    underWay.delete(date);
    const count = done ? 0 : (early.get(date)?.count ?? 0) + 1;
    // Wakings come by the minute: the next one first, for the next start gets over most crashes; then the second, the fourth.
    const wait = Math.min(LONGEST_WAIT_MS, (2 ** (count - 1) - 0.5) * MINUTE_MS);
    if (done) early.delete(date);
    else early.set(date, { count, until: clock.now() + wait });
  }

  return {
    start: (date) => {
      if (underWay.has(date) || isTooEarly(date)) return;
      underWay.set(date, run(date));
    },
    ended: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
