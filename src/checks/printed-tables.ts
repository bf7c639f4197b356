/** Check: every figure printed in a benchmark table, in html and text, is the one of the stored table it links to. */
import { extraText, rankText, scoreText, type Board, type Standing } from '../model/board.ts';
import type { BoardTable, TableRow } from '../model/edition.ts';
import { block, type Check, type CheckInput, type Found } from './check.ts';
import { named, ownHeads, type Element, type Page } from './page.ts';
import { folded } from './read-html.ts';

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

/** A table as printed: the words of each row, and what stands around it. */
type Printed = { readonly rows: readonly string[]; readonly around: string };

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
  { rows, around }: Printed,
  place: string,
): Found[] {
  const found: Found[] = [];
  if (rows.length !== table.rows.length)
    found.push(block(place, `It shows ${rows.length} rows instead of ${table.rows.length}.`));
  for (const [index, row] of table.rows.entries()) {
    const words = rows[index];
    if (words === undefined) break;
    // Figures of the stored row, not of the edition's copy; names as shown, which may be shortened.
    const { name, organisation, effort } = row;
    const stored = { ...row, ...(board?.rows[index] ?? row), name, organisation, effort };
    found.push(...checkRow(table, stored, words, place));
  }
  if (table.tiedBeyond > 0 && !/\b(?:tie|ties|tied|gleichauf)\b/i.test(around))
    found.push(block(place, `${table.tiedBeyond} more rows tie with the last one, and nothing says so.`));
  return found;
}

function checkRow(table: BoardTable, row: TableRow, words: string, place: string): Found[] {
  const of = (cell: string) =>
    block(place, `The row of ${row.name} should say ${cell}, as the full table does: “${words}”.`);
  if (!bare(words).includes(bare(row.name)))
    return [block(place, `The row of ${row.name} is missing or has another name: “${words}”.`)];
  const left = without(words, [
    row.name,
    row.organisation ?? '',
    row.effort ?? '',
    ...table.columns.map(({ label }) => label),
  ]);
  const wanted = [rankText(row), ...figuresOf(table, row)];
  const missing = wanted.filter((cell) => !holds(left, cell));
  const moved = movementText(row);
  const allowed = [...wanted, ...changesOf(table, row), moved ?? ''].join(' ');
  const strange = (left.match(/\d[\d,.]*/g) ?? []).find(
    (figure) => !holds(allowed, figure.replace(/[.,]+$/, '')),
  );
  return [
    ...missing.map((cell) => of(`“${cell}”`)),
    ...(moved !== null && !holds(left, moved) ? [of(`that it went ${row.movement?.kind} by ${moved}`)] : []),
    ...(strange === undefined || missing.length > 0
      ? []
      : [block(place, `“${strange}” in the row of ${row.name} is no figure of the full table.`)]),
  ];
}

function figuresOf(table: BoardTable, row: Standing): string[] {
  const extras = table.columns.map((column) => extraText(column, row.extra[column.key]));
  const bounds = [row.low, row.high].flatMap((bound) =>
    bound === null ? [] : [scoreText({ ...table, suffix: '', prefix: '' }, bound)],
  );
  return [scoreText(table, row.score), ...extras.filter((cell) => cell !== '–'), ...bounds];
}

function changesOf(table: BoardTable, { scoreChange }: TableRow): string[] {
  if (scoreChange === null) return [];
  return [
    scoreText({ ...table, suffix: '' }, Math.abs(scoreChange)),
    scoreText(table, Math.abs(scoreChange)),
  ];
}

function movementText({ movement }: TableRow): string | null {
  return movement?.kind === 'up' || movement?.kind === 'down' ? String(movement.by) : null;
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
  const letters = Array.from(bare(name), (letter) => letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(letters.join('\\s*'), 'u');
}

function bare(text: string): string {
  return folded(text).replace(/\s+/gu, '');
}

function htmlTables(page: Page): Printed[] {
  const tables = named(page, 'table').filter((table) => ownHeads(table).length > 0);
  const after = named(page, 'body')[0]?.text ?? '';
  return tables.map((table) => ({
    rows: named(table, 'tr')
      .filter((row) => !row.within.includes('thead') && named(row, 'td').length > 0)
      .map(rowText),
    around: after,
  }));
}

function rowText(row: Element): string {
  return folded(
    row.inside
      .filter(({ name, within }) => (name === 'td' || name === 'th') && within.at(-1) === 'tr')
      .map(({ text }) => text)
      .join('  '),
  );
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
    return [{ rows: rows.map(folded), around: lines.slice(end, end + 4).join(' ') }];
  });
}
