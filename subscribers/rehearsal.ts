/** A dry run: the same import, into a scratch copy of the rows that it would touch; the list itself is only read. */
import type { Kysely } from 'kysely';
import { openSqlite, type Database } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import type { Tables } from '../src/database/schema.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { listTarget, type ImportTarget } from './import-target.ts';
import { suppress, suppressedAmong } from './suppressions.ts';

export type Rehearsal = { readonly target: ImportTarget; close(): Promise<void> };

/** SQLite keeps a nameless database in memory, spills it to a file when it grows, and drops both when it is closed. */
const NAMELESS = '';

/** Rows a query may name at once: a row of the list has a dozen columns, and SQLite takes 32,766 parameters. */
const CHUNK = 2000;

/** @param before the highest id on the list: who is new gets a higher one, as in the import itself */
export async function openRehearsal(database: Database, keys: KeyRing, before: number): Promise<Rehearsal> {
  const scratch = openSqlite(NAMELESS);
  await migrate(scratch);
  scratch.sqlite?.prepare("insert into sqlite_sequence (name, seq) values ('subscriber', ?)").run(before);
  const bring = async (to: Kysely<Tables>, emailKeys: readonly string[]) => {
    for (let at = 0; at < emailKeys.length; at += CHUNK)
      await copyKnown(database.query, to, keys, emailKeys.slice(at, at + CHUNK));
  };
  return { target: listTarget(scratch, keys, before, bring), close: () => scratch.close() };
}

/** Who is there already came with an earlier part of this file, and stays as that part left them. */
async function copyKnown(
  from: Kysely<Tables>,
  to: Kysely<Tables>,
  keys: KeyRing,
  emailKeys: readonly string[],
): Promise<void> {
  const known = await from.selectFrom('subscriber').selectAll().where('email_key', 'in', emailKeys).execute();
  if (known.length > 0) {
    await to
      .insertInto('subscriber')
      .values(known)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await copyConfirmations(
      from,
      to,
      known.map(({ id }) => id),
    );
  }
  for (const emailKey of await suppressedAmong(from, keys, emailKeys))
    await suppress(to, keys, { emailKey, reason: 'manual', note: null, at: 0 });
}

/** When each confirmed by our own link: it decides against a file that says they left. */
async function copyConfirmations(
  from: Kysely<Tables>,
  to: Kysely<Tables>,
  ids: readonly number[],
): Promise<void> {
  const confirmed = await from
    .selectFrom('joining')
    .select(({ fn }) => ['subscriber_id', fn.max('confirmed_at').as('confirmed_at')])
    .where('subscriber_id', 'in', ids)
    .groupBy('subscriber_id')
    .execute();
  const rest = { address_hash: '', domain: '', source: '', form: '', mailed: 1, asked_at: 0 };
  if (confirmed.length > 0)
    await to
      .insertInto('joining')
      .values(confirmed.map((row) => ({ ...rest, ...row })))
      .execute();
}
