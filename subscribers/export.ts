/** Exports the list as CSV in our own format, page by page. */
import type { Kysely } from 'kysely';
import Papa from 'papaparse';
import type { Tables } from '../src/database/schema.ts';
import { OWN_COLUMNS, ownCells } from './own-format.ts';
import { pages, type SubscriberFilter } from './store.ts';

/** Pieces of the file in order, each of whole lines that end in CRLF (RFC 4180); the header comes first. */
export async function* exportCsv(db: Kysely<Tables>, filter: SubscriberFilter): AsyncGenerator<string> {
  yield lines([[...OWN_COLUMNS]]);
  for await (const page of pages(db, filter, 1000)) yield lines(page.map(ownCells));
}

function lines(rows: string[][]): string {
  return `${Papa.unparse(rows, { newline: '\r\n' })}\r\n`;
}
