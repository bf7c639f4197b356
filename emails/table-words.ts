/** What a benchmark table says in words, once for html and text. */
import {
  effortText,
  extraText,
  rankText,
  scoreText,
  type Movement,
  type Standing,
} from '../src/model/board.ts';
import { startOfUtcDay } from '../src/model/date.ts';
import type { BenchmarksSection, BoardTable, Publication, TableRow } from '../src/model/edition.ts';
import { absolute, DOT } from './words.ts';

/** "Top 5 of 42 by Resolved, as of 23 November 2026, version v2, window Oct 2026". */
export function tableCaption(table: BoardTable, publication: Publication): string {
  const size =
    table.rows.length < table.total ? `Top ${table.rows.length} of ${table.total}` : `All ${table.total}`;
  return [
    `${size}${table.scoreLabel === '' ? '' : ` by ${table.scoreLabel}`}`,
    `as of ${day(table.asOf, publication.locale)}`,
    table.version === null ? '' : `version ${table.version}`,
    table.window === null ? '' : `window ${table.window}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Sentences under a table, each on its own. */
export function tableNotes(table: BoardTable): string[] {
  const tied = table.tiedBeyond;
  return [
    tied > 0 ? `${tied} more ${tied === 1 ? 'is' : 'are'} tied with the last row shown.` : '',
    table.staleNote ?? '',
    table.invented ? 'Models and figures are invented.' : '',
  ].filter(Boolean);
}

export function attributionLine(table: BoardTable): string {
  const { name, licence } = table.attribution;
  return licence === null ? name : `${name}, ${licence}`;
}

export function tableLinkLabel(table: BoardTable): string {
  return `All ${table.total} in ${table.title}`;
}

/** Where the full table stands on its page. */
export function tableLink(publication: Publication, section: BenchmarksSection, table: BoardTable): string {
  return `${absolute(publication, section.all.path)}#${table.id}`;
}

/** Movement as signs, and as words for who listens. Neither leans on colour. */
export function movementWords(movement: Movement): { sign: string; spoken: string } {
  if (movement.kind === 'up') return { sign: `▲${movement.by}`, spoken: `up ${movement.by}` };
  if (movement.kind === 'down') return { sign: `▼${movement.by}`, spoken: `down ${movement.by}` };
  return movement.kind === 'new' ? { sign: 'new', spoken: 'new' } : { sign: '–', spoken: 'unchanged' };
}

export function rankWords(row: Pick<Standing, 'rank' | 'tied'>): { sign: string; spoken: string } {
  return { sign: rankText(row), spoken: row.tied ? `${row.rank}, tied` : String(row.rank) };
}

/** "+1.2", "−0.4"; empty without a change that shows at the board's decimals. */
export function changeText(table: BoardTable, row: TableRow): string {
  const change = row.scoreChange ?? 0;
  if (Number(change.toFixed(table.decimals)) === 0) return '';
  const figure = scoreText({ ...table, suffix: '' }, Math.abs(change));
  return `${change > 0 ? '+' : '−'}${figure}`;
}

/** A figure beside the score: one of the board's own columns, or the range within which the score lies. */
export type Figure = { readonly label: string; readonly text: (row: TableRow) => string };

/** More columns than this fit no mail: then the figures stay a line under the name at any width. */
const MOST_COLUMNS = 3;

/** The figures that have columns of their own where there is width. */
export function columnsOf(table: BoardTable): Figure[] {
  const figures = figuresOf(table);
  return figures.length > MOST_COLUMNS ? [] : figures;
}

/** In the order of their columns. */
export function figuresOf(table: BoardTable): Figure[] {
  const bounded = table.rows.some(({ low, high }) => low !== null && high !== null);
  const columns = table.columns.map((column) => ({
    label: column.label,
    text: (row: TableRow) => extraText(column, row.extra[column.key]),
  }));
  return bounded ? [{ label: 'Range', text: (row) => rangeText(table, row) }, ...columns] : columns;
}

/** "62.1–66.9", the bounds of a score. */
function rangeText(table: BoardTable, { low, high }: TableRow): string {
  const bare = { ...table, prefix: '', suffix: '' };
  return low === null || high === null ? '–' : `${scoreText(bare, low)}–${scoreText(bare, high)}`;
}

/** Organisation and effort, the second line of a model's cell. */
export function makerLine(row: TableRow): string {
  return [row.organisation, row.effort === null ? '' : effortText(row.effort)].filter(Boolean).join(DOT);
}

/** "tok/s 87 · $/1M $3.20", the figures where they have no columns. */
export function figuresLine(table: BoardTable, row: TableRow): string {
  return figuresOf(table)
    .map(({ label, text }) => `${label} ${text(row)}`)
    .join(DOT);
}

function day(date: string, locale: string): string {
  const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }).format(startOfUtcDay(date));
}
