import { expect, it } from 'vitest';
import { addDays, dateIn, editionDate, instantOf, longDate, weekdayOf } from '../../src/model/date.ts';

const iso = (zone: string, date: string, time: string) =>
  new Date(instantOf(zone, editionDate(date), time)).toISOString();

it('a wall time becomes its instant in summer and in winter', () => {
  expect(iso('America/New_York', '2026-07-01', '07:00')).toBe('2026-07-01T11:00:00.000Z');
  expect(iso('America/New_York', '2026-12-01', '07:00')).toBe('2026-12-01T12:00:00.000Z');
  expect(iso('Asia/Kolkata', '2026-10-25', '02:30')).toBe('2026-10-24T21:00:00.000Z');
});

it('the day of a clock change keeps its other hours right', () => {
  expect(iso('America/New_York', '2026-11-01', '07:00')).toBe('2026-11-01T12:00:00.000Z');
  expect(iso('America/New_York', '2026-03-08', '01:59')).toBe('2026-03-08T06:59:00.000Z');
  expect(iso('America/New_York', '2026-03-08', '07:00')).toBe('2026-03-08T11:00:00.000Z');
});

it('a time that happens twice is the first, a time that never happens falls after the gap', () => {
  expect(iso('Europe/Berlin', '2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(iso('America/New_York', '2026-03-08', '02:30')).toBe('2026-03-08T07:30:00.000Z');
});

it('the date is the newsletter time zone’s, not the machine’s', () => {
  const lateEvening = Date.parse('2026-11-25T03:00:00Z');
  expect(dateIn('America/New_York', lateEvening)).toBe('2026-11-24');
  expect(dateIn('Europe/Berlin', lateEvening)).toBe('2026-11-25');
});

it('days are counted across months, years and leap days', () => {
  expect(addDays(editionDate('2028-02-28'), 1)).toBe('2028-02-29');
  expect(addDays(editionDate('2026-01-01'), -1)).toBe('2025-12-31');
  expect(weekdayOf(editionDate('2026-11-24'))).toBe('tuesday');
  expect(longDate(editionDate('2026-11-24'), 'en-GB')).toBe('Tuesday, 24 November 2026');
});

it('refuses days that do not exist', () => {
  for (const text of ['2026-02-30', '2026-13-01', '24.11.2026', '2026-1-1', ''])
    expect(() => editionDate(text)).toThrow();
});
