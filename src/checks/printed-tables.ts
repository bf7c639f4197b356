/** Check: every figure printed in a benchmark table, in html and text, is the one of the stored table it links to. */
import { extraText, rankText, scoreText, type Board, type Standing } from '../model/board.ts';
import type { BoardTable, TableRow } from '../model/edition.ts';
import { block, type Check, type CheckInput, type Found } from './check.ts';
import { named, ownHeads, type Element, type Page } from './page.ts';
import { folded, unspaced } from './read-html.ts';

export const printedTables: Check = {
  name: 'printed-tables',
  run: (input) =>
    input.samples
      .slice(0, 1)
      .flatMap(({ page, text }) => [
        ...checkPart('html', htmlTables(page), input),
        ...checkPart('text', textTables(text), input),
      ]),
};

/** A table as printed: its column heads (none in text, whose lines are not cut into cells), its rows, and what stands under it. */
type Printed = {
  readonly heads: readonly string[];
  readonly rows: readonly PrintedRow[];
  readonly around: string;
};

/** In text only the first cell, of rank and movement, can be told from the others. */
type PrintedRow = { readonly words: string; readonly cells: readonly string[] };

function checkPart(
  part: 'html' | 'text',
  printed: readonly Printed[],
  { edition, shown, boards }: CheckInput,
): Found[] {
  const { sections } = shown?.edition ?? edition;
  const tables = sections.flatMap((section) => (section.kind === 'benchmarks' ? section.tables : []));
  return tables.flatMap((table, index) => {
    const print = printed[index];
    const place = `${part}, table ${table.title}`;
    if (print === undefined)
      return [block(place, `The table is not in the ${part}: the template leaves it out.`)];
    return checkTable(table, boards.get(table.snapshotId), print, place);
  });
}

function checkTable(
  table: BoardTable,
  board: Board | undefined,
  { heads, rows, around }: Printed,
  place: string,
): Found[] {
  const found: Found[] = [];
  if (rows.length !== table.rows.length)
    found.push(block(place, `It shows ${rows.length} rows instead of ${table.rows.length}.`));
  for (const [index, row] of table.rows.entries()) {
    const printed = rows[index];
    if (printed === undefined) break;
    // Figures of the stored row, not of the edition's copy; names as shown, which may be shortened.
    const { name, organisation, effort } = row;
    const stored = { ...row, ...(board?.rows[index] ?? row), name, organisation, effort };
    const wrong = checkRow(table, stored, printed.words, place);
    found.push(...(wrong.length > 0 ? wrong : checkCells(table, stored, { heads, ...printed }, place)));
  }
  if (table.tiedBeyond > 0 && !/\b(?:tie|ties|tied|gleichauf)\b/i.test(around))
    found.push(block(place, `${table.tiedBeyond} more rows tie with the last one, and nothing says so.`));
  return found;
}

function checkRow(table: BoardTable, row: TableRow, words: string, place: string): Found[] {
  const of = (cell: string) =>
    block(place, `The row of ${row.name} should say ${cell}, as the full table does: “${words}”.`);
  if (!unspaced(words).includes(unspaced(row.name)))
    return [block(place, `The row of ${row.name} is missing or has another name: “${words}”.`)];
  const left = without(words, [
    row.name,
    row.organisation ?? '',
    row.effort ?? '',
    ...table.columns.map(({ label }) => label),
  ]);
  const wanted = [rankText(row), ...figuresOf(table, row)];
  const missing = wanted.filter((cell) => !holds(left, cell));
  const allowed = [...wanted, ...changesOf(table, row), movementText(row).slice(1)].join(' ');
  const strange = (left.match(/\d[\d,.]*/g) ?? []).find(
    (figure) => !holds(allowed, figure.replace(/[.,]+$/, '')),
  );
  return [
    ...missing.map((cell) => of(`“${cell}”`)),
    ...(strange === undefined || missing.length > 0
      ? []
      : [block(place, `“${strange}” in the row of ${row.name} is no figure of the full table.`)]),
  ];
}

/** Every figure may be there, and yet stand in another one's column; the arrow may point the other way. */
function checkCells(
  table: BoardTable,
  row: TableRow,
  { heads, cells }: { readonly heads: readonly string[]; readonly cells: readonly string[] },
  place: string,
): Found[] {
  const first = [rankText(row), movementText(row)].join(' ').trim();
  const columns = [
    ...(heads.length > 0 ? [{ at: SCORE_COLUMN, wanted: scoreText(table, row.score) }] : []),
    ...table.columns.map(({ label, ...column }) => ({
      at: heads.indexOf(folded(label)),
      wanted: extraText({ label, ...column }, row.extra[column.key]),
    })),
  ].filter(({ at }) => at !== -1);
  const wrong = [
    ...(unspaced(cells[0] ?? '') === unspaced(first) ? [] : [{ at: 0, wanted: first }]),
    ...columns.filter(({ at, wanted }) => !holds(cells[at] ?? '', wanted)),
  ];
  return wrong.map(({ at, wanted }) =>
    block(
      place,
      `The row of ${row.name} says “${cells[at] ?? ''}” in column ${at + 1}, where “${wanted}” belongs: correct the template.`,
    ),
  );
}

