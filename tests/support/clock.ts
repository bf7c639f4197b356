/** A clock that a test sets: time moves only when told, or by sleeping. */
import type { Clock } from '../../src/platform/clock.ts';

export type TestClock = Clock & { set(at: number): void; advance(ms: number): void };

export function testClock(start: number | string): TestClock {
  let now = typeof start === 'string' ? Date.parse(start) : start;
  return {
    now: () => now,
    sleep: async (ms) => void (now += ms),
    set: (at) => void (now = at),
    advance: (ms) => void (now += ms),
  };
}
