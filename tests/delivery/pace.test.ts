import { expect, it } from 'vitest';
import { UNKNOWN_PACE, createPacer, hold, learn, nextCall, type Pace } from '../../src/delivery/pace.ts';
import { testClock } from '../support/clock.ts';

const TEN: Pace = learn(UNKNOWN_PACE, { 'ratelimit-limit': '10', 'ratelimit-policy': '10;w=1' }, 0);

it('spreads calls evenly, so that no window of the provider holds more than its limit', () => {
  const starts: number[] = [];
  let pace = TEN;
  for (let call = 0; call < 100; call++) {
    const next = nextCall(pace, 0);
    starts.push(next.startAt);
    pace = next.pace;
  }
  for (const offset of [0, 1, 50, 99, 500]) {
    const windows = Map.groupBy(starts, (at) => Math.floor((at + offset) / 1000));
    expect(Math.max(...[...windows.values()].map((calls) => calls.length))).toBeLessThanOrEqual(10);
  }
});

it('takes limit and window from the headers, and keeps its pace without them', () => {
  expect(TEN).toMatchObject({ limit: 10, windowMs: 1000 });
  expect(learn(TEN, { 'ratelimit-limit': '100', 'ratelimit-policy': '100;w=60' }, 0)).toMatchObject({
    limit: 100,
    windowMs: 60_000,
  });
  expect(learn(TEN, {}, 5)).toBe(TEN);
  expect(learn(TEN, { 'ratelimit-limit': 'many' }, 5)).toBe(TEN);
});

it('makes no call while it is told to wait', () => {
  expect(nextCall(hold(TEN, 30_000), 10).startAt).toBe(30_000);
});

it('one pacer is shared: callers that come together leave one after another', async () => {
  const clock = testClock(0);
  const pacer = createPacer(clock);
  await pacer.learn({ 'ratelimit-limit': '2', 'ratelimit-policy': '2;w=1' });
  const signal = new AbortController().signal;
  const starts: number[] = [];
  for (let call = 0; call < 3; call++) {
    await pacer.take(signal);
    starts.push(clock.now());
  }
  expect(starts.map(Math.round)).toEqual([504, 1008, 1512]);
});

it('who waits under the first, slow pace takes a new place when the real one is known', async () => {
  const clock = testClock(0);
  const wakes: (() => void)[] = [];
  const pacer = createPacer({ ...clock, sleep: () => new Promise<void>((wake) => wakes.push(wake)) });
  const { signal } = new AbortController();
  await pacer.take(signal);
  let called = false;
  const second = pacer.take(signal).then(() => (called = true));
  await pacer.learn({ 'ratelimit-limit': '10', 'ratelimit-policy': '10;w=1' });
  clock.set(1000);
  await pacer.take(signal);
  wakes.shift()?.();
  await new Promise(setImmediate);
  // The place at this moment is another's: it sleeps again, until the next.
  expect([called, wakes.length]).toEqual([false, 1]);
  wakes.shift()?.();
  await second;
});
