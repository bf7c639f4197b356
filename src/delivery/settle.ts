/** Settling: what an answer means is written in one transaction, by the sender that still holds the batch, or not at all. */
import type { Transaction } from 'kysely';
import type { Engine } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import type { MessageResult, SubmitResult } from '../model/delivery.ts';
import type { Claim, Member } from './batch.ts';
import { decide, MOST_ATTEMPTS, type Decision } from './decide.ts';
import {
  closeBatch,
  markFailed,
  markSubmitted,
  releaseBatch,
  reopenBatch,
  skip,
  splitBatch,
  type Accepted,
} from './ledger-writes.ts';
import { lockEdition } from './lock-edition.ts';
import { markUncertain } from './uncertain.ts';
import { withoutAddresses } from './without-addresses.ts';

export type Settlement =
  | { readonly kind: Decision['kind']; readonly submitted: number; readonly leftDuringAttempt: number }
  /** Another sender holds the batch now: nothing was written. */
  | { readonly kind: 'lost' };

export type Answered = { readonly claim: Claim; readonly answer: SubmitResult };

export type SettleDeps = {
  readonly engine: Engine;
  readonly idempotencyWindowMs: number;
  readonly now: Instant;
};

export async function settle(
  trx: Transaction<Tables>,
  deps: SettleDeps,
  { claim, answer: told }: Answered,
): Promise<Settlement> {
  const { engine, now, idempotencyWindowMs } = deps;
  const answer = withoutAddresses(told);
  const decision = decide(answer, {
    ...{ size: claim.members.length, attempts: claim.attempts, resubmission: claim.pinned !== null },
    ...{ idempotencyWindowMs, now, lastAttempt: await isLastAttempt(trx, claim, answer) },
  });
  if (!(await stillHeld(trx, claim))) return { kind: 'lost' };
  if (answer.kind === 'pause') await pauseRunning(trx, claim.editionId, answer.reason, now);
  await apply(trx, { engine, claim, answer, now }, await inItsEdition(trx, { engine, claim }, decision));
  const submitted = decision.kind === 'record' ? accepted(claim, decision.results).length : 0;
  const leftDuringAttempt = submitted > 0 ? await noteWhoLeft(trx, claim) : 0;
  return { kind: decision.kind, submitted, leftDuringAttempt };
}

/** So many, or this share of the list, wait for a second look of their servers: more (or most of a canary), and it is no reader's fault. */
const A_FEW = 10;
const FEW_SHARE = 0.05;

/** Whether a refusal for now is taken as one for good: asked often enough, while the others pass. */
async function isLastAttempt(
  trx: Transaction<Tables>,
  { attempts, editionId }: Claim,
  answer: SubmitResult,
): Promise<boolean> {
  if (answer.kind !== 'deferred' || attempts < MOST_ATTEMPTS) return false;
  const recipe = await trx
    .selectFrom('recipe')
    .select(['frozen_count', 'canary_batches', 'canary_ended_at'])
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow();
  const ofAll = Math.max(A_FEW, Math.floor(FEW_SHARE * recipe.frozen_count));
  const isCanary = recipe.canary_batches > 0 && recipe.canary_ended_at === null;
  const few = isCanary ? Math.min(ofAll, Math.max(0, Math.floor(recipe.canary_batches / 2) - 1)) : ofAll;
  const alike = await trx
    .selectFrom('batch')
    .select('id')
    .where('edition_id', '=', editionId)
    .where('state', '=', 'pending')
    .where('attempts', '>', 0)
    .limit(few + 1)
    .execute();
  // This one is not among them: it is in our hands.
  return alike.length <= few;
}

/** The fence. An update, not a read: on Postgres it also locks the row until the transaction ends. */
async function stillHeld(trx: Transaction<Tables>, claim: Claim): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('batch')
    .set({ claimed_by: null })
    .where('id', '=', claim.batchId)
    .where('fence', '=', claim.fence)
    .where('state', '=', 'claimed')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

type Final = Decision | { readonly kind: 'skip' };

/** In a cancelled edition nothing is offered again: what was not accepted is skipped, what is unknown stays uncertain. */
async function inItsEdition(
  trx: Transaction<Tables>,
  { engine, claim }: Pick<Held, 'engine' | 'claim'>,
  decision: Decision,
): Promise<Final> {
  // What each message came to is recorded whatever the edition is, and the fast path asks no more than it must.
  if (decision.kind === 'record') return decision;
  // Locked: whoever cancels at this moment either waits, and finds the batch open again, or is done, and is seen here.
  const edition = await lockEdition(engine, trx, claim.editionId);
  if (edition?.state !== 'cancelled') return decision;
  if (decision.kind === 'recut' || decision.kind === 'split') return { kind: 'skip' };
  return decision.kind === 'ask-again' ? { kind: 'uncertain', reason: decision.reason } : decision;
}

