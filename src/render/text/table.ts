/** Tables in plain text: aligned columns, at most 64 wide, one column giving way to the others. */
import { padEnd, padStart, width } from './width.ts';
import { wrap } from './wrap.ts';

/** What fits a phone held sideways and a terminal alike. */
export const TABLE_WIDTH = 64;
const GAP = '  ';
/** A longer label of a fixed column is wrapped: it must not take the room of what stands under it. */
const LABEL_WIDTH = 12;

export type TextColumn = {
  readonly label: string;
  readonly align: 'start' | 'end';
  /** The one column that shrinks and wraps. */
  readonly flexible?: true;
};

/** A cell is its lines, each wrapped if its column is too narrow. */
export type TextCell = readonly string[];

/** @param rows cells in column order */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly TextCell[])[]): string {
  const labels = columns.map(({ label }) => [label]);
  const widths = columnWidths(columns, rows);
  const total = widths.reduce((sum, next) => sum + next + GAP.length, -GAP.length);
  const body = rows.flatMap((row) => rowLines(columns, row, widths));
  return [...rowLines(columns, labels, widths), '-'.repeat(total), ...body].join('\n');
}

/** Columns that a table of this many fixed columns can hold beside a name of `nameWidth`. */
export function fitsTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly TextCell[])[],
  nameWidth: number,
): boolean {
  const fixed = columns.flatMap((column, index) =>
    column.flexible ? [] : [naturalWidth(rows, index, column)],
  );
  return fixed.reduce((sum, next) => sum + next + GAP.length, nameWidth) <= TABLE_WIDTH;
}

function columnWidths(columns: readonly TextColumn[], rows: readonly (readonly TextCell[])[]): number[] {
  const natural = columns.map((column, index) => naturalWidth(rows, index, column));
  const excess = natural.reduce((sum, next) => sum + next + GAP.length, -GAP.length) - TABLE_WIDTH;
  return natural.map((wish, index) =>
    columns[index]?.flexible && excess > 0 ? Math.max(8, wish - excess) : wish,
  );
}

function naturalWidth(
  rows: readonly (readonly TextCell[])[],
  index: number,
  { label, flexible }: TextColumn,
): number {
  return Math.max(
    flexible ? width(label) : Math.min(width(label), LABEL_WIDTH),
    ...rows.flatMap((row) => (row[index] ?? []).map(width)),
  );
}

function rowLines(
  columns: readonly TextColumn[],
  row: readonly TextCell[],
  widths: readonly number[],
): string[] {
  const cells = row.map((cell, index) => cell.flatMap((line) => wrap(line, widths[index] ?? TABLE_WIDTH)));
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, index) =>
        (align === 'end' ? padStart : padEnd)(cells[index]?.[line] ?? '', widths[index] ?? 0),
      )
      .join(GAP)
      .trimEnd(),
  );
}
