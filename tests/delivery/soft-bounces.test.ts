import { expect, it } from 'vitest';
import { softVerdict } from '../../src/delivery/soft-bounces.ts';
import { softBouncesSchema } from '../../src/model/list-policies.ts';

const DAY = 86_400_000;
const RULES = softBouncesSchema.parse({});
const bounced = (...days: number[]) =>
  days.map((day) => ({ kind: 'bounced-softly' as const, at: day * DAY }));
const delivered = (...days: number[]) => days.map((day) => ({ kind: 'delivered' as const, at: day * DAY }));

it.each([
  ['two in a row', bounced(1, 2), 'carry-on'],
  ['three in a row', bounced(1, 2, 3), 'rest'],
  ['two, a delivery, two', [...bounced(1, 2, 4, 5), ...delivered(3)], 'carry-on'],
  ['five in two weeks, deliveries between', [...bounced(1, 3, 5, 7, 9), ...delivered(2, 4, 6, 8)], 'rest'],
  [
    'five in five weeks, deliveries between',
    [...bounced(1, 8, 15, 22, 29), ...delivered(2, 9, 16, 23)],
    'carry-on',
  ],
  ['once more after the rest', bounced(1, 2, 3, 11), 'stop'],
  ['a delivery after the rest', [...bounced(1, 2, 3), ...delivered(11)], 'carry-on'],
])('%s', (_, attempts, verdict) => {
  expect(softVerdict(attempts, RULES).kind).toBe(verdict);
  expect(softVerdict(attempts.toReversed(), RULES).kind).toBe(verdict);
});

it('the rest is a week', () => {
  expect(softVerdict(bounced(1, 2, 3), RULES)).toEqual({ kind: 'rest', until: 10 * DAY });
});

it('every number is the operator’s to change', () => {
  expect(softVerdict(bounced(1, 2, 3), { ...RULES, inARow: 4 }).kind).toBe('carry-on');
  expect(softVerdict(bounced(1), { ...RULES, times: 1, restDays: 2 })).toEqual({
    kind: 'rest',
    until: 3 * DAY,
  });
  const spread = [...bounced(1, 8, 15, 22, 29), ...delivered(2, 9, 16, 23)];
  expect(softVerdict(spread, { ...RULES, withinDays: 30 }).kind).toBe('rest');
});
