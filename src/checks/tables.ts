/** Check: every benchmark table is what its stored snapshots say: ranks, order, rows, ties, movement, and its age. */
import { extraText, rankText, scoreText, type Board, type Standing } from '../model/board.ts';
import { DAY_MS, startOfUtcDay } from '../model/date.ts';
import type { BoardTable, TableRow } from '../model/edition.ts';
import { block, warn, type Check, type CheckInput, type Found } from './check.ts';

export const tables: Check = {
  name: 'tables',
  run: (input) => {
    const shown = input.edition.sections.flatMap((section) =>
      section.kind === 'benchmarks' ? section.tables : [],
    );
    return shown.flatMap((table) => [
      ...checkRows(table, input.tableRows),
      ...checkSnapshot(table, input.boards.get(table.snapshotId)),
      ...checkMovement(table, input),
      ...checkAge(table, input),
    ]);
  },
};

function checkRows(table: BoardTable, wanted: number): Found[] {
  const { rows, total, title } = table;
  const found: Found[] = [];
  const say = (message: string) => found.push(block(`table ${title}`, message));
  const expected = Math.min(wanted, total);
  if (rows.length !== expected)
    say(`It has ${rows.length} rows instead of ${expected}: draft the edition again.`);
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    const tiedWithBefore =
      before !== undefined && scoreText(table, before.score) === scoreText(table, row.score);
    const rank = tiedWithBefore ? before.rank : index + 1;
    if (row.rank !== rank) say(`${row.name} has rank ${row.rank} where its score gives ${rank}.`);
    const better = before !== undefined && (row.score - before.score) * (table.higherIsBetter ? 1 : -1) > 0;
    if (better && !tiedWithBefore) say(`${row.name} scores better than the row above it.`);
  }
  return found;
}

function checkSnapshot(table: BoardTable, board: Board | undefined): Found[] {
  const place = `table ${table.title}`;
  if (board === undefined) return [block(place, 'Its stored snapshot is missing: collect and draft again.')];
  const cells = (row: Standing) => [
    rankText(row),
    row.name,
    scoreText(board, row.score),
    ...board.columns.map((column) => extraText(column, row.extra[column.key])),
  ];
  const wrong = table.rows.filter((row, index) => {
    const stored = board.rows[index];
    return stored === undefined || cells(row).join('\n') !== cells(stored).join('\n');
  });
  const tied = board.rows
    .slice(table.rows.length)
    .filter((row) => row.rank === table.rows.at(-1)?.rank).length;
  return [
    ...wrong.map((row) => block(place, `The row of ${row.name} differs from the stored table: draft again.`)),
    ...(tied === table.tiedBeyond
      ? []
      : [block(place, `${tied} more rows tie with the last; the edition says ${table.tiedBeyond}.`)]),
  ];
}

/** Movement is what the last stored table of the same version and window says; one that stands in has not moved. */
function checkMovement(table: BoardTable, { history }: CheckInput): Found[] {
  const before = table.staleNote === null ? history.get(table.id)?.[0]?.board : undefined;
  return table.rows.flatMap((row) => {
    const expected = movementSince(row, before);
    return JSON.stringify(row.movement) === JSON.stringify(expected)
      ? []
      : [
          block(
            `table ${table.title}`,
            `${row.name} shows ${said(row.movement)}; the stored tables say ${said(expected)}.`,
          ),
        ];
  });
}

function movementSince(row: TableRow, before: Board | undefined): TableRow['movement'] {
  if (before === undefined) return null;
  const then =
    before.rows.find(({ rawName }) => rawName === row.rawName) ??
    before.rows.find(({ name }) => name === row.name);
  if (then === undefined) return { kind: 'new' };
  const by = then.rank - row.rank;
  if (by === 0) return { kind: 'same' };
  return by > 0 ? { kind: 'up', by } : { kind: 'down', by: -by };
}

function said(movement: TableRow['movement']): string {
  if (movement === null) return 'no movement';
  return 'by' in movement ? `${movement.kind} ${movement.by}` : movement.kind;
}

/** A board older than its publisher's own rhythm is shown, but an editor should know. */
function checkAge({ id, title, asOf }: BoardTable, { edition, cadences, limits }: CheckInput): Found[] {
  const cadence = cadences.get(id) ?? null;
  if (cadence === null) return [];
  const age = Math.round((startOfUtcDay(edition.date) - startOfUtcDay(asOf)) / DAY_MS);
  if (age <= cadence + limits.boardDelayDays) return [];
  return [
    warn(
      `table ${title}`,
      `It is as of ${asOf}, ${age} days ago; its publisher renews it every ${cadence === 1 ? 'day' : `${cadence} days`}: look whether it still does.`,
    ),
  ];
}
