/** The window: which items are recent enough for an edition, and where each stands among the others. Pure. */
import { DAY_MS, HOUR_MS, startOfUtcDay, type EditionDate, type Instant } from '../model/date.ts';
import type { Candidate } from './items.ts';

/** Clocks of publishers run ahead by minutes, scheduled posts by days: beyond this an item waits for its time. */
const AHEAD_MS = HOUR_MS;

/** By hours where the hour is known, by days where only the day is, by first sight where nothing is. */
export function inWindow(
  { publishedAt, item, firstSeenAt, baseline }: Candidate,
  { date, until, hours }: { readonly date: EditionDate; readonly until: Instant; readonly hours: number },
): boolean {
  const since = until - hours * HOUR_MS;
  if (publishedAt === null) return !baseline && firstSeenAt >= since;
  if (item.precision === 'instant') return publishedAt >= since && publishedAt <= until + AHEAD_MS;
  const age = Math.floor(startOfUtcDay(date) / DAY_MS) - Math.floor(publishedAt / DAY_MS);
  return age >= 0 && age <= Math.ceil(hours / 24);
}

/** Where an item stands among others: a day without an hour counts as its noon, neither favoured nor buried. */
export function shownAt({ publishedAt, firstSeenAt, item }: Candidate): Instant {
  if (publishedAt === null) return firstSeenAt;
  return item.precision === 'day' ? (Math.floor(publishedAt / DAY_MS) + 0.5) * DAY_MS : publishedAt;
}
