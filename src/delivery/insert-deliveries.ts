/** Writing the frozen deliveries of a batch: the one place where a list of a million is written at once, so each engine has its own fast way. */
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';

export type FrozenBatch = {
  readonly editionId: number;
  readonly batchId: number;
  /** In the order of their positions. */
  readonly rows: readonly { readonly subscriberId: number; readonly addressHash: string }[];
};

/** @param trx an open transaction; what is inserted belongs to it */
export function deliveryInserter(
  { sqlite }: Database,
  trx: Transaction<Tables>,
): (batch: FrozenBatch) => Promise<void> {
  if (sqlite === null) return (batch) => insertArrays(trx, batch);
  // On the connection that the transaction holds. One short statement per row: three times as fast as one long one.
  const insert = sqlite.prepare(
    `insert into delivery (edition_id, batch_id, position, subscriber_id, address_hash, state, outcome)
     values (?, ?, ?, ?, ?, 'pending', 'none')`,
  );
  return async ({ editionId, batchId, rows }) => {
    for (const [position, { subscriberId, addressHash }] of rows.entries())
      insert.run(editionId, batchId, position, subscriberId, addressHash);
  };
}

/** One statement with two parameters per batch, whatever its size. */
async function insertArrays(
  trx: Transaction<Tables>,
  { editionId, batchId, rows }: FrozenBatch,
): Promise<void> {
  const subscribers = rows.map((row) => row.subscriberId);
  const hashes = rows.map((row) => row.addressHash);
  await sql`
    insert into delivery (edition_id, batch_id, position, subscriber_id, address_hash, state, outcome)
    select ${editionId}, ${batchId}, place - 1, subscriber, hash, 'pending', 'none'
    from unnest(${subscribers}::bigint[], ${hashes}::text[]) with ordinality as member (subscriber, hash, place)
  `.execute(trx);
}
