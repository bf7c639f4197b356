import { describe, expect, it } from 'vitest';
import { boardTable, selectTable } from '../../src/edition/tables.ts';
import { editionDate } from '../../src/model/date.ts';
import type { Board } from '../../src/model/board.ts';
import { board } from './newsroom.ts';

const snapshot = (content: Board, id = 1) => ({ id, hash: `hash-${id}`, board: content });
const tied = { Elm: 60.2, Fern: 60.2, Gorse: 60.2 };
const now = board({ Aster: 64.4, Birch: 62.8, Cedar: 62.8, Dahlia: 61, ...tied, Hazel: 60 });
const rows = { rows: 5, staleNote: null };

function movements(previous: Board, current = now) {
  const table = boardTable(snapshot(current, 2), { ...rows, previous: snapshot(previous) });
  return Object.fromEntries(table.rows.map((row) => [row.name, [row.movement, row.scoreChange]]));
}

it('shows the first rows, and counts those beyond that tie with the last', () => {
  const table = boardTable(snapshot(now), { ...rows, previous: null });
  expect(table.rows.map(({ rank }) => rank)).toEqual([1, 2, 2, 4, 5]);
  expect(table).toMatchObject({ tiedBeyond: 2, total: 8, snapshotId: 1 });
  expect(table.rows.every(({ movement, scoreChange }) => movement === null && scoreChange === null)).toBe(
    true,
  );
});

describe('movement', () => {
  it('is computed from the stored snapshot, row by row', () => {
    const before = board({ Birch: 63.1, Aster: 62.9, Cedar: 62.8, Elm: 60.2, Zinnia: 59 });
    expect(movements(before)).toEqual({
      Aster: [{ kind: 'up', by: 1 }, 1.5],
      Birch: [{ kind: 'down', by: 1 }, -0.3],
      Cedar: [{ kind: 'up', by: 1 }, 0],
      Dahlia: [{ kind: 'new' }, null],
      Elm: [{ kind: 'down', by: 1 }, 0],
    });
  });

  it('is never told across versions or windows', () => {
    const before = { Aster: 10, Birch: 90 };
    const versioned = boardTable(snapshot(board({ Aster: 60, Birch: 50 }, { version: '4.1' }), 2), {
      ...rows,
      previous: snapshot(board(before, { version: '4.0' })),
    });
    const windowed = boardTable(snapshot(board({ Aster: 60, Birch: 50 }, { window: 'October' }), 2), {
      ...rows,
      previous: snapshot(board(before, { window: 'September' })),
    });
    for (const table of [versioned, windowed])
      expect(table.rows.map(({ movement }) => movement)).toEqual([null, null]);
  });

  it('names the day of the table it is told against', () => {
    const before = { ...board({ Aster: 10 }), asOf: '2026-11-20' };
    const against = (previous: Board | null) =>
      boardTable(snapshot(now, 2), { ...rows, previous: previous && snapshot(previous) }).comparedAsOf;
    expect(against(before)).toBe('2026-11-20');
    expect(against({ ...before, version: 'another' })).toBeNull();
    expect(against(null)).toBeNull();
  });

  it('follows a model whose best effort changed', () => {
    const effort = (rawName: string, score: number) => {
      const one = board({ Aster: score });
      return { ...one, rows: one.rows.map((row) => ({ ...row, rawName })) };
    };
    expect(movements(effort('Aster (high)', 50), effort('Aster (xhigh)', 51))).toEqual({
      Aster: [{ kind: 'same' }, 1],
    });
  });
});

it('a table that stands in says of which day it is, and repeats no movement', () => {
  const current = {
    snapshot: snapshot(now, 2),
    seenOn: editionDate('2026-11-22'),
    withheld: null,
    previous: snapshot(board({ Birch: 63.1, Aster: 62.9 })),
  };
  const table = selectTable(current, { date: editionDate('2026-11-24'), rows: 5, locale: 'en-GB' });
  expect(table.staleNote).toBe(
    'This table could not be read today: this is the one of Sunday, 22 November 2026.',
  );
  expect(table.rows.map(({ movement }) => movement)).toEqual([null, null, null, null, null]);
});
