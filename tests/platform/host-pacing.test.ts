/** The pace per host, on a clock that only sleeping moves. */
import { expect, it } from 'vitest';
import { DAY_MS } from '../../src/model/date.ts';
import { createFetcher } from '../../src/platform/http.ts';
import { createHostPacing } from '../../src/platform/host-pacing.ts';
import type { Clock } from '../../src/platform/clock.ts';

/** Time passes when everybody waits: the earliest sleeper is woken. */
function sleepingClock(): Clock {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((resolve) => {
        sleepers.push({ at: now + ms, wake: resolve });
        setTimeout(() => {
          const next = sleepers.toSorted((a, b) => a.at - b.at)[0];
          if (next === undefined) return;
          sleepers.splice(sleepers.indexOf(next), 1);
          now = Math.max(now, next.at);
          next.wake();
        });
      }),
  };
}

it('requests of one lane start a distance apart, other lanes wait for nobody', async () => {
  const clock = sleepingClock();
  const pacing = createHostPacing(clock);
  const starts: [string, number][] = [];
  const ask = (name: string, distanceMs: number) =>
    pacing.inTurn({ name, distanceMs }, async (started) => {
      started();
      starts.push([name, clock.now()]);
    });
  await Promise.all([
    ask('arxiv', 3000),
    ask('arxiv', 3000),
    ask('other', 250),
    ask('arxiv', 3000),
    ask('free', 0),
  ]);
  expect(starts.filter(([name]) => name === 'arxiv').map(([, at]) => at)).toEqual([0, 3000, 6000]);
  expect(starts.filter(([name]) => name !== 'arxiv').map(([, at]) => at)).toEqual([0, 0]);
});

it('the distance counts from the real start, however long a task had to queue for it', async () => {
  const clock = sleepingClock();
  const pacing = createHostPacing(clock);
  const starts: number[] = [];
  const lane = { name: 'arxiv', distanceMs: 3000 };
  const ask = (queueMs: number) =>
    pacing.inTurn(lane, async (started) => {
      await clock.sleep(queueMs);
      started();
      starts.push(clock.now());
    });
  await Promise.all([ask(2000), ask(0)]);
  expect(starts).toEqual([2000, 5000]);
});

it('a task that fails lets the next one in', async () => {
  const pacing = createHostPacing(sleepingClock());
  const lane = { name: 'arxiv', distanceMs: 10 };
  await expect(pacing.inTurn(lane, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await pacing.inTurn(lane, async () => 'in')).toBe('in');
});

it("arXiv's hosts share one lane, through retries and through fetchers that share the pacing", async () => {
  const waits: number[] = [];
  const clock: Clock = { now: () => Date.now(), sleep: async (ms) => void waits.push(ms) };
  const pacing = createHostPacing(clock);
  const options = {
    ...{
      allow: [],
      timeoutMs: 60_000,
      maxBytes: 1000,
      concurrency: 4,
      userAgent: 'x',
      clock,
      pacing,
      random: () => 0,
    },
    // Nothing is asked: every name resolves to an address that is refused.
    lookup: (_: string, callback: (error: null, found: { address: string; family: number }[]) => void) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }]),
  };
  const [one, other] = [createFetcher(options), createFetcher(options)];
  await one({ url: 'http://rss.arxiv.org/rss/cs.AI' });
  await other({ url: 'http://export.arxiv.org/api/query' });
  expect(waits.length).toBe(1);
  expect(waits[0]).toBeGreaterThan(2900);
  await Promise.all([one.close(), other.close()]);
});

it('a door that is closed for a year opens again after a day', () => {
  const pacing = createHostPacing({ now: () => 1000, sleep: () => Promise.resolve() });
  const lane = { name: 'lab.example', distanceMs: 0 };
  pacing.close(lane, 365 * DAY_MS);
  expect(pacing.closedUntil(lane)).toBe(1000 + DAY_MS);
});
