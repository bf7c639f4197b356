/** Check: every benchmark table is what its stored snapshot says: ranks, order, rows, ties, and every figure as printed. */
import { extraText, rankText, scoreText, type Board, type Standing } from '../model/board.ts';
import type { BoardTable, Edition } from '../model/edition.ts';
import { block, type Check, type CheckInput, type Found } from './check.ts';
import { folded, readHtml } from './read-html.ts';

export const tables: Check = {
  name: 'tables',
  run: (input) => {
    const { edition, shown, limits, boards } = input;
    return [
      ...tablesOf(edition).flatMap((table) => [
        ...checkRows(table, limits.tableRows),
        ...checkSnapshot(table, boards.get(table.snapshotId)),
      ]),
      ...tablesOf(shown?.edition ?? edition).flatMap((table) => checkPrinted(table, input)),
    ];
  },
};

function tablesOf({ sections }: Edition): BoardTable[] {
  return sections.flatMap((section) => (section.kind === 'benchmarks' ? section.tables : []));
}

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

/** Names and scores are found in html and text as the board prints them, and ties beyond the last row are said. */
function checkPrinted(table: BoardTable, { samples }: CheckInput): Found[] {
  return samples.slice(0, 1).flatMap(({ html, text }) => [
    ...checkPart('html', readHtml(html).text, table, (name) => [name]),
    // In the text a long name is wrapped inside its column, other cells between its words.
    ...checkPart('text', folded(text), table, (name) =>
      name.split(/\s+/u).filter(({ length }) => length < 20),
    ),
  ]);
}

function checkPart(
  part: string,
  words: string,
  table: BoardTable,
  pieces: (name: string) => readonly string[],
): Found[] {
  const place = `${part}, table ${table.title}`;
  const printed = bare(words);
  const cells = table.rows.flatMap((row) => [...pieces(row.name), scoreText(table, row.score)]);
  const missing = cells.filter((cell) => !printed.includes(bare(cell)));
  const untold = table.tiedBeyond > 0 && !/\b(?:tie|ties|tied)\b/i.test(words);
  const ties = `${table.tiedBeyond} more rows tie with the last one, and the ${part} does not say so.`;
  return [
    ...missing.map((cell) => block(place, `"${cell}" is not in the ${part}: the template leaves it out.`)),
    ...(untold ? [block(place, ties)] : []),
  ];
}

/** Names may be broken anywhere by the layout, so white space does not count. */
function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}
