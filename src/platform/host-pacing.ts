/** The pace per host: a least distance between requests, and doors that a `Retry-After` has closed for a while. */
import { DAY_MS, type Instant } from '../model/date.ts';
import type { Clock } from './clock.ts';

/** Hosts that are asked one after the other. */
export type Lane = { readonly name: string; readonly distanceMs: number };

export type HostPacing = {
  /**
   * Runs `task` in its turn. The next turn comes when the lane's distance has passed since the task called `started`,
   * not when the task ends: a slow answer holds up nobody, and a request that had to queue is not followed too soon.
   */
  inTurn<T>(lane: Lane, task: (started: () => void) => Promise<T>): Promise<T>;
  /** Ask nothing in this lane before `until`, a day at most. */
  close(lane: Lane, until: Instant): void;
  closedUntil(lane: Lane): Instant | null;
};

/** One for the whole process, whoever asks: the promise is made to the hosts. */
export function createHostPacing(clock: Clock): HostPacing {
  /** When the next request of a lane may start; known once the one before it has started. */
  const turns = new Map<string, Promise<Instant>>();
  const closed = new Map<string, Instant>();
  return {
    inTurn: async ({ name, distanceMs }, task) => {
      const before = turns.get(name);
      const next = Promise.withResolvers<Instant>();
      turns.set(name, next.promise);
      const wait = ((await before) ?? 0) - clock.now();
      if (wait > 0) await clock.sleep(wait);
      const started = () => next.resolve(clock.now() + distanceMs);
      // A task that ends without having started, too, must let the next one in.
      return task(started).finally(started);
    },
    close: ({ name }, until) => void closed.set(name, Math.min(until, clock.now() + DAY_MS)),
    closedUntil: ({ name }) => {
      const until = closed.get(name);
      return until !== undefined && until > clock.now() ? until : null;
    },
  };
}
