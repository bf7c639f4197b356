/** The outcome that cannot be known: how a batch ends in it, and what settles it afterwards. */
import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import type { DeliveryState } from '../model/delivery.ts';
import { closeBatch, type Accepted } from './ledger-writes.ts';

/**
 * Ends a batch whose outcome cannot be known: settled from what the provider has told of it already, later from its
 * records, or by a person.
 */
export async function markUncertain(
  trx: Kysely<Tables>,
  batchId: number,
  reason: string,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'uncertain', reason, settled_at: now })
    .where('batch_id', '=', batchId)
    .where('state', '=', 'claimed')
    .execute();
  await closeBatch(trx, batchId, 'uncertain', reason);
  const told = await toldOf(trx, batchId);
  await settleProven(
    trx,
    batchId,
    told.map((accepted) => ({ ...accepted, was: 'uncertain', at: now })),
  );
}

/** Whose acceptance events prove that came while the batch was still in a sender's hands. */
async function toldOf(trx: Kysely<Tables>, batchId: number): Promise<readonly Accepted[]> {
  const told = await trx
    .selectFrom('delivery')
    .innerJoin('batch', 'batch.id', 'delivery.batch_id')
    .innerJoin('delivery_event as event', 'event.delivery_id', 'delivery.id')
    .select(['delivery.id as delivery', 'event.provider_id as providerId'])
    .where('delivery.batch_id', '=', batchId)
    .where('delivery.state', '=', 'uncertain')
    .groupBy(['delivery.id', 'event.provider_id', 'batch.first_submitted_at'])
    // What was told of a copy before a retry began before this batch did.
    .having((eb) => eb(eb.fn.min('event.received_at'), '>=', eb.ref('batch.first_submitted_at')))
    .execute();
  // Two copies of one: which is the reader's, the records must say.
  return [...Map.groupBy(told, ({ delivery }) => delivery)].flatMap(([delivery, [one, ...more]]) =>
    one === undefined || one.providerId === null || more.length > 0
      ? []
      : [{ delivery, providerId: one.providerId }],
  );
}

export type Proven = Accepted & { readonly was: DeliveryState; readonly at: Instant };

/** What the provider tells of a message proves that it was accepted, whatever the ledger knew of it before. */
export async function settleProven(
  trx: Kysely<Tables>,
  batchId: number,
  proven: readonly Proven[],
): Promise<void> {
  if (proven.length === 0) return;
  for (const { delivery, providerId, was, at } of proven)
    await trx
      .updateTable('delivery')
      .set({
        ...{ state: 'submitted', skip_reason: null, settled_at: at, provider_id: providerId },
        reason: `settled by the provider's records (it was ${was})`,
      })
      .where('id', '=', delivery)
      .execute();
  // An uncertain batch is settled when none of its deliveries is uncertain any more.
  await trx
    .updateTable('batch')
    .set({ state: 'settled' })
    .where('id', '=', batchId)
    .where('state', '=', 'uncertain')
    .where(
      sql<boolean>`not exists (select 1 from delivery where batch_id = ${batchId} and state = 'uncertain')`,
    )
    .execute();
}
