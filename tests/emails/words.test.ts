import { describe, expect, it } from 'vitest';
import { sampleBoards } from '../../emails/samples/boards.ts';
import { effortText, tableNotes } from '../../emails/table-words.ts';
import { shortSummary } from '../../emails/words.ts';
import type { BoardTable, TableRow } from '../../src/model/edition.ts';
import { PUBLICATION } from '../edition/newsroom.ts';

describe('a summary in the mail', () => {
  it('stays whole when it is short', () => {
    expect(shortSummary('Weights are out.')).toBe('Weights are out.');
  });

  it('ends with its last whole sentence', () => {
    const whole = 'A model that counts its own tokens is out, and it counts them twice to be sure of it.';
    expect(shortSummary(`${whole} ${'The rest is about money and who will lend it. '.repeat(4)}`)).toMatch(
      /^A model that counts .*[^…]\.$/,
    );
  });

  it('is cut between words, and not behind a comma', () => {
    const list = `The cache, ${'eviction, '.repeat(30)}`;
    expect(shortSummary(list)).toMatch(/^The cache, .*eviction…$/);
    expect(shortSummary(list).length).toBeLessThanOrEqual(181);
  });
});

it.each([
  ['high', 'en', 'high effort'],
  ['Adaptive Reasoning, Max Effort', 'en', 'Adaptive Reasoning, Max Effort'],
  ['high', 'de-AT', 'Aufwand: high'],
])('an effort %j is named once, in %s: %j', (effort, locale, said) => {
  expect(effortText(effort, { locale })).toBe(said);
});

describe('the notes under a table', () => {
  const [, repair] = sampleBoards;
  const notes = (rows: Partial<TableRow>[], table: Partial<BoardTable> = {}) => {
    const lines = rows.map((row, at) => ({
      ...{ ...repair!.rows[0]!, rank: at + 1, tied: false, low: null, high: null },
      ...{ movement: { kind: 'same' } as const, scoreChange: 0, ...row },
    }));
    const bare = { ...repair!, rows: lines, tiedBeyond: 0, staleNote: null, invented: false };
    return tableNotes({ ...bare, comparedAsOf: '2026-11-16', ...table }, PUBLICATION);
  };
  const OVERLAP = 'Ranges of neighbouring rows overlap: their order is not certain.';

  it.each([
    ['an arrow', { movement: { kind: 'up', by: 1 } }],
    ['a new row', { movement: { kind: 'new' }, scoreChange: null }],
    ['a change of score', { scoreChange: -0.3 }],
  ] as const)('say since when there is %s', (_, row) => {
    expect(notes([{}, row])).toEqual(['Changes since November 16, 2026.']);
  });

  it('say nothing of it where nothing changed, nothing is compared, or the source names the same day', () => {
    expect(notes([{ scoreChange: 0.04 }])).toEqual([]);
    expect(notes([{ movement: null, scoreChange: null }], { comparedAsOf: null })).toEqual([]);
    expect(notes([{ scoreChange: 1 }], { comparedAsOf: repair!.asOf })).toEqual([]);
  });

  it('say where the order is not certain: ranges of neighbours that touch, but not of a tie', () => {
    const [first, second] = [
      { low: 60, high: 64 },
      { low: 57, high: 60 },
    ];
    expect(notes([first, second])).toEqual([OVERLAP]);
    expect(notes([first, { ...second, high: 59.9 }])).toEqual([]);
    expect(notes([first, { ...second, rank: 1 }])).toEqual([]);
    expect(notes([first, { low: null, high: 64 }])).toEqual([]);
    // Where less is better, the better row lies below.
    expect(notes([second, first], { higherIsBetter: false })).toEqual([OVERLAP]);
  });
});
