/** Claiming: one sender takes one batch under a fence and a lease, and fixes its members and key before any call. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Engine } from '../database/connect.ts';
import type { Row, Tables } from '../database/schema.ts';
import { HOUR_MS, type Instant } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing, SigningKey } from '../platform/signing.ts';
import type { SealedBatch } from '../model/delivery.ts';
import { batchKey, memberSchema, OPEN_STATES, type Claim } from './batch.ts';
import { canaryGate, endCanary, waitsForAFew } from './canary.ts';
import { closeBatch, markClaimed, skip } from './ledger-writes.ts';
import { readMembership } from './members.ts';
import type { PinnedRecipe } from './recipe.ts';
import type { Sealer } from './seal-batch.ts';
import { markUncertain } from './uncertain.ts';

/** How long before the end of a transport's window we stop asking again: room for a slow call and a clock that is off. */
export const WINDOW_MARGIN_MS = HOUR_MS;

/** No lease, back-off or wait that a provider asks for is longer. */
const LONGEST_WAIT_MS = HOUR_MS;

export type ClaimDeps = {
  readonly engine: Engine;
  readonly keys: KeyRing;
  readonly clock: Clock;
  /** Names this sender in the ledger. */
  readonly sender: string;
  readonly leaseMs: number;
  readonly idempotencyWindowMs: number;
  readonly pinned: PinnedRecipe;
  /** Of each variant of the edition. */
  readonly sealers: ReadonlyMap<string, Sealer>;
};

/**
 * - claimed: submit it
 * - closed: it ended without a call (everyone left, or past the window); ask for the next
 * - wait: nothing can be claimed before `until`
 * - finished: no batch is open
 * - stopped: the edition is not `sending`
 */
export type ClaimResult =
  | { readonly kind: 'claimed'; readonly claim: Claim; readonly sealed: SealedBatch }
  | { readonly kind: 'closed' }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' };

/** @param inDoubt the provider's answers tell nothing: only what was offered already may be offered again */
export async function claimBatch(
  trx: Transaction<Tables>,
  deps: ClaimDeps,
  { editionId, inDoubt }: { readonly editionId: number; readonly inDoubt: boolean },
): Promise<ClaimResult> {
  const edition = await trx
    .selectFrom('edition')
    .select('state')
    .where('id', '=', editionId)
    .executeTakeFirstOrThrow();
  if (edition.state !== 'sending') return { kind: 'stopped' };
  const now = deps.clock.now();
  const gate = await canaryGate(trx, editionId, now);
  if (gate !== null && gate.until !== null) return { kind: 'wait', until: gate.until };
  const last = gate?.last ?? null;
  const states = inDoubt ? (['claimed'] as const) : OPEN_STATES;
  const batch = await nextBatch(trx, deps.engine, { editionId, now, last, states });
  if (batch === undefined) {
    const open = await nothingToClaim(trx, editionId, last);
    if (open.kind === 'wait' && open.until > now + LONGEST_WAIT_MS) {
      await wakeAll(trx, editionId, now);
      return { kind: 'closed' };
    }
    // What could be begun is due already, and is not while the doubt lasts: how long, nobody knows.
    if (open.kind === 'wait' && inDoubt) return { kind: 'wait', until: Infinity };
    if (gate === null || (open.kind === 'wait' && !(await waitsForAFew(trx, editionId, gate)))) return open;
    await endCanary(trx, editionId, now);
    return { kind: 'closed' };
  }
  if (batch.first_submitted_at !== null && !mayAskAgain(batch.first_submitted_at, now, deps)) {
    const reason = 'the outcome is unknown, and the time for asking again has passed';
    await markUncertain(trx, batch.id, reason, now);
    return { kind: 'closed' };
  }
  return take(trx, deps, batch);
}

/** Whether the same bytes and key can still be offered without a second mail. */
function mayAskAgain(firstSubmittedAt: Instant, now: Instant, deps: ClaimDeps): boolean {
  const elapsed = now - firstSubmittedAt;
  // A clock that was set back further than the margin no longer says how much time really passed.
  return elapsed > -WINDOW_MARGIN_MS && elapsed < deps.idempotencyWindowMs - WINDOW_MARGIN_MS;
}

type Among = {
  readonly editionId: number;
  readonly now: Instant;
  /** The highest position to look at; null: all. */
  readonly last: number | null;
  readonly states: readonly (typeof OPEN_STATES)[number][];
};

