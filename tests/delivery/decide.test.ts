import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide, type Situation } from '../../src/delivery/decide.ts';
import type { SubmitResult } from '../../src/model/delivery.ts';

const reason = 'because';
const refusals = [
  { kind: 'later', reason, afterMs: 5 },
  { kind: 'deferred', reason },
  { kind: 'pause', reason },
  { kind: 'unaccepted', reason, index: null },
  { kind: 'too-large', reason },
] as const satisfies SubmitResult[];
const unproven = [
  { kind: 'unknown', reason },
  { kind: 'conflict', reason },
  { kind: 'settled', results: [] },
] as const satisfies SubmitResult[];
const situations = fc.record({
  size: fc.integer({ min: 1, max: 100 }),
  attempts: fc.integer({ min: 1, max: 1000 }),
  ...{ resubmission: fc.boolean(), lastAttempt: fc.boolean() },
  idempotencyWindowMs: fc.constantFrom(0, 86_400_000, Infinity),
  now: fc.integer({ min: 0, max: 2e12 }),
});
const first: Situation = {
  ...{ size: 2, attempts: 1, lastAttempt: false, resubmission: false },
  ...{ idempotencyWindowMs: 86_400_000, now: 0 },
};

it('a batch that may have been accepted never gets a new key', () => {
  const answers = fc.constantFrom<SubmitResult>(...refusals, ...unproven);
  fc.assert(
    fc.property(answers, situations, (answer, situation) => {
      const { kind } = decide(answer, { ...situation, resubmission: true });
      expect(['ask-again', 'uncertain']).toContain(kind);
    }),
  );
});

it('an answer that proves nothing never gets a new key', () => {
  fc.assert(
    fc.property(fc.constantFrom<SubmitResult>(...unproven), situations, (answer, situation) => {
      expect(['ask-again', 'uncertain']).toContain(decide(answer, situation).kind);
    }),
  );
});

it('a transport without keys is never asked again after an unknown outcome', () => {
  fc.assert(
    fc.property(fc.constantFrom<SubmitResult>(...unproven), situations, (answer, situation) => {
      expect(decide(answer, { ...situation, idempotencyWindowMs: 0 }).kind).toBe('uncertain');
    }),
  );
});

it('waits as long as it is told, and twice as long each time nothing is known, a minute at most', () => {
  expect(decide({ kind: 'later', reason, afterMs: 7000 }, first)).toMatchObject({ kind: 'recut', at: 7000 });
  const waits = [1, 2, 3, 7, 50].map((attempts) =>
    decide({ kind: 'unknown', reason }, { ...first, attempts }),
  );
  expect(waits.map((wait) => 'at' in wait && wait.at)).toEqual([1000, 2000, 4000, 60_000, 60_000]);
});

it('fails a message only when it was offered alone', () => {
  const unaccepted: SubmitResult = { kind: 'unaccepted', reason, index: null };
  expect(decide(unaccepted, first).kind).toBe('split');
  expect(decide(unaccepted, { ...first, size: 1 }).kind).toBe('fail');
});

it('asks a server that refuses for now again after 1, 2, 4 ... 60 minutes, and takes its last word for good', () => {
  const deferred: SubmitResult = { kind: 'deferred', reason };
  const alone = { ...first, size: 1 };
  const waits = [1, 2, 3, 7, 8].map((attempts) => decide(deferred, { ...alone, attempts }));
  expect(waits.map((wait) => 'at' in wait && wait.at / 60_000)).toEqual([1, 2, 4, 60, 60]);
  expect(decide(deferred, { ...alone, lastAttempt: true })).toEqual({ kind: 'fail', reason });
});

it('asks no more than eight times for an answer that counts wrong: the records know', () => {
  const kinds = [1, 7, 8, 50].map(
    (attempts) => decide({ kind: 'settled', results: [] }, { ...first, attempts, resubmission: true }).kind,
  );
  expect(kinds).toEqual(['ask-again', 'ask-again', 'uncertain', 'uncertain']);
});
