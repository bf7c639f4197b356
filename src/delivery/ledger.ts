/** The ledger's totals, and the law they must keep: frozen = the sum over states. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { DELIVERY_STATES, type LedgerCount } from '../model/delivery.ts';
import type { Database } from '../database/connect.ts';
import { OPEN_STATES } from './batch.ts';

/** How the reason of a delivery begins that the provider accepted two messages for, by its own records. */
export const SECOND_COPY = 'accepted a second time';

export type Audit = {
  readonly count: LedgerCount;
  /** Each a sentence; empty when the ledger is whole. */
  readonly problems: readonly string[];
};

/** Deliveries of an edition by state; all zero before it is prepared. */
export async function countEdition(database: Database, editionId: number): Promise<LedgerCount> {
  const rows = await database.query
    .selectFrom('delivery')
    .select(({ fn }) => ['state', fn.countAll<number>().as('total')])
    .where('edition_id', '=', editionId)
    .groupBy('state')
    .execute();
  const recipe = await database.query
    .selectFrom('recipe')
    .select('frozen_count')
    .where('edition_id', '=', editionId)
    .executeTakeFirst();
  const zero = { pending: 0, claimed: 0, submitted: 0, skipped: 0, failed: 0, uncertain: 0 };
  const states = Object.fromEntries(rows.map(({ state, total }) => [state, total]));
  return { frozen: recipe?.frozen_count ?? 0, ...zero, ...states };
}

/** Whether a batch waits for a sender, or is in the hands of one. */
export async function hasOpen(query: Kysely<Tables>, editionId: number): Promise<boolean> {
  const open = await query
    .selectFrom('batch')
    .select('id')
    .where('edition_id', '=', editionId)
    .where('state', 'in', OPEN_STATES)
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}

/** Checks the law, and that rows agree with the batches they belong to. */
export async function auditEdition(database: Database, editionId: number): Promise<Audit> {
  const count = await countEdition(database, editionId);
  const sum = DELIVERY_STATES.reduce((total, state) => total + count[state], 0);
  const problems: string[] = [];
  if (sum !== count.frozen)
    problems.push(`${count.frozen} deliveries were frozen, but the states add up to ${sum}.`);
  for (const { name, total } of await strays(database, editionId))
    if (total > 0) problems.push(`${total} ${name}.`);
  return { count, problems };
}

async function strays({ query }: Database, editionId: number): Promise<{ name: string; total: number }[]> {
  const deliveries = query
    .selectFrom('delivery')
    .innerJoin('batch', 'batch.id', 'delivery.batch_id')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('delivery.edition_id', '=', editionId);
  const cases = {
    'deliveries are open in a batch that is closed': deliveries
      .where('batch.state', 'in', ['settled', 'split', 'uncertain'])
      .where('delivery.state', 'in', ['pending', 'claimed']),
    'deliveries count as submitted without an id from the transport': deliveries
      .where('delivery.state', '=', 'submitted')
      .where('delivery.provider_id', 'is', null),
    'deliveries were accepted twice, say the records of the provider': deliveries.where(
      'delivery.reason',
      'like',
      `${SECOND_COPY}%`,
    ),
    'deliveries are skipped without a reason': deliveries
      .where('delivery.state', '=', 'skipped')
      .where('delivery.skip_reason', 'is', null),
  };
  return Promise.all(
    Object.entries(cases).map(async ([name, found]) => {
      const { total } = await found.executeTakeFirstOrThrow();
      return { name, total };
    }),
  );
}
