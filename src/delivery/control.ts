/** A person's hand on a running edition: pause, resume, cancel. Senders look before each batch. */
import type { Transaction } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import type { EditionState } from '../model/edition.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import { closeBatch, skip } from './ledger-writes.ts';
import { markUncertain } from './uncertain.ts';

export type ControlDeps = { readonly database: Database; readonly clock: Clock };

/** @throws NewsletterError not-allowed unless the edition is being sent */
export async function pauseEdition(deps: ControlDeps, editionId: number, reason: string): Promise<void> {
  await move(deps, editionId, { from: ['sending'], to: 'paused', reason });
}

/** @throws NewsletterError not-allowed unless the edition is paused */
export async function resumeEdition(deps: ControlDeps, editionId: number): Promise<void> {
  await move(deps, editionId, { from: ['paused'], to: 'sending', reason: null });
}

/**
 * Ends an edition early: what was not offered is skipped, what is unknown becomes uncertain. A batch in a living
 * sender's hands is settled by that sender; call again after a crash of it.
 * @throws NewsletterError not-allowed when the edition is completed
 */
export async function cancelEdition(deps: ControlDeps, editionId: number, reason: string): Promise<void> {
  const from: EditionState[] = ['draft', 'held', 'approved', 'sending', 'paused', 'cancelled'];
  await move(deps, editionId, { from, to: 'cancelled', reason }, (trx) =>
    closeOpenBatches(trx, deps, editionId),
  );
}

type Move = {
  readonly from: readonly EditionState[];
  readonly to: EditionState;
  readonly reason: string | null;
};

async function refusal(
  trx: Transaction<Tables>,
  editionId: number,
  to: EditionState,
): Promise<NewsletterError> {
  const { date, state } = await trx
    .selectFrom('edition')
    .select(['date', 'state'])
    .where('id', '=', editionId)
    .executeTakeFirstOrThrow();
  return new NewsletterError('not-allowed', `The edition of ${date} is ${state}: it cannot become ${to}.`);
}

async function move(
  { database, clock }: ControlDeps,
  editionId: number,
  { from, to, reason }: Move,
  after: (trx: Transaction<Tables>) => Promise<void> = async () => undefined,
): Promise<void> {
  await database.query.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('edition')
      .set({ state: to, state_reason: reason, updated_at: clock.now() })
      .where('id', '=', editionId)
      .where('state', 'in', from)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw await refusal(trx, editionId, to);
    await after(trx);
  });
}

async function closeOpenBatches(
  trx: Transaction<Tables>,
  { database, clock }: ControlDeps,
  editionId: number,
): Promise<void> {
  const now = clock.now();
  const batches = await trx
    .selectFrom('batch')
    .select(['id', 'payload_hash'])
    .where('edition_id', '=', editionId)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'pending'),
        eb.and([eb('state', '=', 'claimed'), eb('lease_until', '<=', now)]),
      ]),
    )
    // A row that is locked is being claimed or settled: in a living sender's hands too, whatever it was when we looked.
    .$if(database.engine === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  for (const { id, payload_hash } of batches) {
    if (payload_hash !== null) {
      await markUncertain(trx, id, 'cancelled while the outcome was unknown', now);
      continue;
    }
    const open = await trx
      .selectFrom('delivery')
      .select('id')
      .where('batch_id', '=', id)
      .where('state', 'in', ['pending', 'claimed'])
      .execute();
    await skip(
      trx,
      open.map((row) => ({ delivery: row.id, reason: 'cancelled' })),
      now,
    );
    await closeBatch(trx, id, 'settled');
  }
}
