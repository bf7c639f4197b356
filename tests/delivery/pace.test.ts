import { expect, it } from 'vitest';
import {
  UNKNOWN_PACE,
  createPacer,
  hold,
  learn,
  started,
  waitOf,
  type Pace,
} from '../../src/delivery/pace.ts';
import { aborted } from '../../src/platform/clock.ts';
import { testClock } from '../support/clock.ts';

const TEN = paceOf(10);

function paceOf(limit: number): Pace {
  return learn(UNKNOWN_PACE, { 'ratelimit-limit': String(limit), 'ratelimit-policy': `${limit};w=1` }, 0);
}

/** When calls start whose timers fire late by what `lateBy` says. */
function startsOf(calls: number, lateBy: (call: number) => number, first: Pace = TEN): number[] {
  const starts: number[] = [];
  let pace = first;
  let now = 0;
  for (let call = 0; call < calls; call++) {
    now += waitOf(pace, now) + lateBy(call);
    starts.push(now);
    pace = started(pace, now);
  }
  return starts;
}

it('spreads calls evenly, so that no window of the provider holds more than its limit', () => {
  const lateness: ((call: number) => number)[] = [
    () => 0,
    (call) => (call * 7) % 3,
    (call) => (call % 13 === 5 ? 60 : 0),
    (call) => (call * 2_654_435_761) % 40,
  ];
  for (const lateBy of lateness) {
    const starts = startsOf(300, lateBy);
    // Wherever the window begins: eleven calls take longer than it lasts, with room for the way there.
    expect(shortestSpan(starts, 10)).toBeGreaterThanOrEqual(1008 - 1e-6);
  }
});

it.each([2, 99, 101, 125, 250, 251, 1000])('holds at a limit of %i, whichever call is late', (limit) => {
  const starts = startsOf(4 * limit, (call) => (call === limit ? 990 / limit : 0), paceOf(limit));
  expect(shortestSpan(starts, limit)).toBeGreaterThanOrEqual(1000);
});

it.each([7_200_000, 600_000, 1500])(
  'a clock that is set back by %i ms holds nobody up, and frees no window of calls',
  async (back) => {
    const clock = testClock(10_000_000);
    const pacer = createPacer(clock);
    await pacer.learn({ 'ratelimit-limit': '10', 'ratelimit-policy': '10;w=1' });
    const { signal } = new AbortController();
    let passed = 0;
    const starts: number[] = [];
    for (let call = 0; call < 30; call++) {
      if (call === 15) clock.advance(-back);
      const before = clock.now();
      await pacer.take(signal);
      passed += clock.now() - before;
      starts.push(passed);
    }
    expect(shortestSpan(starts, 1)).toBeGreaterThanOrEqual(100);
    expect(shortestSpan(starts, 10)).toBeGreaterThanOrEqual(1008 - 1e-6);
    expect(passed).toBeLessThan(30 * 110);
  },
);

it('a wait that the provider asked for is no shorter when the clock is set back', async () => {
  const clock = testClock(10_000_000);
  const pacer = createPacer(clock);
  await pacer.holdFor(30_000);
  clock.advance(-7_200_000);
  const before = clock.now();
  await pacer.take(new AbortController().signal);
  expect(clock.now() - before).toBe(30_000);
});

function shortestSpan(starts: readonly number[], limit: number): number {
  return Math.min(...starts.slice(limit).map((at, index) => at - (starts[index] ?? 0)));
}

it('uses all but a hundredth of the limit, though each timer is a little late', () => {
  const starts = startsOf(1001, (call) => (call * 7) % 3);
  expect(10_000 / ((starts.at(-1) ?? 0) - (starts[0] ?? 0))).toBeGreaterThan(0.99 / 10);
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
  expect(waitOf(hold(TEN, 30_000), 10)).toBe(29_990);
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

it('who waits under the first, slow pace is woken when the real one is known, and those behind it follow', async () => {
  const clock = testClock(0);
  const asleep: number[] = [];
  // Sleeps until it is woken.
  const sleep = async (ms: number, signal?: AbortSignal) => {
    asleep.push(ms);
    if (signal !== undefined) await aborted(signal);
  };
  const pacer = createPacer({ ...clock, sleep });
  const { signal } = new AbortController();
  await pacer.take(signal);
  const stopped = new AbortController();
  void pacer.take(signal);
  const behind = pacer.take(stopped.signal);
  await new Promise(setImmediate);
  expect(asleep).toEqual([1000]);
  await pacer.learn({ 'ratelimit-limit': '10', 'ratelimit-policy': '10;w=1' });
  await new Promise(setImmediate);
  expect(asleep.map(Math.round)).toEqual([1000, 101]);
  // Behind a sleeper: a signal that aborts ends the wait at once all the same.
  stopped.abort();
  await behind;
});
