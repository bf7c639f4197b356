/** Puts entries on the list, the same way on both engines. */
import { sql, type Kysely } from 'kysely';
import type { DatabaseSync } from 'node:sqlite';
import type { Database } from '../src/database/connect.ts';
import type { Row, Tables } from '../src/database/schema.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { refuse, type Entry, type Refusal } from './entries.ts';
import { suppressedAmong } from './suppressions.ts';

export type PartOutcome = {
  /** The list changed by these: added, confirmed, or taken off. */
  readonly imported: readonly Entry[];
  readonly existing: number;
  /** The same mailbox again. */
  readonly duplicate: readonly Refusal[];
  /** Good rows of people who must not be mailed: suppressed, or gone from this list. */
  readonly refused: readonly Refusal[];
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
  const suppressed = await suppressedAmong(
    db,
    keys,
    entries.map(({ emailKey }) => emailKey),
  );
  const [barred, allowed] = parted(entries, ({ emailKey }) => suppressed.has(emailKey));
  const distinct = mergeSameMailbox(allowed);
  const again = allowed.length === distinct.size ? [] : allowed.filter((entry) => !distinct.has(entry));
  const put = await (sqlite === null ? putOnPostgres(db, [...distinct]) : putOnSqlite(sqlite, [...distinct]));
  const [came, known] = parted(put.unchanged, ({ stored }) => stored.id > before);
  const [left, existing] = parted(
    known,
    ({ entry, stored }) => stored.state === 'unsubscribed' && entry.state !== 'unsubscribed',
  );
  return {
    imported: put.imported,
    existing: existing.length,
    duplicate: [...again, ...came.map(({ entry }) => entry)].map(({ row }) => refuse(row, AGAIN)),
    refused: [
      ...barred.map(({ row }) => refuse(row, SUPPRESSED)),
      ...left.map(({ entry }) => refuse(entry.row, LEFT)),
    ],
  };
}

const SUPPRESSED =
  'this address bounced, complained, was erased or was suppressed by hand: it must not be mailed';
const AGAIN = 'this mailbox stands in another row of the file, which counts';
const LEFT = 'this person has left the list, and only they can come back, by the form';

function parted<T>(all: readonly T[], test: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

/** The first row of a mailbox counts, unless a later one says that this person has left. */
function mergeSameMailbox(entries: readonly Entry[]): ReadonlySet<Entry> {
  const byKey = new Map<string, Entry>();
  for (const entry of entries) {
    const first = byKey.get(entry.emailKey);
    if (first === undefined || (entry.state === 'unsubscribed' && first.state !== 'unsubscribed')) {
      byKey.set(entry.emailKey, entry);
    }
  }
  return new Set(byKey.values());
}

type Stored = Pick<Row<'subscriber'>, 'id' | 'state'>;
type Put = {
  readonly imported: readonly Entry[];
  /** Rows that changed nothing, each with what stands in the list for that mailbox. */
  readonly unchanged: readonly { readonly entry: Entry; readonly stored: Stored }[];
};

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
 * taken off, unless they confirmed by our own link after that: the date of any other confirmation is that of an import,
 * which proves nothing about them. Nobody who left comes back.
 */
const ON_CONFLICT = `on conflict (email_key) do update set
    state = excluded.state,
    confirmed_at = coalesce(excluded.confirmed_at, subscriber.confirmed_at),
    unsubscribed_at = excluded.unsubscribed_at,
    consent = coalesce(excluded.consent, subscriber.consent)
  where (subscriber.state = 'pending' and excluded.state = 'confirmed')
    or (subscriber.state <> 'unsubscribed' and excluded.state = 'unsubscribed'
      and not exists (select 1 from joining
        where joining.subscriber_id = subscriber.id and joining.confirmed_at > excluded.unsubscribed_at))`;

/**
 * Prepared statements on the connection that the open transaction holds: Kysely would take three times as long. Stored
 * in order of the key, neighbours in its index come after each other; ids still follow the file.
 */
function putOnSqlite(connection: DatabaseSync, entries: readonly Entry[]): Put {
  const put = connection.prepare(
    `insert into subscriber (id, ${NAMES}) values (?${', ?'.repeat(COLUMNS.length)}) ${ON_CONFLICT}`,
  );
  const find = connection.prepare('select id, state from subscriber where email_key = ?');
  const sequence = connection.prepare("select seq from sqlite_sequence where name = 'subscriber'").get();
  const nextId = Number(sequence?.['seq'] ?? 0) + 1;
  const imported: Entry[] = [];
  const unchanged: Put['unchanged'][number][] = [];
  for (const index of orderOfKeys(entries)) {
    const entry = entries[index];
    if (entry === undefined) continue;
    if (Number(put.run(nextId + index, ...COLUMNS.map(([, , value]) => value(entry))).changes) > 0)
      imported.push(entry);
    else unchanged.push({ entry, stored: find.get(entry.emailKey) as Stored });
  }
  return { imported, unchanged };
}

/** Positions of the entries in order of their key; sorting short texts beats sorting by a function. */
function orderOfKeys(entries: readonly Entry[]): number[] {
  const keyed = entries.map(({ emailKey }, index) => `${emailKey} ${index}`);
  return keyed.sort().map((text) => Number(text.slice(text.indexOf(' '))));
}

async function putOnPostgres(db: Kysely<Tables>, entries: readonly Entry[]): Promise<Put> {
  if (entries.length === 0) return { imported: [], unchanged: [] };
  const arrays = COLUMNS.map(([, type, value]) => sql`${entries.map(value)}::${sql.raw(type)}[]`);
  const put = await sql<{ email_key: string }>`
    insert into subscriber (${sql.raw(NAMES)}) select * from unnest(${sql.join(arrays)}) ${sql.raw(ON_CONFLICT)}
    returning email_key`.execute(db);
  const changed = new Set(put.rows.map((row) => row.email_key));
  const [imported, others] = parted(entries, ({ emailKey }) => changed.has(emailKey));
  const found = await sql<Stored & { email_key: string }>`
    select id, state, email_key from subscriber where email_key = any(${others.map(({ emailKey }) => emailKey)})`.execute(
    db,
  );
  const byKey = new Map(found.rows.map((row) => [row.email_key, row]));
  const unchanged = others.flatMap((entry) => {
    const stored = byKey.get(entry.emailKey);
    return stored === undefined ? [] : [{ entry, stored }];
  });
  return { imported, unchanged };
}
