/** When arXiv announces papers, so that an empty day is known for what it is. */
import { addDays, weekdayOf, type EditionDate } from '../../src/model/date.ts';

/** Days on whose evening arXiv announces nothing, by year as published (info.arxiv.org/help/availability). */
const PUBLISHED: Readonly<Record<string, readonly string[]>> = {
  2026: ['01-01', '01-19', '06-19', '07-03', '09-07', '11-26', '12-25', '12-29', '12-31'],
};

/** Of a year that is not listed yet, the days that are holidays each year. */
const FIXED = ['01-01', '06-19', '07-04', '12-25'];
const MOVABLE = [
  { weekday: 'monday', month: '01', nth: 3 },
  { weekday: 'monday', month: '09', nth: 1 },
  { weekday: 'thursday', month: '11', nth: 4 },
];

function isHoliday(date: EditionDate): boolean {
  const published = PUBLISHED[date.slice(0, 4)];
  return published === undefined ? isUsualHoliday(date) : published.includes(date.slice(5));
}

function isUsualHoliday(date: EditionDate): boolean {
  const weekday = weekdayOf(date);
  const isFixed = (days: number) => FIXED.includes(addDays(date, days).slice(5));
  // One that falls on a Saturday is kept on the Friday, one on a Sunday on the Monday.
  if (isFixed(0) || (weekday === 'friday' && isFixed(1)) || (weekday === 'monday' && isFixed(-1)))
    return true;
  const nth = Math.ceil(Number(date.slice(8)) / 7);
  return MOVABLE.some((one) => one.weekday === weekday && one.month === date.slice(5, 7) && one.nth === nth);
}

/** Whether arXiv announces papers on the evening of this day (20:00 US Eastern, Sunday to Thursday). */
export function announcesOn(date: EditionDate): boolean {
  return !['friday', 'saturday'].includes(weekdayOf(date)) && !isHoliday(date);
}

/**
 * Whether arXiv's feed of this day, rebuilt at midnight US Eastern from the evening before, has papers.
 * The feed also rests on a holiday itself.
 */
export function feedHasPapersOn(date: EditionDate): boolean {
  return announcesOn(addDays(date, -1)) && !isHoliday(date);
}
