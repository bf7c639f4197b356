/** Virtual time: runs faster than the wall clock, alike in every process that is told where it started. */
import { systemClock, type Clock } from '../../src/platform/clock.ts';

/** At the wall-clock instant `real` it was `virtual`, and since then it runs `speed` times as fast. */
export type TimeOrigin = { readonly real: number; readonly virtual: number; readonly speed: number };

export function fastClock({ real, virtual, speed }: TimeOrigin): Clock {
  return {
    now: () => Math.floor(virtual + (Date.now() - real) * speed),
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}

/** The same world some time later: what a machine finds that was switched off for `ms`. */
export function later(origin: TimeOrigin, ms: number): TimeOrigin {
  return { ...origin, virtual: origin.virtual + ms };
}
