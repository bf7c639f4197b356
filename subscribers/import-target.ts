/** Puts entries on the list, the same way on both engines. */
import { sql, type Kysely } from 'kysely';
import type { DatabaseSync } from 'node:sqlite';
import type { Database } from '../src/database/connect.ts';
import type { Tables } from '../src/database/schema.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import type { Entry } from './entries.ts';
import { suppressedAmong } from './suppressions.ts';

export type PartOutcome = {
  /** The list changed by these: added, confirmed, or taken off. */
  readonly imported: readonly Entry[];
  readonly existing: number;
  readonly duplicate: number;
  readonly suppressed: readonly Entry[];
};

export type StorePart = (entries: readonly Entry[]) => Promise<PartOutcome>;

/** Where entries go, many parts in one transaction. */
export type ImportTarget = { inTransaction(work: (storePart: StorePart) => Promise<void>): Promise<void> };

/**
 * @param before the highest id before the import: who has a higher one came with this file
 * @param bring called before each part with the keys in it
 */
export function listTarget(
  database: Database,
  keys: KeyRing,
  before: number,
  bring: (db: Kysely<Tables>, emailKeys: readonly string[]) => Promise<void> = async () => undefined,
): ImportTarget {
  return {
    inTransaction: (work) =>
      database.query.transaction().execute((db) =>
        work(async (entries) => {
          await bring(db, [...new Set(entries.map(({ emailKey }) => emailKey))]);
          return storePart({ db, sqlite: database.sqlite, keys, before }, entries);
        }),
      ),
  };
}

type Context = {
  readonly db: Kysely<Tables>;
  readonly sqlite: DatabaseSync | null;
  readonly keys: KeyRing;
  readonly before: number;
};

async function storePart(context: Context, entries: readonly Entry[]): Promise<PartOutcome> {
  const { db, sqlite, keys, before } = context;
  const refused = await suppressedAmong(
    db,
    keys,
    entries.map(({ emailKey }) => emailKey),
  );
  const allowed = refused.size === 0 ? entries : entries.filter(({ emailKey }) => !refused.has(emailKey));
  const distinct = mergeSameMailbox(allowed);
  const { imported, duplicate } = await (sqlite === null
    ? putOnPostgres(db, distinct, before)
    : putOnSqlite(sqlite, distinct, before));
  return {
    imported,
    existing: distinct.length - imported.length - duplicate,
    duplicate: duplicate + allowed.length - distinct.length,
    suppressed: entries.filter(({ emailKey }) => refused.has(emailKey)),
  };
}

/** The first row of a mailbox counts, unless a later one says that this person has left. */
function mergeSameMailbox(entries: readonly Entry[]): readonly Entry[] {
  const byKey = new Map<string, Entry>();
  for (const entry of entries) {
    const first = byKey.get(entry.emailKey);
    if (first === undefined || (entry.state === 'unsubscribed' && first.state !== 'unsubscribed')) {
      byKey.set(entry.emailKey, entry);
    }
  }
  return [...byKey.values()];
}

type Put = { readonly imported: readonly Entry[]; readonly duplicate: number };

/** A column of the list, its type on Postgres, and its value. */
type Column = readonly [string, 'text' | 'bigint', (entry: Entry) => string | number | null];

const COLUMNS: readonly Column[] = [
  ['email', 'text', (entry) => entry.email],
  ['email_key', 'text', (entry) => entry.emailKey],
  ['name', 'text', (entry) => entry.name],
  ['state', 'text', (entry) => entry.state],
  ['sections', 'text', (entry) => entry.sections],
  ['paper_categories', 'text', (entry) => entry.paperCategories],
  ['locale', 'text', (entry) => entry.locale],
  ['paused_until', 'bigint', (entry) => entry.pausedUntil],
  ['created_at', 'bigint', (entry) => entry.createdAt],
  ['confirmed_at', 'bigint', (entry) => entry.confirmedAt],
  ['unsubscribed_at', 'bigint', (entry) => entry.unsubscribedAt],
  ['consent', 'text', (entry) => entry.consent],
];

const NAMES = COLUMNS.map(([name]) => name).join(', ');

/**
 * Who is on the list already changes in two ways only: pending becomes confirmed, and whoever the file says has left is
 * taken off, unless they confirmed here after that. Nobody who left comes back.
 */
const ON_CONFLICT = `on conflict (email_key) do update set
    state = excluded.state,
    confirmed_at = coalesce(excluded.confirmed_at, subscriber.confirmed_at),
    unsubscribed_at = excluded.unsubscribed_at,
    consent = coalesce(excluded.consent, subscriber.consent)
  where (subscriber.state = 'pending' and excluded.state = 'confirmed')
    or (subscriber.state <> 'unsubscribed' and excluded.state = 'unsubscribed'
      and excluded.unsubscribed_at >= coalesce(subscriber.confirmed_at, 0))`;

/**
 * Prepared statements on the connection that the open transaction holds: Kysely would take three times as long. Stored
 * in order of the key, neighbours in its index come after each other; ids still follow the file.
 */
function putOnSqlite(connection: DatabaseSync, entries: readonly Entry[], before: number): Put {
  const put = connection.prepare(
    `insert into subscriber (id, ${NAMES}) values (?${', ?'.repeat(COLUMNS.length)}) ${ON_CONFLICT}`,
  );
  const find = connection.prepare('select id from subscriber where email_key = ?');
  const sequence = connection.prepare("select seq from sqlite_sequence where name = 'subscriber'").get();
  const nextId = Number(sequence?.['seq'] ?? 0) + 1;
  const imported: Entry[] = [];
  let duplicate = 0;
  for (const index of orderOfKeys(entries)) {
    const entry = entries[index];
    if (entry === undefined) continue;
    if (Number(put.run(nextId + index, ...COLUMNS.map(([, , value]) => value(entry))).changes) > 0)
      imported.push(entry);
    else if (Number(find.get(entry.emailKey)?.['id']) > before) duplicate += 1;
  }
  return { imported, duplicate };
}

/** Positions of the entries in order of their key; sorting short texts beats sorting by a function. */
function orderOfKeys(entries: readonly Entry[]): number[] {
  const keyed = entries.map(({ emailKey }, index) => `${emailKey} ${index}`);
  return keyed.sort().map((text) => Number(text.slice(text.indexOf(' '))));
}

async function putOnPostgres(db: Kysely<Tables>, entries: readonly Entry[], before: number): Promise<Put> {
  if (entries.length === 0) return { imported: [], duplicate: 0 };
  const arrays = COLUMNS.map(([, type, value]) => sql`${entries.map(value)}::${sql.raw(type)}[]`);
  const put = await sql<{ email_key: string }>`
    insert into subscriber (${sql.raw(NAMES)}) select * from unnest(${sql.join(arrays)}) ${sql.raw(ON_CONFLICT)}
    returning email_key`.execute(db);
  const changed = new Set(put.rows.map((row) => row.email_key));
  const unchanged = entries.flatMap(({ emailKey }) => (changed.has(emailKey) ? [] : [emailKey]));
  const came = await sql<{ count: number }>`
    select count(*) as count from subscriber where email_key = any(${unchanged}) and id > ${before}`.execute(
    db,
  );
  const imported = entries.filter(({ emailKey }) => changed.has(emailKey));
  return { imported, duplicate: came.rows[0]?.count ?? 0 };
}
