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
