/** Days and instants: an edition has a calendar date in the newsletter's time zone, everything else an instant. */
import { z } from 'zod';

/** Milliseconds since the Unix epoch, UTC. The only form of a point in time in the model and the database. */
export type Instant = number;
export const instantSchema = z.number().int();

/** A calendar day, `YYYY-MM-DD`, in the newsletter's time zone. */
export const editionDateSchema = z
  .string()
  .refine(isEditionDate, 'must be a real day written YYYY-MM-DD')
  .brand<'EditionDate'>();
export type EditionDate = z.infer<typeof editionDateSchema>;

export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

function isEditionDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && utcDay(time) === text;
}

/** @throws ZodError when the text is not a real `YYYY-MM-DD`. */
export function editionDate(text: string): EditionDate {
  return editionDateSchema.parse(text);
}

/** The calendar day of an instant in a time zone (IANA name). */
export function dateIn(timeZone: string, at: Instant): EditionDate {
  return editionDate(new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at));
}

/** The day `days` after (or, negative, before) a date. */
export function addDays(date: EditionDate, days: number): EditionDate {
  return editionDate(utcDay(startOfUtcDay(date) + days * DAY_MS));
}

/** Midnight UTC of a calendar day. */
export function startOfUtcDay(date: string): Instant {
  return Date.parse(`${date}T00:00:00Z`);
}

export function weekdayOf(date: EditionDate): Weekday {
  return WEEKDAYS[new Date(startOfUtcDay(date)).getUTCDay()] ?? 'sunday';
}

/**
 * The instant at which a wall clock in `timeZone` shows `date` and `time` (`HH:MM`): the first of two where the clock
 * goes back, and as far past the gap as the time lies in it where the clock goes forward.
 */
export function instantOf(timeZone: string, date: EditionDate, time: string): Instant {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const before = wall - offsetAt(timeZone, wall - DAY_MS);
  const after = wall - offsetAt(timeZone, wall + DAY_MS);
  const shows = (at: Instant) => at + offsetAt(timeZone, at) === wall;
  return shows(before) || !shows(after) ? before : after;
}

/** "Tuesday, 24 November 2026" in a locale. */
export function longDate(date: EditionDate, locale: string): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }).format(startOfUtcDay(date));
}

function utcDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Offset of a zone from UTC at an instant, in ms (positive east of Greenwich). */
function offsetAt(timeZone: string, at: Instant): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const wall = `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`;
  return Date.parse(wall) - Math.floor(at / 1000) * 1000;
}