/** After rank and model. */
const SCORE_COLUMN = 2;

function figuresOf(table: BoardTable, row: Standing): string[] {
  const extras = table.columns.map((column) => extraText(column, row.extra[column.key]));
  // A range has two ends: a bound alone is not printed.
  const range = row.low === null || row.high === null ? [] : [row.low, row.high];
  const bounds = range.map((bound) => scoreText({ ...table, suffix: '', prefix: '' }, bound));
  return [scoreText(table, row.score), ...extras.filter((cell) => cell !== '–'), ...bounds];
}

function changesOf(table: BoardTable, { scoreChange }: TableRow): string[] {
  if (scoreChange === null) return [];
  return [
    scoreText({ ...table, suffix: '' }, Math.abs(scoreChange)),
    scoreText(table, Math.abs(scoreChange)),
  ];
}

/** As the layouts write it: an arrow with its number, the one word, or a dash. */
function movementText({ movement }: TableRow): string {
  if (movement === null) return '';
  if ('by' in movement) return `${movement.kind === 'up' ? '▲' : '▼'}${movement.by}`;
  return movement.kind === 'new' ? 'new' : '–';
}

/** Whole figures only: 4.4 is not in 64.4. Digit groups may be broken by nothing. */
function holds(words: string, cell: string): boolean {
  const pattern = cell.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\d.,])${pattern}(?![\\d]|[.,]\\d)`, 'u').test(words);
}

/** Names and labels hold digits too ("GPT-5.5", "$/1M"), which are no figures of the table. */
function without(words: string, names: readonly string[]): string {
  const longestFirst = names.filter(Boolean).toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((left, one) => left.replace(loose(one), ' '), words);
}

/** A name as the layout may break it: white space anywhere, or none where there was some. */
function loose(name: string): RegExp {
  const letters = Array.from(unspaced(name), (letter) => letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(letters.join('\\s*'), 'u');
}

function htmlTables(page: Page): Printed[] {
  const tables = named(page, 'table').filter((table) => ownHeads(table).length > 0);
  return tables.map((table, index) => ({
    heads: named(table, 'th')
      .filter(({ within }) => within.includes('thead'))
      .map(({ text }) => folded(text)),
    rows: named(table, 'tr')
      .filter((row) => !row.within.includes('thead') && named(row, 'td').length > 0)
      .map(cellsOf),
    around: wordsBetween(page, table, tables[index + 1]),
  }));
}

/** What stands under a table: the paragraphs from it to the next one. */
function wordsBetween({ elements }: Page, table: Element, next: Element | undefined): string {
  const from = elements.indexOf(table) + table.inside.length + 1;
  const to = next === undefined ? elements.length : elements.indexOf(next);
  return elements
    .slice(from, to)
    .filter(({ name }) => name === 'p')
    .map(({ text }) => text)
    .join(' ');
}

function cellsOf(row: Element): PrintedRow {
  const cells = row.inside
    .filter(({ name, within }) => (name === 'td' || name === 'th') && within.at(-1) === 'tr')
    .map(({ text }) => folded(text));
  return { words: cells.join(' '), cells };
}

/** Under each head line and its rule: rows begin at the margin with their rank, and go on indented. */
function textTables(text: string): Printed[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    if (!/^[-=─]{5,}$/u.test(line) || !/^\S*\s{2,}\S/.test(lines[index - 1] ?? '')) return [];
    const end = lines.findIndex((other, at) => at > index && other.trim() === '');
    const body = lines.slice(index + 1, end === -1 ? undefined : end);
    const rows = body.reduce<string[]>(
      (all, one) =>
        /^=?\d/.test(one) || all.length === 0
          ? [...all, one]
          : [...all.slice(0, -1), `${all.at(-1) ?? ''} ${one.trim()}`],
      [],
    );
    const printed = rows.map((row) => ({ words: folded(row), cells: row.split(/\s{2,}/).slice(0, 1) }));
    return [{ heads: [], rows: printed, around: lines.slice(end, end + 4).join(' ') }];
  });
}
