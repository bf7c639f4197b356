/** What a benchmark table says in words, once for html and text. */
import { extraText, rankText, scoreText, type Movement, type Standing } from '../src/model/board.ts';
import { counted, fill, wordsOf } from '../src/locales/index.ts';
import { startOfUtcDay } from '../src/model/date.ts';
import type { BenchmarksSection, BoardTable, Publication, TableRow } from '../src/model/edition.ts';
import { absolute, DOT } from './words.ts';

/** "Top 5 of 42 by Resolved, as of 23 November 2026, version v2, window Oct 2026". */
export function tableCaption(table: BoardTable, publication: Publication): string {
  const { board } = wordsOf(publication);
  const { total, scoreLabel: score, version, window } = table;
  const shown = table.rows.length;
  const rows = fill(shown < total ? board.top : board.whole, { shown, total });
  return [
    score === '' ? rows : fill(board.by, { rows, score }),
    fill(board.asOf, { day: day(table.asOf, publication.locale) }),
    version === null ? '' : fill(board.version, { version }),
    window === null ? '' : fill(board.window, { window }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Sentences under a table, each on its own. */
export function tableNotes(table: BoardTable, publication: Publication): string[] {
  const { board } = wordsOf(publication);
  return [
    table.tiedBeyond > 0 ? counted(publication, board.tiedBeyond, table.tiedBeyond) : '',
    since(table, publication),
    table.rows.some((row, at) => mayPrecede(table.rows[at + 1], row)) ? board.overlap : '',
    table.staleNote ?? '',
    table.invented ? board.invented : '',
  ].filter(Boolean);
}

/** Against which day arrows and changes are told, where there are any: the table before may be weeks old. */
function since(table: BoardTable, publication: Publication): string {
  const { asOf, comparedAsOf, rows } = table;
  const changed = rows.some((row) => (row.movement ?? SAME).kind !== 'same' || changeText(table, row) !== '');
  if (!changed || comparedAsOf === null || comparedAsOf === asOf) return '';
  return fill(wordsOf(publication).board.since, { day: day(comparedAsOf, publication.locale) });
}

const SAME: Movement = { kind: 'same' };

/** The next row may be the better one: both scores lie in ranges that overlap. */
function mayPrecede(next: TableRow | undefined, { rank, low, high }: TableRow): boolean {
  if (next === undefined || next.rank === rank) return false;
  if (low === null || high === null || next.low === null || next.high === null) return false;
  return Math.max(low, next.low) <= Math.min(high, next.high);
}

export function attributionLine(table: BoardTable): string {
  const { name, licence } = table.attribution;
  return licence === null ? name : `${name}, ${licence}`;
}

export function tableLinkLabel({ total, title }: BoardTable, publication: Publication): string {
  return fill(wordsOf(publication).board.all, { total, title });
}

/** Where the full table stands on its page. */
export function tableLink(publication: Publication, section: BenchmarksSection, table: BoardTable): string {
  return `${absolute(publication, section.all.path)}#${table.id}`;
}

export type Spoken = { readonly sign: string; readonly spoken: string };

/** Movement as signs, and as words for who listens. Neither leans on colour. */
export function movementWords(movement: Movement, publication: Publication): Spoken {
  const { board } = wordsOf(publication);
  switch (movement.kind) {
    case 'up':
      return { sign: `▲${movement.by}`, spoken: counted(publication, board.up, movement.by) };
    case 'down':
      return { sign: `▼${movement.by}`, spoken: counted(publication, board.down, movement.by) };
    case 'new':
      return { sign: board.new, spoken: board.new };
    case 'same':
      return { sign: '–', spoken: board.same };
  }
}

export function rankWords(row: Pick<Standing, 'rank' | 'tied'>, publication: Publication): Spoken {
  const { rank, tied } = row;
  return {
    sign: rankText(row),
    spoken: tied ? fill(wordsOf(publication).board.tied, { rank }) : String(rank),
  };
}

/** What stands in the column of names: boards of models may rank agents, too. */
export function modelHead({ rows }: BoardTable, publication: Publication): string {
  const { model, modelOrAgent } = wordsOf(publication).board;
  return rows.some(({ kind }) => kind === 'agent') ? modelOrAgent : model;
}

/** What the score is called, where the board has a name for it or not. */
export function scoreHead({ scoreLabel }: BoardTable, publication: Publication): string {
  return scoreLabel === '' ? wordsOf(publication).board.score : scoreLabel;
}

/** "high effort"; a publisher may have said the word itself. */
export function effortText(effort: string, publication: Pick<Publication, 'locale'>): string {
  return /\beffort$/i.test(effort) ? effort : fill(wordsOf(publication).board.effort, { effort });
}

/** "+1.2", "−0.4"; empty without a change that shows at the board's decimals. */
export function changeText(table: BoardTable, row: TableRow): string {
  const change = row.scoreChange ?? 0;
  if (Number(change.toFixed(table.decimals)) === 0) return '';
  const figure = scoreText({ ...table, suffix: '' }, Math.abs(change));
  return `${change > 0 ? '+' : '−'}${figure}`;
}

/** Whether a change, as `changeText` prints it, is for the better: the name of its colour, too. */
export function changeKind({ higherIsBetter }: BoardTable, change: string): 'up' | 'down' {
  return change.startsWith('+') === higherIsBetter ? 'up' : 'down';
}

/** A figure beside the score: one of the board's own columns, or the range within which the score lies. */
export type Figure = { readonly label: string; readonly text: (row: TableRow) => string };

/** More columns than this fit no mail: then the figures stay a line under the name at any width. */
const MOST_COLUMNS = 3;

/** The figures that have columns of their own where there is width. */
export function columnsOf(table: BoardTable, publication: Publication): Figure[] {
  const figures = figuresOf(table, publication);
  return figures.length > MOST_COLUMNS ? [] : figures;
}

/** In the order of their columns. */
export function figuresOf(table: BoardTable, publication: Publication): Figure[] {
  const bounded = table.rows.some(({ low, high }) => low !== null && high !== null);
  const columns = table.columns.map((column) => ({
    label: column.label,
    text: (row: TableRow) => extraText(column, row.extra[column.key]),
  }));
  const { range } = wordsOf(publication).board;
  return bounded ? [{ label: range, text: (row) => rangeText(table, row) }, ...columns] : columns;
}

/** "62.1–66.9", the bounds of a score. */
function rangeText(table: BoardTable, { low, high }: TableRow): string {
  const bare = { ...table, prefix: '', suffix: '' };
  return low === null || high === null ? '–' : `${scoreText(bare, low)}–${scoreText(bare, high)}`;
}

/** Organisation and effort, the second line of a model's cell. */
export function makerLine({ organisation, effort }: TableRow, publication: Publication): string {
  return [organisation, effort === null ? '' : effortText(effort, publication)].filter(Boolean).join(DOT);
}

/** "tok/s 87 · $/1M $3.20", the figures where they have no columns. */
export function figuresLine(table: BoardTable, row: TableRow, publication: Publication): string {
  return figuresOf(table, publication)
    .map(({ label, text }) => `${label} ${text(row)}`)
    .join(DOT);
}

function day(date: string, locale: string): string {
  const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }).format(startOfUtcDay(date));
}
