import { expect, it } from 'vitest';
import { withoutBuildDates } from '../../sources/feeds/restamped.ts';
import { link } from '../edition/newsroom.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');

const feed = (...dates: (string | null)[]) => ({
  items: dates.map((publishedAt, index) => link({ sourceId: 'alpha', title: `Story ${index}`, publishedAt })),
  warnings: ['2 entries without a title'],
});
const datesOf = (given: ReturnType<typeof feed>) =>
  withoutBuildDates(given, NOW).items.map(({ publishedAt }) => publishedAt !== null);

it('a feed that dates all with the moment it was built has no dates', () => {
  const stamped = feed(...Array<string>(5).fill('2026-11-24T09:59:58Z'));
  const { items, warnings } = withoutBuildDates(stamped, NOW);
  expect(items.map(({ publishedAt }) => publishedAt)).toEqual(Array(5).fill(null));
  expect(warnings).toEqual([
    '2 entries without a title',
    'all 5 entries are dated with the moment the feed was built',
  ]);
});

it('dates that differ, that lie back, or of only a few items are believed', () => {
  const moment = '2026-11-24T09:59:58Z';
  expect(datesOf(feed(moment, moment, moment, '2026-11-24T08:00:00Z'))).toEqual(Array(4).fill(true));
  expect(datesOf(feed(...Array<string>(5).fill('2026-11-20T09:00:00Z')))).toEqual(Array(5).fill(true));
  expect(datesOf(feed(moment, moment, moment))).toEqual(Array(3).fill(true));
  expect(datesOf(feed(moment, moment, moment, moment, null))).toEqual([true, true, true, true, false]);
  expect(datesOf(feed())).toEqual([]);
});

it('days without an hour are believed: many items of one day share its midnight', () => {
  const days = feed(...Array<string>(5).fill('2026-11-24T00:00:00Z'));
  const items = days.items.map((item) => ({ ...item, precision: 'day' as const }));
  expect(withoutBuildDates({ ...days, items }, NOW).items).toEqual(items);
});
