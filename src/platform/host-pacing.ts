/** The pace per host: a least distance between requests, and doors that a `Retry-After` has closed for a while. */
import { DAY_MS, type Instant } from '../model/date.ts';
import type { Clock } from './clock.ts';

export type HostPacing = {
  /** Runs `task` once the host's distance from the request before has passed. */
  inTurn<T>(host: string, task: () => Promise<T>): Promise<T>;
  /** Ask nothing of this host before `until`, a day at most. */
  close(host: string, until: Instant): void;
  closedUntil(host: string): Instant | null;
};

/** @param spacing least ms between the starts of two requests, by host */
export function createHostPacing(clock: Clock, spacing: Readonly<Record<string, number>>): HostPacing {
  const turns = new Map<string, Promise<void>>();
  const closed = new Map<string, Instant>();
  return {
    inTurn: async (host, task) => {
      const distance = spacing[host] ?? 0;
      if (distance === 0) return task();
      const before = turns.get(host) ?? Promise.resolve();
      const started = Promise.withResolvers<undefined>();
      turns.set(
        host,
        before.then(() => started.promise),
      );
      await before;
      // The turn passes on when the distance is over, not when the answer is there: a slow answer holds up nobody.
      const running = task();
      void clock.sleep(distance).then(() => started.resolve(undefined));
      return running;
    },
    close: (host, until) => void closed.set(host, Math.min(until, clock.now() + DAY_MS)),
    closedUntil: (host) => {
      const until = closed.get(host);
      return until !== undefined && until > clock.now() ? until : null;
    },
  };
}