/** A query for each state, so that each reads the index and no settled row. */
async function nextBatch(
  trx: Transaction<Tables>,
  engine: Engine,
  { editionId, now, last, states }: Among,
): Promise<Row<'batch'> | undefined> {
  const open = (state: (typeof OPEN_STATES)[number]) =>
    trx
      .selectFrom('batch')
      .selectAll()
      .where('edition_id', '=', editionId)
      .where('state', '=', state)
      .where(state === 'claimed' ? 'lease_until' : 'not_before', '<=', now)
      .$if(last !== null, (query) => query.where('position', '<=', last))
      .orderBy('position')
      .limit(1)
      .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
      .executeTakeFirst();
  for (const state of states) {
    const found = await open(state);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @param last the highest position to look at; null: all */
async function nothingToClaim(
  trx: Kysely<Tables>,
  editionId: number,
  last: number | null,
): Promise<Extract<ClaimResult, { kind: 'finished' | 'wait' }>> {
  const { until } = await trx
    .selectFrom('batch')
    .select(
      sql<Instant | null>`min(case state when 'pending' then not_before else lease_until end)`.as('until'),
    )
    .where('edition_id', '=', editionId)
    .where('state', 'in', OPEN_STATES)
    .$if(last !== null, (query) => query.where('position', '<=', last))
    .executeTakeFirstOrThrow();
  return until === null ? { kind: 'finished' } : { kind: 'wait', until };
}

/** What waits longer than anything may was written by a clock that ran ahead; set right, nobody would come back for it. */
async function wakeAll(trx: Transaction<Tables>, editionId: number, now: Instant): Promise<void> {
  const tooFar = now + LONGEST_WAIT_MS;
  const open = trx.updateTable('batch').where('edition_id', '=', editionId);
  await open
    .set({ not_before: now })
    .where('state', '=', 'pending')
    .where('not_before', '>', tooFar)
    .execute();
  await open
    .set({ lease_until: now })
    .where('state', '=', 'claimed')
    .where('lease_until', '>', tooFar)
    .execute();
}

/** Key, members and hash are stored before any call: whoever takes over later offers these bytes, or none. */
async function take(trx: Transaction<Tables>, deps: ClaimDeps, batch: Row<'batch'>): Promise<ClaimResult> {
  const now = deps.clock.now();
  const fence = batch.fence + 1;
  const attempts = batch.attempts + 1;
  const leaseUntil = now + deps.leaseMs;
  const cut = isPinned(batch) ? storedCut(batch) : await freshCut(trx, deps, batch, fence);
  if (cut.members.length === 0) {
    await closeBatch(trx, batch.id, 'settled');
    return { kind: 'closed' };
  }
  const sealed = sealerOf(deps, batch)(cut);
  const pin = { payload_hash: sealed.hash, first_submitted_at: now };
  await trx
    .updateTable('batch')
    .set({
      ...{ state: 'claimed', fence, attempts, claimed_by: deps.sender, lease_until: leaseUntil },
      ...{ idempotency_key: cut.key, members: JSON.stringify(cut.members) },
      ...(cut.pinned === null ? pin : {}),
    })
    .where('id', '=', batch.id)
    .execute();
  const { id: batchId, edition_id: editionId, variant } = batch;
  const claim = { batchId, editionId, variant, fence, attempts, leaseUntil, ...cut };
  return { kind: 'claimed', claim, sealed };
}

function sealerOf({ sealers }: ClaimDeps, { edition_id, variant }: Row<'batch'>): Sealer {
  const found = sealers.get(variant);
  if (found !== undefined) return found;
  throw new NewsletterError('broken-invariant', `Edition ${edition_id} has no variant "${variant}".`);
}

type Cut = Pick<Claim, 'key' | 'members' | 'pinned'>;
type PinnedBatch = Row<'batch'> & { [K in PinnedColumn]: NonNullable<Row<'batch'>[K]> };
type PinnedColumn = 'idempotency_key' | 'members' | 'payload_hash' | 'first_submitted_at';

/** These bytes may be at the provider already. */
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
  fence: number,
): Promise<Cut> {
  const now = deps.clock.now();
  const key = signingKey(deps.keys, deps.pinned.keyId);
  const { members, leavers } = await readMembership(trx, batch.id, { keys: deps.keys, key, now });
  await skip(trx, leavers, now);
  await markClaimed(trx, batch.id);
  return { key: batchKey(deps.pinned.recipe, batch.position, fence), members, pinned: null };
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
