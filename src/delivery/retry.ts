/** Mailing again, by a person's decision alone: who failed for good, and whose mail the provider took and then did not send. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { NewsletterError } from '../model/errors.ts';
import type { ControlDeps } from './control.ts';
import { addBatch } from './ledger-writes.ts';

/** Failed deliveries read at a time. */
const PAGE = 1000;

/**
 * Puts every failed delivery of an edition back to pending, in new batches and so under new keys; the next sender
 * looks at the list again before it claims them. Nothing else is touched: an uncertain one is not mailed again.
 * @param maxBatch messages a batch holds
 * @returns how many
 * @throws NewsletterError not-allowed unless the edition is sending, paused or completed
 */
export async function retryFailed(
  { database, clock }: ControlDeps,
  { editionId, maxBatch }: { readonly editionId: number; readonly maxBatch: number },
): Promise<number> {
  return database.query.transaction().execute(async (trx) => {
    // Taken first: it locks the edition, so that two who press at once do not both retry.
    const { numUpdatedRows } = await trx
      .updateTable('edition')
      .set({ updated_at: clock.now() })
      .where('id', '=', editionId)
      .where('state', 'in', ['sending', 'paused', 'completed'])
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n)
      throw new NewsletterError(
        'not-allowed',
        'Only an edition that has left, or is leaving, can be retried.',
      );
    let retried = 0;
    for (let last = 0; ;) {
      const page = await failedAfter(trx, editionId, last);
      const end = page.at(-1);
      if (end === undefined) break;
      last = end.id;
      retried += page.length;
      for (const [variant, rows] of Map.groupBy(page, (row) => row.variant))
        for (let at = 0; at < rows.length; at += maxBatch) {
          const ids = rows.slice(at, at + maxBatch).map((row) => row.id);
          await reopen(trx, { editionId, variant, ids });
        }
    }
    if (retried > 0)
      await trx
        .updateTable('edition')
        .set({ state: 'sending', state_reason: null, completed_at: null })
        .where('id', '=', editionId)
        .where('state', '=', 'completed')
        .execute();
    return retried;
  });
}

async function failedAfter(
  trx: Transaction<Tables>,
  editionId: number,
  last: number,
): Promise<{ id: number; variant: string }[]> {
  return trx
    .selectFrom('delivery')
    .innerJoin('batch', 'batch.id', 'delivery.batch_id')
    .select(['delivery.id', 'batch.variant'])
    .where('delivery.edition_id', '=', editionId)
    .where('delivery.id', '>', last)
    .where(
      sql<boolean>`(delivery.state = 'failed' or (delivery.state = 'submitted' and delivery.outcome = 'failed'))`,
    )
    .orderBy('delivery.id')
    .limit(PAGE)
    .execute();
}

/** The old id goes: what is still reported under it is of a copy that never left. */
async function reopen(
  trx: Transaction<Tables>,
  { editionId, variant, ids }: { editionId: number; variant: string; ids: readonly number[] },
): Promise<void> {
  const batchId = await addBatch(trx, 'last', { editionId, variant, parentId: null });
  await trx
    .updateTable('delivery')
    .set({
      ...{ batch_id: batchId, state: 'pending', outcome: 'none', provider_id: null, settled_at: null },
      reason: 'retried by hand',
    })
    .where('id', 'in', ids)
    .execute();
}
