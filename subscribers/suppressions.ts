/** Suppressions: addresses that must not be mailed, kept as keyed hashes, so that they outlive the subscriber. */
import type { Kysely } from 'kysely';
import type { Instant } from '../src/model/date.ts';
import type { Suppression, SuppressionReason } from '../src/model/subscriber.ts';
import type { Row, Tables } from '../src/database/schema.ts';
import { addressHash, type KeyRing } from '../src/platform/signing.ts';

/** Hashes a query may name at once: well under SQLite's 32,766 and Postgres' 65,535 parameters. */
const CHUNK = 5000;

/** Keeps the first reason; the same address again is `already`. */
export async function suppress(
  db: Kysely<Tables>,
  keys: KeyRing,
  entry: { emailKey: string; reason: SuppressionReason; note: string | null; at: Instant },
): Promise<'suppressed' | 'already'> {
  if (await isSuppressed(db, keys, entry.emailKey)) return 'already';
  const result = await db
    .insertInto('suppression')
    .values({
      address_hash: addressHash(keys.newest, entry.emailKey),
      key_id: keys.newest.id,
      reason: entry.reason,
      note: entry.note,
      created_at: entry.at,
    })
    .onConflict((conflict) => conflict.column('address_hash').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 0n ? 'already' : 'suppressed';
}

/** Takes the address off the suppression list; it is not put back on the newsletter's list by that. */
export async function lift(
  db: Kysely<Tables>,
  keys: KeyRing,
  emailKey: string,
): Promise<'lifted' | 'not-found'> {
  const hashes = keys.all.map((key) => addressHash(key, emailKey));
  const result = await db.deleteFrom('suppression').where('address_hash', 'in', hashes).executeTakeFirst();
  return result.numDeletedRows === 0n ? 'not-found' : 'lifted';
}

export async function isSuppressed(db: Kysely<Tables>, keys: KeyRing, emailKey: string): Promise<boolean> {
  return (await suppressedAmong(db, keys, [emailKey])).has(emailKey);
}

/** Which of these address keys are suppressed, under whichever key their hash was made. */
export async function suppressedAmong(
  db: Kysely<Tables>,
  keys: KeyRing,
  emailKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  // Hashing is the cost here: a key under which nothing is stored needs none.
  const used = await suppressionKeyIds(db);
  for (const key of keys.all.filter(({ id }) => used.has(id))) {
    for (let start = 0; start < emailKeys.length; start += CHUNK) {
      const chunk = emailKeys.slice(start, start + CHUNK);
      const byHash = new Map(chunk.map((emailKey) => [addressHash(key, emailKey), emailKey]));
      const rows = await db
        .selectFrom('suppression')
        .select('address_hash')
        .where('address_hash', 'in', [...byHash.keys()])
        .execute();
      for (const row of rows) found.add(byHash.get(row.address_hash) ?? row.address_hash);
    }
  }
  return found;
}

/** Signing keys that suppressions are stored under: none of them may be dropped. */
export async function suppressionKeyIds(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  // One step of the index per key: a "distinct" would read every suppression, and each batch of an edition asks.
  for (let last = ''; ;) {
    const row = await db
      .selectFrom('suppression')
      .select('key_id')
      .where('key_id', '>', last)
      .orderBy('key_id')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return found;
    found.add(row.key_id);
    last = row.key_id;
  }
}

/** All suppressions in pages, ordered by hash. */
export async function* suppressionPages(
  db: Kysely<Tables>,
  size: number,
): AsyncGenerator<readonly Suppression[]> {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('suppression')
      .selectAll()
      .where('address_hash', '>', after)
      .orderBy('address_hash')
      .limit(size)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(toSuppression);
    after = last.address_hash;
  }
}

function toSuppression(row: Row<'suppression'>): Suppression {
  return {
    addressHash: row.address_hash,
    keyId: row.key_id,
    reason: row.reason,
    note: row.note,
    createdAt: row.created_at,
  };
}