type Held = Answered & { readonly engine: Engine; readonly now: Instant };

async function apply(trx: Transaction<Tables>, held: Held, decision: Final): Promise<void> {
  const { claim, answer, now } = held;
  const { batchId, members } = claim;
  switch (decision.kind) {
    case 'record':
      return record(trx, held, decision.results);
    case 'ask-again':
      return releaseBatch(trx, batchId, decision.at, decision.reason);
    case 'recut':
      return reopenBatch(trx, batchId, {
        ...{ notBefore: decision.at, reason: decision.reason },
        attempts: answer.kind === 'deferred' ? claim.attempts : 0,
      });
    case 'split':
      return splitBatch(trx, claim, parts(members, decision.index), decision.reason);
    case 'uncertain':
      return markUncertain(trx, batchId, decision.reason, now);
    case 'fail':
      for (const member of members) await markFailed(trx, member.delivery, decision.reason, now);
      await closeBatch(trx, batchId, 'settled', decision.reason);
      if (await refusesEveryone(trx, claim.editionId))
        await pauseRunning(trx, claim.editionId, `every message so far was refused: ${decision.reason}`, now);
      return;
    case 'skip':
      await skip(
        trx,
        members.map(({ delivery }) => ({ delivery, reason: 'cancelled' })),
        now,
      );
      return closeBatch(trx, batchId, 'settled');
  }
}

/** Each returned id on its own delivery, each refusal on its own. */
async function record(
  trx: Transaction<Tables>,
  { engine, claim, now }: Held,
  results: readonly MessageResult[],
): Promise<void> {
  const { batchId } = claim;
  await markSubmitted(trx, { engine, batchId, accepted: accepted(claim, results) }, now);
  for (const [index, result] of results.entries()) {
    const member = claim.members[index];
    if (result.kind === 'rejected' && member !== undefined)
      await markFailed(trx, member.delivery, result.reason, now);
  }
  await closeBatch(trx, batchId, 'settled');
}

function accepted(claim: Claim, results: readonly MessageResult[]): Accepted[] {
  return claim.members.flatMap(({ delivery }, index) => {
    const result = results[index];
    return result?.kind === 'submitted' ? [{ delivery, providerId: result.providerId }] : [];
  });
}

/** The named member alone and the rest; halves where none is named. */
function parts(members: readonly Member[], index: number | null): (readonly Member[])[] {
  if (index !== null && index >= 0 && index < members.length)
    return [members.toSpliced(index, 1), members.slice(index, index + 1)];
  const middle = Math.ceil(members.length / 2);
  return [members.slice(0, middle), members.slice(middle)];
}

/** Three refused and none accepted: the fault is in the mail, not in the addresses, and the rest must not be burnt on it. */
async function refusesEveryone(trx: Transaction<Tables>, editionId: number): Promise<boolean> {
  // Through settled batches and no further than it takes: counting a million for each refusal would hold up the rest.
  const settled = (state: 'submitted' | 'failed', most: number) =>
    trx
      .selectFrom('batch')
      .innerJoin('delivery', 'delivery.batch_id', 'batch.id')
      .select('delivery.id')
      .where('batch.edition_id', '=', editionId)
      .where('batch.state', '=', 'settled')
      .where('delivery.state', '=', state)
      .limit(most)
      .execute();
  if ((await settled('submitted', 1)).length > 0) return false;
  return (await settled('failed', 3)).length === 3;
}

/** Stops every sender before its next batch; a person lets it go on. */
export async function pauseRunning(
  trx: Transaction<Tables>,
  editionId: number,
  reason: string,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('edition')
    .set({ state: 'paused', state_reason: reason, updated_at: now })
    .where('id', '=', editionId)
    .where('state', '=', 'sending')
    .execute();
}

/** Who left while the call was under way is mailed all the same, and named. */
async function noteWhoLeft(trx: Transaction<Tables>, claim: Claim): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('delivery')
    .set({ reason: 'left during the attempt' })
    .where('batch_id', '=', claim.batchId)
    .where('state', '=', 'submitted')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('subscriber')
            .select('subscriber.id')
            .whereRef('subscriber.id', '=', 'delivery.subscriber_id')
            .where('subscriber.state', '=', 'confirmed'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
