/** The ledger's verbs, always inside a transaction: how a delivery or batch ends, opens again or is split. Taking one is claim.ts; what the provider tells later, events.ts. */
import { sql, type Kysely } from 'kysely';
import type { Engine } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import type { SkipReason } from '../model/delivery.ts';
import type { Member } from './batch.ts';

type Writer = Kysely<Tables>;

/** Marks deliveries of people who left before their batch was claimed. */
export async function skip(
  trx: Writer,
  leavers: readonly { readonly delivery: number; readonly reason: SkipReason }[],
  now: Instant,
): Promise<void> {
  for (const [reason, group] of Map.groupBy(leavers, (leaver) => leaver.reason))
    await trx
      .updateTable('delivery')
      .set({ state: 'skipped', skip_reason: reason, settled_at: now })
      .where(
        'id',
        'in',
        group.map((leaver) => leaver.delivery),
      )
      .execute();
}

/** What is still open of a batch is in the hands of whoever claimed it. */
export async function markClaimed(trx: Writer, batchId: number): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'claimed' })
    .where('batch_id', '=', batchId)
    .where('state', '=', 'pending')
    .execute();
}

export type Accepted = { readonly delivery: number; readonly providerId: string };

/** One short statement for the whole batch: which message got which id. */
export async function markSubmitted(
  trx: Writer,
  { engine, batchId, accepted }: { engine: Engine; batchId: number; accepted: readonly Accepted[] },
  now: Instant,
): Promise<void> {
  if (accepted.length === 0) return;
  const ids = JSON.stringify(
    Object.fromEntries(accepted.map(({ delivery, providerId }) => [`d${delivery}`, providerId])),
  );
  const json = engine === 'postgres' ? sql`cast(${ids} as jsonb)` : sql`${ids}`;
  const providerId = sql<string | null>`${json} ->> ('d' || id)`;
  await trx
    .updateTable('delivery')
    .set({ state: 'submitted', settled_at: now, provider_id: providerId })
    .where('batch_id', '=', batchId)
    .where(providerId, 'is not', null)
    .execute();
}

export async function markFailed(trx: Writer, delivery: number, reason: string, now: Instant): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'failed', reason, settled_at: now })
    .where('id', '=', delivery)
    .execute();
}

/** Addresses are kept in a batch only while it is open; an uncertain one keeps its key and hash as evidence. */
export async function closeBatch(
  trx: Writer,
  batchId: number,
  state: 'settled' | 'split' | 'uncertain',
  lastError: string | null = null,
): Promise<void> {
  await trx
    .updateTable('batch')
    .set({ state, claimed_by: null, lease_until: null, members: null, last_error: lastError })
    .where('id', '=', batchId)
    .execute();
}

/**
 * Proven unaccepted: forgets key, bytes and members, so that the next claim cuts afresh, without who left.
 * @param attempts those that count against its readers; 0 where the fault was anybody's
 */
export async function reopenBatch(
  trx: Writer,
  batchId: number,
  { notBefore, reason, attempts }: { notBefore: Instant; reason: string; attempts: number },
): Promise<void> {
  await trx
    .updateTable('batch')
    .set({
      ...{ state: 'pending', claimed_by: null, lease_until: null, not_before: notBefore, last_error: reason },
      ...{ idempotency_key: null, payload_hash: null, members: null, first_submitted_at: null, attempts },
    })
    .where('id', '=', batchId)
    .execute();
  await trx
    .updateTable('delivery')
    .set({ state: 'pending' })
    .where('batch_id', '=', batchId)
    .where('state', '=', 'claimed')
    .execute();
}

/** Outcome unknown: nobody holds it, and whoever claims it from `at` on must offer the same bytes under the same key. */
export async function releaseBatch(trx: Writer, batchId: number, at: Instant, reason: string): Promise<void> {
  await trx
    .updateTable('batch')
    .set({ claimed_by: null, lease_until: at, last_error: reason })
    .where('id', '=', batchId)
    .execute();
}

/**
 * Moves the members of a batch into smaller ones, each of which will get a key of its own. They go before all others:
 * what one message is refused for is found in a few calls, before the whole list is halved for it; and the parts of a
 * canary are of the canary.
 */
export async function splitBatch(
  trx: Writer,
  batch: { readonly batchId: number; readonly editionId: number; readonly variant: string },
  parts: readonly (readonly Member[])[],
  reason: string,
): Promise<void> {
  const { editionId, variant, batchId: parentId } = batch;
  for (const part of parts.toReversed()) {
    const batchId = await addBatch(trx, 'first', { editionId, variant, parentId });
    await trx
      .updateTable('delivery')
      .set({ batch_id: batchId, state: 'pending' })
      .where(
        'id',
        'in',
        part.map((member) => member.delivery),
      )
      .execute();
  }
  await closeBatch(trx, parentId, 'split', reason);
}

/** An empty batch before or behind all others of its edition. @returns its id */
export async function addBatch(
  trx: Writer,
  place: 'first' | 'last',
  batch: Omit<NewBatch, 'position'>,
): Promise<number> {
  const { editionId } = batch;
  // Two senders that split at once must not take the same positions: whoever is second waits here.
  await trx
    .updateTable('recipe')
    .set({ edition_id: editionId })
    .where('edition_id', '=', editionId)
    .execute();
  // One end alone is looked up in the index; both together, SQLite would read every batch for.
  const { end } = await trx
    .selectFrom('batch')
    .select(({ fn }) => (place === 'first' ? fn.min('position') : fn.max('position')).as('end'))
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow();
  return insertBatch(trx, { ...batch, position: place === 'first' ? end - 1 : end + 1 });
}

type NewBatch = {
  readonly editionId: number;
  /** From 1 on as prepared; parts of a split batch before that, down to below zero. */
  readonly position: number;
  readonly variant: string;
  readonly parentId: number | null;
};

/** An empty batch. @returns its id */
export async function insertBatch(
  trx: Writer,
  { editionId, position, variant, parentId }: NewBatch,
): Promise<number> {
  const { id } = await trx
    .insertInto('batch')
    .values({
      ...{ edition_id: editionId, position, variant, parent_id: parentId },
      ...{ state: 'pending', fence: 0, not_before: 0, attempts: 0 },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
