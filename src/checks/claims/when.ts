/** Days named in prose, before the edition's own: "yesterday", "since Monday", "last week", "on 12 November". Pure. */
import {
  addDays,
  editionDate,
  startOfUtcDay,
  DAY_MS,
  WEEKDAYS,
  weekdayOf,
  type EditionDate,
} from '../../model/date.ts';
import { COUNT_SOURCE, countOf } from './numbers.ts';
import type { Period } from './types.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const MONTH = `(?:${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})`;
const WEEKDAY = `(?:${WEEKDAYS.join('|')})`;

type Reader = {
  readonly pattern: RegExp;
  readonly read: (words: string[], today: EditionDate) => Omit<Period, 'words' | 'since'> | null;
};

const sticky = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iuy');
const day = (date: EditionDate) => ({ from: date, to: date });
const back = (today: EditionDate, from: number, to: number) => ({
  from: addDays(today, -from),
  to: addDays(today, -to),
});

const SINCE = /\b(?:since|from)\s(?:last\s)?$/i;

const READERS: readonly Reader[] = [
  // Named beside another day, today is no past.
  { pattern: sticky('today|this morning'), read: () => null },
  {
    pattern: sticky('yesterday|overnight|the day before|a day ago|in a day'),
    read: (_, today) => back(today, 1, 1),
  },
  {
    pattern: sticky(`(${COUNT_SOURCE}|a few) days (?:ago|earlier|before)`),
    read: ([, count = ''], today) =>
      /few/.test(count) ? back(today, 5, 2) : back(today, countOf(count), countOf(count)),
  },
  {
    pattern: sticky(`(${COUNT_SOURCE}|a) weeks? (?:ago|earlier|before)`),
    read: ([, count = ''], today) => back(today, 7 * countOf(count) + 1, 7 * countOf(count) - 1),
  },
  {
    pattern: sticky(`(?:over|in|within|during) the (?:past|last) (${COUNT_SOURCE}|couple of|few) days`),
    read: ([, count = ''], today) =>
      back(today, /few/.test(count) ? 4 : /couple/.test(count) ? 2 : countOf(count), 1),
  },
  { pattern: sticky('last week'), read: (_, today) => back(today, 13, 1) },
  {
    pattern: sticky('(?:this|in a|over the|the past|in the (?:past|last)|over the (?:past|last)) week'),
    read: (_, today) => back(today, 7, 1),
  },
  {
    pattern: sticky('(?:this|last|a|in a|over the|the past|in the past) month(?: ago)?'),
    read: (_, today) => back(today, 31, 1),
  },
  {
    pattern: sticky(`(?:last )?(${WEEKDAY})`),
    read: ([, name = ''], today) => day(lastWeekday(name, today)),
  },
  {
    pattern: sticky(`(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?`),
    read: ([, month = '', date = ''], today) => monthDay(month, date, today),
  },
  {
    pattern: sticky(`(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})`),
    read: ([, date = '', month = ''], today) => monthDay(month, date, today),
  },
  {
    pattern: sticky('(\\d{4}-\\d{2}-\\d{2})'),
    read: ([, date = '']) => (Number.isNaN(Date.parse(date)) ? null : day(editionDate(date))),
  },
];

/** @returns the period that starts at `at`; null: none does. `today` and later days give null as period. */
export function periodAt(
  text: string,
  at: number,
  today: EditionDate,
): { end: number; period: Period | null } | null {
  for (const { pattern, read } of READERS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) continue;
    const period = read([...found], today);
    const past = period !== null && period.from < today;
    const since = /overnight|^over /i.test(found[0]) || SINCE.test(text.slice(0, at));
    return { end: at + found[0].length, period: past ? { ...period, words: found[0], since } : null };
  }
  return null;
}

function lastWeekday(name: string, today: EditionDate): EditionDate {
  const wanted = WEEKDAYS.findIndex((weekday) => weekday === name.toLowerCase());
  const now = WEEKDAYS.indexOf(weekdayOf(today));
  return addDays(today, -((now - wanted + 7) % 7));
}

/** The last such day up to today. */
function monthDay(month: string, date: string, today: EditionDate): Omit<Period, 'words' | 'since'> | null {
  const number = MONTHS.findIndex((name) => name.startsWith(month.slice(0, 3).toLowerCase())) + 1;
  const at = `${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`;
  const year = Number(today.slice(0, 4));
  const found = [year, year - 1].map((one) => `${one}-${at}`).find((one) => one <= today);
  if (found === undefined || Number.isNaN(startOfUtcDay(found)) || Number(date) > 31) return null;
  const real = new Date(startOfUtcDay(found)).toISOString().slice(0, 10) === found;
  return real && startOfUtcDay(today) - startOfUtcDay(found) < 400 * DAY_MS ? day(editionDate(found)) : null;
}
