/** A dry run: the same import, into a scratch copy of the rows that it would touch; the list itself is only read. */
import { openSqlite, type Database } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import type { Entry } from './entries.ts';
import { importBatch, type BatchOutcome } from './import-batch.ts';
import { suppress, suppressedAmong } from './suppressions.ts';

export type Rehearsal = {
  readonly store: (entries: readonly Entry[]) => Promise<BatchOutcome>;
  close(): Promise<void>;
};

/** SQLite keeps a nameless database in memory, spills it to a file when it grows, and drops both when it is closed. */
const NAMELESS = '';

/** Rows a query may name at once; a row of the list has 12 columns, and SQLite takes 32,766 parameters. */
const CHUNK = 2000;

/** @param before the highest id on the list: who is new gets a higher one, as in the import itself */
export async function openRehearsal(database: Database, keys: KeyRing, before: number): Promise<Rehearsal> {
  const scratch = openSqlite(NAMELESS);
  await migrate(scratch);
  scratch.sqlite?.prepare("insert into sqlite_sequence (name, seq) values ('subscriber', ?)").run(before);
  return {
    store: async (entries) => {
      const emailKeys = [...new Set(entries.map(({ emailKey }) => emailKey))];
      for (let at = 0; at < emailKeys.length; at += CHUNK)
        await copyKnown(database, scratch, keys, emailKeys.slice(at, at + CHUNK));
      return importBatch(scratch, keys, entries, before);
    },
    close: () => scratch.close(),
  };
}

async function copyKnown(
  from: Database,
  to: Database,
  keys: KeyRing,
  emailKeys: readonly string[],
): Promise<void> {
  const known = await from.query
    .selectFrom('subscriber')
    .selectAll()
    .where('email_key', 'in', emailKeys)
    .execute();
  const suppressed = await suppressedAmong(from.query, keys, emailKeys);
  await to.query.transaction().execute(async (trx) => {
    // Who is there already came with an earlier batch of this file, and stays as that batch left them.
    if (known.length > 0)
      await trx
        .insertInto('subscriber')
        .values(known)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    for (const emailKey of suppressed)
      await suppress(trx, keys, { emailKey, reason: 'manual', note: null, at: 0 });
  });
}
