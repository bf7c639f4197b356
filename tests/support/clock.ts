/** Clocks for tests: one that moves only when told or slept on, and one that runs on from where it is set. */
import { systemClock, type Clock } from '../../src/platform/clock.ts';

export type TestClock = Clock & { set(at: number): void; advance(ms: number): void };

/** @param tick by how many milliseconds each reading moves it: two readings are never the same instant then */
export function testClock(start: number | string, tick = 0): TestClock {
  let now = typeof start === 'string' ? Date.parse(start) : start;
  return {
    now: () => (now += tick),
    // Instants are whole milliseconds.
    sleep: async (ms) => void (now += Math.ceil(ms)),
    set: (at) => void (now = at),
    advance: (ms) => void (now += ms),
  };
}

/**
 * Runs at the speed of the real clock from where it is set, and sleeps for real: for whole sends, where one worker's
 * instant sleep would end the other's lease.
 */
export function runningClock(start: number | string): TestClock {
  let offset = 0;
  const now = () => Date.now() + offset;
  const set = (at: number) => void (offset = at - Date.now());
  set(typeof start === 'string' ? Date.parse(start) : start);
  return {
    now,
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
    set,
    advance: (ms) => void (offset += ms),
  };
}
