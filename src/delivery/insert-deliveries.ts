/** Writing the frozen list: the one place where a million rows are written at once, so each engine has its own fast way. */
import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import { insertBatch } from './ledger-writes.ts';

export type FrozenBatch = {
  readonly position: number;
  readonly variant: string;
  /** In the order of their positions. */
  readonly rows: readonly { readonly subscriberId: number; readonly addressHash: string }[];
};

/** Reads the list through `db`, and writes each batch of it. */
export type Gather = (
  db: Kysely<Tables>,
  write: (batch: FrozenBatch) => Promise<void>,
) => Promise<{ readonly frozen: number; readonly batches: number }>;

export type FrozenList = {
  /** Everything that was gathered becomes batches and deliveries of an edition, as part of this transaction. */
  insert(trx: Transaction<Tables>, editionId: number): ReturnType<Gather>;
  close(): Promise<void>;
};

/**
 * On Postgres nothing happens before `insert`: its writers wait for no one. SQLite's lock is the whole file's, and
 * whoever leaves waits for it: there the list is gathered beside it, and `insert` copies it.
 */
export async function openFrozenList({ engine, query }: Database, gather: Gather): Promise<FrozenList> {
  if (engine === 'sqlite') return gatherBeside(query, gather);
  return {
    insert: (trx, editionId) => gather(trx, (batch) => insertArrays(trx, editionId, batch)),
    close: async () => undefined,
  };
}

/** In temporary tables of this connection, which are on the disk and under no lock. */
async function gatherBeside(query: Kysely<Tables>, gather: Gather): Promise<FrozenList> {
  // Two that prepare at once on one connection gather into a table each.
  const run = randomUUID();
  const [batches, members] = [sql.id('temp', `batch ${run}`), sql.id('temp', `member ${run}`)];
  const close = async () => {
    for (const table of [batches, members]) await sql`drop table if exists ${table}`.execute(query);
  };
  await sql`create table ${batches} (position integer primary key, variant text)`.execute(query);
  await sql`create table ${members} (batch integer, position integer, subscriber integer, hash text)`.execute(
    query,
  );
  try {
    const counts = await gather(query, async ({ position, variant, rows }) => {
      await sql`insert into ${batches} values (${position}, ${variant})`.execute(query);
      const listed = JSON.stringify(rows.map(({ subscriberId, addressHash }) => [subscriberId, addressHash]));
      await sql`insert into ${members}
        select ${position}, key, value ->> 0, value ->> 1 from json_each(${listed})`.execute(query);
    });
    return { insert: copy, close };

    async function copy(trx: Transaction<Tables>, editionId: number): ReturnType<Gather> {
      await sql`
        insert into batch (edition_id, position, variant, state, fence, not_before, attempts)
        select ${editionId}, position, variant, 'pending', 0, 0, 0 from ${batches} order by position`.execute(
        trx,
      );
      await sql`
        insert into delivery (edition_id, batch_id, position, subscriber_id, address_hash, state, outcome)
        select ${editionId}, batch.id, member.position, subscriber, hash, 'pending', 'none'
        from ${members} as member cross join batch
          on batch.edition_id = ${editionId} and batch.position = member.batch
        order by member.rowid`.execute(trx);
      return counts;
    }
  } catch (error) {
    await close();
    throw error;
  }
}

/** One statement with two parameters per batch, whatever its size. */
async function insertArrays(
  trx: Transaction<Tables>,
  editionId: number,
  { position, variant, rows }: FrozenBatch,
): Promise<void> {
  const batchId = await insertBatch(trx, { editionId, position, variant, parentId: null });
  const subscribers = rows.map((row) => row.subscriberId);
  const hashes = rows.map((row) => row.addressHash);
  await sql`
    insert into delivery (edition_id, batch_id, position, subscriber_id, address_hash, state, outcome)
    select ${editionId}, ${batchId}, place - 1, subscriber, hash, 'pending', 'none'
    from unnest(${subscribers}::bigint[], ${hashes}::text[]) with ordinality as member (subscriber, hash, place)
  `.execute(trx);
}
