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
const answered = (pinned: Answered['claim']['pinned'] = null): Answered => ({
  claim: { ...claim, pinned },
  answer: { kind: 'unknown', reason: 'no answer' },
});

function restraint() {
  const clock = testClock(MORNING);
  return { clock, run: createRestraint({ clock, until: Infinity }) };
}

it('is in doubt after five batches in a row that were begun and must be asked again, until one is answered', () => {
  const { run } = restraint();
  const doubts = Array.from({ length: 5 }, () => {
    run.count(answered(), again);
    return run.doubt();
  });
  expect(doubts).toEqual([null, null, null, null, 'no answer']);
  // Another sender has it: that is no answer.
  run.count(answered(), { kind: 'lost' });
  expect(run.doubt()).toBe('no answer');
  run.count(answered(), { kind: 'record', submitted: 1, leftDuringAttempt: 0 });
  expect(run.doubt()).toBeNull();
});

it('learns nothing of now from what was offered before', () => {
  const { run } = restraint();
  for (let call = 0; call < 9; call++) run.count(answered({ hash: 'h', firstSubmittedAt: MORNING }), again);
  expect(run.doubt()).toBeNull();
});

it('begins a batch in doubt too, one in five minutes, and at once after a clock that was set back', () => {
  const { run, clock } = restraint();
  for (let call = 0; call < 5; call++) run.count(answered(), again);
  clock.advance(299_999);
  expect(run.doubt()).toBe('no answer');
  clock.advance(1);
  expect(run.doubt()).toBeNull();
  run.count(answered(), again);
  expect(run.doubt()).toBe('no answer');
  clock.advance(-1);
  expect(run.doubt()).toBeNull();
});

it('counts an answer once, however often an outage undoes the turn that settles it', () => {
  const { run } = restraint();
  const one = answered();
  for (let turn = 0; turn < 5; turn++) run.count(one, again);
  expect(run.doubt()).toBeNull();
});
