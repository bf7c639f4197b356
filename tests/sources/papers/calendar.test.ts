import { describe, expect, it } from 'vitest';
import { announcesOn, feedHasPapersOn } from '../../../sources/papers/calendar.ts';
import { categoryName } from '../../../sources/papers/categories.ts';
import { splitAuthors } from '../../../sources/papers/authors.ts';
import { addDays, editionDate } from '../../../src/model/date.ts';

const week = (monday: string, rule: (date: ReturnType<typeof editionDate>) => boolean) =>
  Array.from({ length: 7 }, (_, day) => (rule(addDays(editionDate(monday), day)) ? 'x' : '.')).join('');

describe("arXiv's calendar", () => {
  it('announces on the evenings of Sunday to Thursday, so its feed has papers on Monday to Friday', () => {
    expect(week('2026-11-09', announcesOn)).toBe('xxxx..x');
    expect(week('2026-11-09', feedHasPapersOn)).toBe('xxxxx..');
  });

  it('rests on holidays, and the feed of the morning after is empty too', () => {
    expect(week('2026-11-23', announcesOn)).toBe('xxx...x');
    expect(week('2026-11-23', feedHasPapersOn)).toBe('xxx....');
  });

  it('knows the holidays of every year where the list of the year is not out: moved off weekends, or by weekday', () => {
    const holidays = [
      ...['2027-01-18', '2027-06-18', '2027-07-05', '2027-09-06', '2027-11-25'],
      ...['2028-01-17', '2028-06-19', '2028-07-04', '2028-09-04', '2028-11-23', '2028-12-25'],
    ];
    for (const day of holidays) expect([day, announcesOn(editionDate(day))]).toEqual([day, false]);
    for (const day of ['2027-01-11', '2027-01-25', '2027-11-18', '2027-09-13', '2028-07-03'])
      expect([day, announcesOn(editionDate(day))]).toEqual([day, true]);
  });
});

describe('category names', () => {
  it('are what people say, and the code where nobody gave one', () => {
    expect(categoryName('cs.DC')).toBe('Distributed Computing');
    expect(categoryName('stat.ML')).toBe('Machine Learning (Statistics)');
    expect(categoryName('astro-ph.GA')).toBe('astro-ph.GA');
    expect(categoryName('constructor')).toBe('constructor');
  });
});

describe('the author line', () => {
  it.each([
    ['', []],
    ['Mira Sol', ['Mira Sol']],
    ['Mira Sol (U of A, B), Jo Ek (C)', ['Mira Sol', 'Jo Ek']],
    ['Mira Sol (1), Jo Ek (2) ((1) Here, (2) There)', ['Mira Sol', 'Jo Ek']],
    ["Paulo Andr\\'e Lima, {\\L}ucja Wr{\\'o}bel", ['Paulo André Lima', 'Łucja Wróbel']],
    ['Ada Quist, III, Bo Lind', ['Ada Quist, III', 'Bo Lind']],
    ['Open (bracket, Next Person', ['Open bracket', 'Next Person']],
  ])('%j is split outside brackets', (line, authors) => {
    expect(splitAuthors(line)).toEqual(authors);
  });
});
