/** Imports a CSV file of any size: read as a stream, stored in large transactions, every row accounted for. */
import { stat } from 'node:fs/promises';
import { NewsletterError, messageOf } from '../src/model/errors.ts';
import type { Instant } from '../src/model/date.ts';
import type { SubscriberState } from '../src/model/subscriber.ts';
import type { Database } from '../src/database/connect.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { readRows, type CsvRow } from './csv-rows.ts';
import { readText } from './csv-text.ts';
import { entryReader, refuse, type Entry, type EntryReader, type Refusal } from './entries.ts';
import { importBatch } from './import-batch.ts';
import { lastId } from './store.ts';
import { cleanNote } from './wording.ts';

export type ImportRequest = {
  readonly file: string;
  /** How the people in this file agreed, kept with each as evidence: makes them confirmed. null: they stay pending. */
  readonly consent: string | null;
  /** Awaited, so that a slow disk slows the reading instead of filling the memory. */
  readonly onRefused?: (refusals: readonly Refusal[]) => void | Promise<void>;
  /** Bytes read, of bytes in the file. */
  readonly onProgress?: (read: number, total: number) => void;
  /** Stops after the batch in hand; run the import again to complete it. */
  readonly signal?: AbortSignal;
  /** Rows a transaction holds; 50,000 by default. */
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
 * SQLite rewrites index pages for each random key: a transaction of 50,000 rows stores several times as many a second
 * as one of 3,000, and holds the lock for less than a second.
 */
const BATCH_ROWS = 20000;

/** @throws NewsletterError bad-input when the file is missing, empty, no CSV, or has no column of addresses */
export async function importCsv(
  context: { readonly database: Database; readonly keys: KeyRing; readonly now: Instant },
  request: ImportRequest,
): Promise<ImportReport> {
  const { database, keys } = context;
  const { batchRows = BATCH_ROWS, onRefused = () => undefined } = request;
  const before = await lastId(database.query);
  const report = emptyReport();
  let batch: Entry[] = [];

  const refused = async (refusals: readonly Refusal[]) => {
    report.rows += refusals.length;
    report.refused += refusals.length;
    if (refusals.length > 0) await onRefused(refusals);
  };
  const store = async () => {
    const outcome = await importBatch(database, keys, batch, before);
    report.rows += batch.length - outcome.suppressed.length;
    report.imported += outcome.imported.length;
    report.existing += outcome.existing;
    report.duplicate += outcome.duplicate;
    for (const { state } of outcome.imported) report.states[state] += 1;
    batch = [];
    await refused(outcome.suppressed.map(({ row }) => refuse(row, SUPPRESSED)));
  };

  for await (const page of readEntries(request, context.now)) {
    if (request.signal?.aborted === true) return { ...report, complete: false };
    batch.push(...page.filter((one) => one.kind === 'entry'));
    await refused(page.filter((one) => one.kind === 'refusal'));
    if (batch.length >= batchRows) await store();
  }
  await store();
  return report;
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
  let read: EntryReader | null = null;
  for await (const rows of readRows(readText(file, (bytes) => onProgress?.(bytes, total)))) {
    const [header, ...others] = rows;
    const entries: readonly CsvRow[] = read === null ? others : rows;
    read ??= entryReader(header?.fields ?? [], { consent, at }) ?? unknownHeader(file, header);
    yield entries.map(read);
  }
  if (read === null) throw emptyFile(file);
}

async function sizeOf(file: string): Promise<number> {
  try {
    const { size, isDirectory } = await describe(file);
    if (isDirectory)
      throw new NewsletterError('bad-input', `${file} is a folder.`, { hint: 'Name a CSV file in it.' });
    if (size === 0) throw emptyFile(file);
    return size;
  } catch (error) {
    if (error instanceof NewsletterError) throw error;
    throw new NewsletterError('bad-input', `${file} cannot be read: ${messageOf(error)}`, {
      hint: 'Check the path, and that you may read the file.',
      cause: error,
    });
  }
}

async function describe(file: string): Promise<{ size: number; isDirectory: boolean }> {
  const found = await stat(file);
  return { size: found.size, isDirectory: found.isDirectory() };
}

function emptyFile(file: string): NewsletterError {
  return new NewsletterError('bad-input', `${file} is empty.`, {
    hint: 'The first line must name the columns, one of them "email"; the lines below it hold the subscribers.',
  });
}

function unknownHeader(file: string, header: CsvRow | undefined): never {
  // Excel workbooks are zip archives.
  const isWorkbook = header?.fields[0]?.startsWith('PK\u0003\u0004') === true;
  const columns =
    header?.fields
      .map((name) => `"${name.slice(0, 40)}"`)
      .slice(0, 12)
      .join(', ') ?? '';
  throw new NewsletterError(
    'bad-input',
    isWorkbook
      ? `${file} is a workbook, not a CSV file.`
      : `${file} names no column of addresses in its first line (${columns}).`,
    {
      hint: isWorkbook
        ? 'Save it as CSV (UTF-8) in the spreadsheet program.'
        : 'Put the column names in the first line, one of them "email".',
    },
  );
}

function emptyReport(): ImportReport {
  const states = { pending: 0, confirmed: 0, unsubscribed: 0 };
  return { rows: 0, imported: 0, states, existing: 0, duplicate: 0, refused: 0, complete: true };
}
