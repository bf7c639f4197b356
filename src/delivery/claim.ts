/** Claiming: one sender takes one batch under a fence and a lease, and fixes its members and key before any call. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Database, Engine } from '../database/connect.ts';
import type { Row, Tables } from '../database/schema.ts';
import { HOUR_MS, type Instant } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing, SigningKey } from '../platform/signing.ts';
import { batchKey, memberSchema, type Claim } from './batch.ts';
import { closeBatch, markUncertain, skip } from './ledger-writes.ts';
import { readMembership } from './members.ts';
import type { PinnedRecipe } from './recipe.ts';

/** How long before the end of a transport's window we stop asking again: room for a slow call and a clock that is off. */
export const WINDOW_MARGIN_MS = HOUR_MS;

export type ClaimDeps = {
  readonly database: Database;
  readonly keys: KeyRing;
  readonly clock: Clock;
  /** Names this sender in the ledger. */
  readonly sender: string;
  readonly leaseMs: number;
  readonly idempotencyWindowMs: number;
};

/**
 * - claimed: submit it
 * - closed: it ended without a call (everyone left, or past the window); ask for the next
 * - wait: nothing can be claimed before `until`
 * - finished: no batch is open
 * - stopped: the edition is not `sending`
 */
export type ClaimResult =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  | { readonly kind: 'closed' }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' };

export async function claimBatch(
  deps: ClaimDeps,
  editionId: number,
  pinned: PinnedRecipe,
): Promise<ClaimResult> {
  return deps.database.query.transaction().execute(async (trx) => {
    const edition = await trx
      .selectFrom('edition')
      .select('state')
      .where('id', '=', editionId)
      .executeTakeFirstOrThrow();
    if (edition.state !== 'sending') return { kind: 'stopped' };
    const now = deps.clock.now();
    const batch = await nextBatch(trx, deps.database.engine, editionId, now);
    if (batch === undefined) return nothingToClaim(trx, editionId);
    if (batch.first_submitted_at !== null && !mayAskAgain(batch.first_submitted_at, now, deps)) {
      await markUncertain(
        trx,
        batch.id,
        'the outcome is unknown, and the time for asking again has passed',
        now,
      );
      return { kind: 'closed' };
    }
    return take(trx, deps, batch, pinned);
  });
}

/** Whether the same bytes and key can still be offered without a second mail. */
function mayAskAgain(firstSubmittedAt: Instant, now: Instant, deps: ClaimDeps): boolean {
  // A clock that was set back says nothing of the time that really passed: far off in either direction is too far.
  return Math.abs(now - firstSubmittedAt) < deps.idempotencyWindowMs - WINDOW_MARGIN_MS;
}

/** Batches of unknown outcome first: their window is running. Two queries, so that each reads the index and no settled row. */
async function nextBatch(
  trx: Transaction<Tables>,
  engine: Engine,
  editionId: number,
  now: Instant,
): Promise<Row<'batch'> | undefined> {
  const open = (state: 'claimed' | 'pending') =>
    trx
      .selectFrom('batch')
      .selectAll()
      .where('edition_id', '=', editionId)
      .where('state', '=', state)
      .where(state === 'claimed' ? 'lease_until' : 'not_before', '<=', now)
      .orderBy('position')
      .limit(1)
      .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
      .executeTakeFirst();
  return (await open('claimed')) ?? (await open('pending'));
}

async function nothingToClaim(trx: Kysely<Tables>, editionId: number): Promise<ClaimResult> {
  const { until } = await trx
    .selectFrom('batch')
    .select(
      sql<Instant | null>`min(case state when 'pending' then not_before else lease_until end)`.as('until'),
    )
    .where('edition_id', '=', editionId)
    .where('state', 'in', ['pending', 'claimed'])
    .executeTakeFirstOrThrow();
  return until === null ? { kind: 'finished' } : { kind: 'wait', until };
}

async function take(
  trx: Transaction<Tables>,
  deps: ClaimDeps,
  batch: Row<'batch'>,
  pinned: PinnedRecipe,
): Promise<ClaimResult> {
  const now = deps.clock.now();
  const fence = batch.fence + 1;
  const attempts = batch.attempts + 1;
  const leaseUntil = now + deps.leaseMs;
  const cut = isPinned(batch) ? storedCut(batch) : await freshCut(trx, deps, batch, pinned, fence);
  if (cut.members.length === 0) {
    await closeBatch(trx, batch.id, 'settled');
    return { kind: 'closed' };
  }
  await trx
    .updateTable('batch')
    .set({
      ...{ state: 'claimed', fence, attempts, claimed_by: deps.sender, lease_until: leaseUntil },
      ...{ idempotency_key: cut.key, members: JSON.stringify(cut.members) },
    })
    .where('id', '=', batch.id)
    .execute();
  const { id: batchId, edition_id: editionId, variant } = batch;
  return { kind: 'claimed', claim: { batchId, editionId, variant, fence, attempts, leaseUntil, ...cut } };
}

type Cut = Pick<Claim, 'key' | 'members' | 'pinned'>;
type PinnedBatch = Row<'batch'> & { [K in PinnedColumn]: NonNullable<Row<'batch'>[K]> };
type PinnedColumn = 'idempotency_key' | 'members' | 'payload_hash' | 'first_submitted_at';

/** These bytes may be at the provider already. Without a hash no call was made, and the batch is cut afresh. */
function isPinned(batch: Row<'batch'>): batch is PinnedBatch {
  return batch.payload_hash !== null;
}

function storedCut(batch: PinnedBatch): Cut {
  return {
    key: batch.idempotency_key,
    members: z.array(memberSchema).parse(JSON.parse(batch.members)),
    pinned: { hash: batch.payload_hash, firstSubmittedAt: batch.first_submitted_at },
  };
}

/** Drops who left until now, and gives the rest a new key. */
async function freshCut(
  trx: Transaction<Tables>,
  deps: ClaimDeps,
  batch: Row<'batch'>,
  pinned: PinnedRecipe,
  fence: number,
): Promise<Cut> {
  const now = deps.clock.now();
  const key = signingKey(deps.keys, pinned.keyId);
  const { members, leavers } = await readMembership(trx, batch.id, { keys: deps.keys, key, now });
  await skip(trx, leavers, now);
  if (members.length > 0)
    await trx
      .updateTable('delivery')
      .set({ state: 'claimed' })
      .where(
        'id',
        'in',
        members.map((member) => member.delivery),
      )
      .execute();
  return { key: batchKey(pinned.recipe, batch.position, fence), members, pinned: null };
}

function signingKey(keys: KeyRing, id: string): SigningKey {
  const found = keys.all.find((key) => key.id === id);
  if (found !== undefined) return found;
  throw new NewsletterError(
    'bad-environment',
    `SIGNING_SECRET no longer holds the key ${id}, and an edition needs it.`,
    {
      hint: 'Put the old secret back at the end of the list until that edition is completed.',
    },
  );
}

/**
 * Pins the bytes before the first call.
 * @returns false when the batch was lost to another sender meanwhile
 */
export async function pinPayload(deps: ClaimDeps, claim: Claim, hash: string): Promise<boolean> {
  const { numUpdatedRows } = await deps.database.query
    .updateTable('batch')
    .set({ payload_hash: hash, first_submitted_at: deps.clock.now() })
    .where('id', '=', claim.batchId)
    .where('fence', '=', claim.fence)
    .where('state', '=', 'claimed')
    .where('payload_hash', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
