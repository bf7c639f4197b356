/** Judges prices and speeds: the columns beside the score. Pure. */
import type { Board, BoardColumn } from '../../model/board.ts';
import { anyOf, rowsOf, type Answer, type Of } from './history.ts';
import { isFigure } from './numbers.ts';
import type { Subject } from './types.ts';

export function hasExtra({ subject, figure }: Of<'extra'>, board: Board): Answer {
  const of = figure.unit === 'dollars' ? 'price' : 'speed';
  const values = rowsOf(board, subject).flatMap((row) =>
    columnsFor(board, of).flatMap(({ key, decimals }) => {
      const value = row.extra[key];
      return value === undefined || value === null ? [] : [value, Number(value.toFixed(decimals))];
    }),
  );
  return values.length === 0 ? null : isFigure(figure, values);
}

/** Among all rows, or among the first five or ten, whichever the sentence may mean. */
export function isExtreme({ subject, of, most, within }: Of<'extreme'>, board: Board): Answer {
  const rows = rowsOf(board, subject);
  return anyOf(
    columnsFor(board, of).flatMap(({ key }) =>
      (within === null ? [board.rows.length, 10, 5] : [within]).map((count): Answer => {
        const values = board.rows.slice(0, count).flatMap((row) => row.extra[key] ?? []);
        const own = rows
          .filter((row) => board.rows.indexOf(row) < count)
          .flatMap((row) => row.extra[key] ?? []);
        if (own.length === 0) return null;
        return own.includes(most ? Math.max(...values) : Math.min(...values));
      }),
    ),
  );
}

export function comparesExtra({ subject, other, of, more }: Of<'extra-compare'>, board: Board): Answer {
  const values = (one: Subject, key: string) => rowsOf(board, one).flatMap((row) => row.extra[key] ?? []);
  return anyOf(
    columnsFor(board, of).flatMap(({ key }) =>
      values(subject, key).flatMap((own) =>
        values(other, key).map((against): Answer => (more ? own > against : own < against)),
      ),
    ),
  );
}

const SPEED = /tok|speed|t\/s/i;

function columnsFor(board: Board, of: 'price' | 'speed'): BoardColumn[] {
  return board.columns.filter(({ key, label, prefix, suffix }) =>
    of === 'price'
      ? /[$€£]/.test(prefix) || /price|cost/i.test(`${key} ${label}`)
      : SPEED.test(`${key} ${label} ${suffix}`),
  );
}
