import { expect, it } from 'vitest';
import { createRestraint } from '../../src/delivery/restraint.ts';
import type { Answered, Settlement } from '../../src/delivery/settle.ts';
import { testClock } from '../support/clock.ts';
import { MORNING } from './newsroom.ts';

const again: Settlement = { kind: 'ask-again', submitted: 0, leftDuringAttempt: 0 };
const claim: Answered['claim'] = {
  ...{ batchId: 1, editionId: 1, variant: 'all', fence: 1, attempts: 1, leaseUntil: MORNING },
  ...{ key: 'k', members: [], pinned: null },
};
const answered = (): Answered => ({ claim, answer: { kind: 'unknown', reason: 'no answer' } });
const restraint = () => createRestraint({ clock: testClock(MORNING), until: Infinity });

it('is in doubt after five calls in a row that must be asked again, until one is answered', () => {
  const run = restraint();
  const doubts = Array.from({ length: 5 }, () => {
    run.count(answered(), again);
    return run.inDoubt();
  });
  expect(doubts).toEqual([false, false, false, false, true]);
  // Another sender has it: that is no answer.
  run.count(answered(), { kind: 'lost' });
  expect(run.inDoubt()).toBe(true);
  run.count(answered(), { kind: 'record', submitted: 1, leftDuringAttempt: 0 });
  expect(run.inDoubt()).toBe(false);
});

it('counts an answer once, however often an outage undoes the turn that settles it', () => {
  const run = restraint();
  const one = answered();
  for (let turn = 0; turn < 5; turn++) run.count(one, again);
  expect(run.inDoubt()).toBe(false);
});
