/** Imports a CSV file of any size: read as a stream, stored in large transactions, every row accounted for. */
import type { Instant } from '../src/model/date.ts';
import type { SubscriberState } from '../src/model/subscriber.ts';
import type { Database } from '../src/database/connect.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { readRows, type CsvRow } from './csv-rows.ts';
import { readText } from './csv-text.ts';
import type { Mapping } from './columns.ts';
import { entryReader, type Entry, type EntryReader, type Refusal } from './entries.ts';
import { emptyFile, sizeOf, unknownHeader } from './import-file.ts';
import { listTarget, type ImportTarget, type StorePart } from './import-target.ts';
import { openRehearsal } from './rehearsal.ts';
import { lastId } from './store.ts';
import { cleanNote } from './wording.ts';

export type ImportRequest = {
  readonly file: string;
  /** How the people in this file agreed, kept with each as evidence: makes them confirmed. null: they stay pending. */
  readonly consent: string | null;
  /** Told once, when the header is read and before anything is stored. */
  readonly onMapping?: (mapping: Mapping) => void;
  /** Awaited, so that a slow disk slows the reading instead of filling the memory. */
  readonly onRefused?: (refusals: readonly Refusal[]) => void | Promise<void>;
  /** Rows that say again what another row of the file says. */
  readonly onDuplicate?: (duplicates: readonly Refusal[]) => void | Promise<void>;
  /** Bytes read, of bytes in the file. */
  readonly onProgress?: (read: number, total: number) => void;
  /** Stops after the batch in hand; run the import again to complete it. */
  readonly signal?: AbortSignal;
  /** Nothing is stored: the report says what would be. */
  readonly dryRun?: boolean;
  /** Rows a transaction holds; 20,000 by default. */
  readonly batchRows?: number;
};

/** The law: rows = imported + existing + duplicate + refused. */
export type ImportReport = {
  rows: number;
  /** Rows that added someone, confirmed someone pending, or took someone off. */
  imported: number;
  /** What the imported rows made of their subscribers. */
  states: Record<SubscriberState, number>;
  /** On the list before this import, and left as they were. */
  existing: number;
  /** The same mailbox again in this file. */
  duplicate: number;
  refused: number;
  /** False when it was stopped before the end of the file. */
  complete: boolean;
};

/**
 * SQLite rewrites index pages for each random key: a transaction of 20,000 rows stores several times as many a second
 * as one of 3,000, and holds the lock for about a quarter of a second.
 */
const BATCH_ROWS = 20_000;

/** Rows that a statement stores, and all that is held in memory. */
const PART_ROWS = 2000;

/** @throws NewsletterError bad-input when the file is missing, empty, no CSV, or has no column of addresses */
export async function importCsv(
  context: { readonly database: Database; readonly keys: KeyRing; readonly now: Instant },
  request: ImportRequest,
): Promise<ImportReport> {
  const { database, keys, now } = context;
  const before = await lastId(database.query);
  if (request.dryRun !== true) return storeAll(request, now, listTarget(database, keys, before));
  const rehearsal = await openRehearsal(database, keys, before);
  try {
    return await storeAll(request, now, rehearsal.target);
  } finally {
    await rehearsal.close();
  }
}

async function storeAll(request: ImportRequest, now: Instant, target: ImportTarget): Promise<ImportReport> {
  const { batchRows = BATCH_ROWS } = request;
  const report = emptyReport();
  const parts = inParts(readEntries(request, now), Math.min(batchRows, PART_ROWS));
  let next = await parts.next();
  const more = () => next.done !== true && request.signal?.aborted !== true;
  while (more())
    await target.inTransaction(async (storePart) => {
      for (let stored = 0; stored < batchRows && more(); next = await parts.next())
        if (next.done !== true) stored += await storeOne(request, report, next.value, storePart);
    });
  await parts.return(undefined);
  return { ...report, complete: next.done === true };
}

/** @returns how many rows it had to store */
async function storeOne(
  { onRefused, onDuplicate }: ImportRequest,
  report: ImportReport,
  part: readonly (Entry | Refusal)[],
  storePart: StorePart,
): Promise<number> {
  const entries = part.filter((one) => one.kind === 'entry');
  const { imported, existing, duplicate, refused: unwanted } = await storePart(entries);
  const malformed = part.filter((one) => one.kind === 'refusal');
  const refused = byLine([...malformed, ...unwanted]);
  report.rows += part.length;
  report.imported += imported.length;
  report.existing += existing;
  report.duplicate += duplicate.length;
  report.refused += refused.length;
  for (const { state } of imported) report.states[state] += 1;
  if (refused.length > 0) await onRefused?.(refused);
  if (duplicate.length > 0) await onDuplicate?.(byLine(duplicate));
  return entries.length;
}

function byLine(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.toSorted((a, b) => a.line - b.line);
}

/** Gathers small pages, and cuts large ones. */
async function* inParts<T>(pages: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<readonly T[]> {
  const part: T[] = [];
  for await (const page of pages) {
    part.push(...page);
    while (part.length >= size) yield part.splice(0, size);
  }
  if (part.length > 0) yield part;
}

async function* readEntries(
  request: ImportRequest,
  at: Instant,
): AsyncGenerator<readonly (Entry | Refusal)[]> {
  const { file, onProgress } = request;
  const total = await sizeOf(file);
  const consent = cleanNote(request.consent ?? '');
  let reader: EntryReader | null = null;
  for await (const rows of readRows(readText(file, (bytes) => onProgress?.(bytes, total)))) {
    const [header, ...others] = rows;
    const entries: readonly CsvRow[] = reader === null ? others : rows;
    if (reader === null) {
      reader = entryReader(header?.fields ?? [], { consent, at }) ?? unknownHeader(file, header);
      request.onMapping?.(reader.mapping);
    }
    yield entries.map(reader.read);
  }
  if (reader === null) throw emptyFile(file);
}

function emptyReport(): ImportReport {
  const states = { pending: 0, confirmed: 0, unsubscribed: 0 };
  return { rows: 0, imported: 0, states, existing: 0, duplicate: 0, refused: 0, complete: true };
}
