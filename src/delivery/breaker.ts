/** The breaker: looks at what came back of an edition that is leaving, and says when it must stop. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/schema.ts';

export type Breaker = {
  /** Shares of what was submitted, 0 to 1. Resend itself pauses an account at 4 % and 0.08 %. */
  readonly bounces: number;
  readonly complaints: number;
  /** Share of one domain's readers whose mail was refused for its content. */
  readonly contentRejections: number;
  /** Below so many submitted messages, shares say nothing; but a canary was chosen to speak, and is heard when it has left. */
  readonly atLeast: number;
};

/** One address is dead on any list. */
const FEWEST_BOUNCES = 2;
/** One complaint among five hundred is a reader, two are a pattern. */
const FEWEST_COMPLAINTS = 2;
const FEWEST_REJECTIONS = 5;

/** Why the edition must stop now; null: nothing speaks against going on. */
export async function reasonToStop(
  trx: Transaction<Tables>,
  breaker: Breaker,
  editionId: number,
): Promise<string | null> {
  const { submitted, canaryHasLeft } = await submittedSoFar(trx, editionId);
  if (submitted < breaker.atLeast && !canaryHasLeft) return null;
  const { bounced, complained } = await outcomes(trx, editionId);
  const share = (count: number) =>
    `${count} of about ${submitted} (${((count / submitted) * 100).toFixed(2)} %)`;
  if (bounced >= FEWEST_BOUNCES && bounced > breaker.bounces * submitted)
    return `too many messages bounced: ${share(bounced)}`;
  if (complained >= FEWEST_COMPLAINTS && complained > breaker.complaints * submitted)
    return `too many readers complained: ${share(complained)}`;
  return refusedContent(trx, breaker, editionId);
}

/** Submitted: by settled batches, since counting a million deliveries every few seconds would cost more than it tells. */
async function submittedSoFar(
  trx: Transaction<Tables>,
  editionId: number,
): Promise<{ submitted: number; canaryHasLeft: boolean }> {
  const batches = await trx
    .selectFrom('batch')
    .select(['state', ({ fn }) => fn.countAll<number>().as('total')])
    .where('edition_id', '=', editionId)
    .where('state', '!=', 'split')
    .groupBy('state')
    .execute();
  const { frozen_count: frozen, canary_ended_at: canaryEndedAt } = await trx
    .selectFrom('recipe')
    .select(['frozen_count', 'canary_ended_at'])
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow();
  const all = batches.reduce((sum, { total }) => sum + total, 0);
  const settled = batches.find(({ state }) => state === 'settled')?.total ?? 0;
  const submitted = Math.round((frozen * settled) / Math.max(1, all));
  return { submitted, canaryHasLeft: canaryEndedAt !== null };
}

/** Written as literals: the index holds these outcomes alone, and an engine must see that the question fits it. */
async function outcomes(
  trx: Transaction<Tables>,
  editionId: number,
): Promise<{ bounced: number; complained: number }> {
  const rows = await trx
    .selectFrom('delivery')
    .select(['outcome', ({ fn }) => fn.countAll<number>().as('total')])
    .where('edition_id', '=', editionId)
    .where(sql<boolean>`outcome in ('bounced', 'complained')`)
    .groupBy('outcome')
    .execute();
  const total = (outcome: string) => rows.find((row) => row.outcome === outcome)?.total ?? 0;
  return { bounced: total('bounced'), complained: total('complained') };
}

/** A domain that refuses the content refuses it for all its readers: our mail is at fault, not the list. */
async function refusedContent(
  trx: Transaction<Tables>,
  { contentRejections }: Breaker,
  editionId: number,
): Promise<string | null> {
  const rejections = await trx
    .selectFrom('delivery_event')
    .innerJoin('subscriber', 'subscriber.id', 'delivery_event.subscriber_id')
    .select(['subscriber.id', 'subscriber.email_key'])
    .where('delivery_event.refused_edition_id', '=', editionId)
    .distinct()
    .execute();
  const domains = Map.groupBy(rejections, ({ email_key }) => email_key.slice(email_key.lastIndexOf('@')));
  for (const [domain, { length }] of domains) {
    if (length < FEWEST_REJECTIONS) continue;
    const atMost = Math.floor(length / contentRejections) + 1;
    const readers = await readersAt(trx, editionId, domain, atMost);
    if (length > contentRejections * readers)
      return `${domain.slice(1)} refused the content of ${length} of ${readers} messages`;
  }
  return null;
}

/** Counted no further than it matters: where a large domain has refused a few, the million is not read at each look. */
async function readersAt(
  trx: Transaction<Tables>,
  editionId: number,
  domain: string,
  atMost: number,
): Promise<number> {
  const readers = trx
    .selectFrom('delivery')
    .innerJoin('subscriber', 'subscriber.id', 'delivery.subscriber_id')
    .select('delivery.id')
    .where('delivery.edition_id', '=', editionId)
    .where('delivery.state', '=', 'submitted')
    .where('subscriber.email_key', 'like', `%${domain}`)
    .$if(Number.isFinite(atMost), (query) => query.limit(atMost));
  const { total } = await trx
    .selectFrom(readers.as('reader'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
