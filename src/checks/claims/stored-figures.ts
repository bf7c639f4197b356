/** The stored figures a finding quotes: what its reader needs to correct the sentence. Pure. */
import { scoreText, type Board, type Standing } from '../../model/board.ts';
import { rowsOf, sameRow, type Dated } from './history.ts';
import type { BoardPast, Subject } from './types.ts';

/** "Coding: Birch =2, 62.8% (on 2026-11-23: 3, 61.0%)": what a reader of the finding needs to correct the sentence. */
export function storedFigures({ board, earlier }: BoardPast, subjects: readonly Subject[]): string {
  const said = subjects.flatMap((subject) => {
    const rows = rowsOf(board, subject).slice(0, 3);
    if (rows.length === 0 && subject.kind === 'model') return [`no row "${subject.name}"`];
    return rows.map(
      (row) =>
        `${row.name} ${place(row)}, ${scoreText(board, row.score)}${before(row, earlier)}${extras(board, row)}`,
    );
  });
  return `${board.title}: ${said.length === 0 ? `${board.rows.length} rows` : said.join('; ')}`;
}

function before(row: Standing, earlier: readonly Dated[]): string {
  const [last] = earlier;
  if (last === undefined) return ' (no earlier table to compare with)';
  const then = sameRow(last.board, row);
  return then === undefined
    ? ` (not there on ${last.date})`
    : ` (on ${last.date}: ${place(then)}, ${scoreText(last.board, then.score)})`;
}

function extras(board: Board, row: Standing): string {
  const cells = board.columns.flatMap(({ key, label, prefix, suffix }) => {
    const value = row.extra[key];
    return value === undefined || value === null ? [] : [`${label} ${prefix}${value}${suffix}`];
  });
  return cells.length === 0 ? '' : `, ${cells.join(', ')}`;
}

function place({ rank, tied }: Standing): string {
  return `${tied ? 'tied ' : ''}number ${rank}`;
}
