/** When arXiv announces papers, so that an empty day is known for what it is. */
import { addDays, weekdayOf, type EditionDate } from '../../src/model/date.ts';

/** Days on whose evening arXiv announces nothing (info.arxiv.org/help/availability), by year as published. */
const HOLIDAYS: readonly string[] = [
  '2026-01-01',
  '2026-01-19',
  '2026-06-19',
  '2026-07-03',
  '2026-09-07',
  '2026-11-26',
  '2026-12-25',
  '2026-12-29',
  '2026-12-31',
];

/** Whether arXiv announces papers on the evening of this day (20:00 US Eastern, Sunday to Thursday). */
export function announcesOn(date: EditionDate): boolean {
  return !['friday', 'saturday'].includes(weekdayOf(date)) && !HOLIDAYS.includes(date);
}

/**
 * Whether arXiv's feed of this day, rebuilt at midnight US Eastern from the evening before, has papers.
 * The feed also rests on a holiday itself.
 */
export function feedHasPapersOn(date: EditionDate): boolean {
  return announcesOn(addDays(date, -1)) && !HOLIDAYS.includes(date);
}
