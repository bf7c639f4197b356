/** Imports a CSV file of any size: read as a stream, stored in large transactions, every row accounted for. */
import type { Instant } from '../src/model/date.ts';
import type { SubscriberState } from '../src/model/subscriber.ts';
import type { Database } from '../src/database/connect.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { readRows, type CsvRow } from './csv-rows.ts';
import { readText } from './csv-text.ts';
import type { Mapping } from './columns.ts';
import { entryReader, refuse, type Entry, type EntryReader, type Refusal } from './entries.ts';
import { emptyFile, sizeOf, unknownHeader } from './import-file.ts';
import { importBatch, type BatchOutcome } from './import-batch.ts';
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
 * as one of 3,000, and holds the lock for a quarter of a second.
 */
const BATCH_ROWS = 20_000;

/** @throws NewsletterError bad-input when the file is missing, empty, no CSV, or has no column of addresses */
export async function importCsv(
  context: { readonly database: Database; readonly keys: KeyRing; readonly now: Instant },
  request: ImportRequest,
): Promise<ImportReport> {
  const { database, keys, now } = context;
  const before = await lastId(database.query);
  if (request.dryRun !== true)
    return storeAll(request, now, (entries) => importBatch(database, keys, entries, before));
  const rehearsal = await openRehearsal(database, keys, before);
  try {
    return await storeAll(request, now, rehearsal.store);
  } finally {
    await rehearsal.close();
  }
}

async function storeAll(
  request: ImportRequest,
  now: Instant,
  storeBatch: (entries: readonly Entry[]) => Promise<BatchOutcome>,
): Promise<ImportReport> {
  const { batchRows = BATCH_ROWS, onRefused = () => undefined } = request;
  const report = emptyReport();
  let batch: Entry[] = [];
  const refused = async (refusals: readonly Refusal[]) => {
    report.rows += refusals.length;
    report.refused += refusals.length;
    if (refusals.length > 0) await onRefused(refusals);
  };
  const store = async () => {
    const outcome = await storeBatch(batch);
    count(report, batch.length, outcome);
    batch = [];
    await refused(outcome.suppressed.map(({ row }) => refuse(row, SUPPRESSED)));
  };
  for await (const page of readEntries(request, now)) {
    if (request.signal?.aborted === true) return { ...report, complete: false };
    batch.push(...page.filter((one) => one.kind === 'entry'));
    await refused(page.filter((one) => one.kind === 'refusal'));
    if (batch.length >= batchRows) await store();
  }
  await store();
  return report;
}

function count(report: ImportReport, entries: number, outcome: BatchOutcome): void {
  report.rows += entries - outcome.suppressed.length;
  report.imported += outcome.imported.length;
  report.existing += outcome.existing;
  report.duplicate += outcome.duplicate;
  for (const { state } of outcome.imported) report.states[state] += 1;
}

const SUPPRESSED =
  'this address bounced, complained, was erased or was suppressed by hand: it must not be mailed';

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
