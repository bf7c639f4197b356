/** Our own CSV: everything known of a subscriber, so that an exported list imports as it was. */
import type { Instant } from '../src/model/date.ts';
import type { Subscriber } from '../src/model/subscriber.ts';

/** The last column is a time: a cell that ends a line cannot then end in a line break of its own. */
export const OWN_COLUMNS = [
  'email',
  'name',
  'state',
  'sections',
  'paper_categories',
  'locale',
  'consent',
  'created_at',
  'confirmed_at',
  'paused_until',
  'unsubscribed_at',
] as const;

export function isOwnHeader(header: readonly string[]): boolean {
  return header.length === OWN_COLUMNS.length && OWN_COLUMNS.every((name, index) => header[index] === name);
}

/** Before a row's own cells in the file of refused rows, whose cells are all neutralised once more. */
export const REJECTS_COLUMNS = ['line', 'reason'] as const;

export function isRejectsHeader(header: readonly string[]): boolean {
  return REJECTS_COLUMNS.every((name, index) => header[index] === name);
}

/** Cells in the order of OWN_COLUMNS; times as ISO 8601 UTC with milliseconds. */
export function ownCells(subscriber: Subscriber): string[] {
  const text = [
    subscriber.email,
    subscriber.name ?? '',
    subscriber.state,
    subscriber.sections?.join('+') ?? '',
    subscriber.paperCategories?.join('+') ?? '',
    subscriber.locale ?? '',
    subscriber.consent ?? '',
  ];
  const { createdAt, confirmedAt, pausedUntil, unsubscribedAt } = subscriber;
  return [...text.map(neutralise), ...[createdAt, confirmedAt, pausedUntil, unsubscribedAt].map(instantText)];
}

/**
 * A spreadsheet runs a cell that begins with = + - @ (or a tab or line break before one) as a formula, so such a cell
 * gets an apostrophe in front. One that already has apostrophes before such a character gets one more: `restore` takes
 * off exactly one, and every text comes back as it was.
 */
export function neutralise(cell: string): string {
  return /^'*[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
}

export function restore(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell;
}

function instantText(at: Instant | null): string {
  return at === null ? '' : new Date(at).toISOString();
}
