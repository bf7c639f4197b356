/** Recording events: each once, in any order; they settle what was uncertain, and take off the list who must not be mailed. */
import type { Transaction } from 'kysely';
import type { Database, Engine } from '../database/connect.ts';
import type { Row, Tables } from '../database/schema.ts';
import { DAY_MS, type Instant } from '../model/date.ts';
import { outcomeOf, type DeliveryEvent } from '../model/delivery-event.ts';
import type { SoftBounceRules } from '../model/list-policies.ts';
import type { SuppressionReason } from '../model/subscriber.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing } from '../platform/signing.ts';
import { parseAddress } from '../../subscribers/address.ts';
import { suppress } from '../../subscribers/suppressions.ts';
import { positionOf } from './batch.ts';
import { frozenAddresses } from './members.ts';
import { SECOND_COPY } from './ledger.ts';
import { pauseRunning } from './settle.ts';
import { softVerdict, type Attempt } from './soft-bounces.ts';
import { settleProven } from './uncertain.ts';

export type EventDeps = {
  readonly database: Database;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly softBounces: SoftBounceRules;
};

/** `already`: this event is known, and nothing changed. */
export type Recorded = 'recorded' | 'already';

export async function recordEvent(deps: EventDeps, event: DeliveryEvent): Promise<Recorded> {
  const { database } = deps;
  return database.query.transaction().execute(async (trx) => {
    const delivery = await deliveryOf(trx, database.engine, deps.keys, event);
    if (!(await insertOnce(trx, deps, event, delivery))) return 'already';
    if (delivery !== undefined) await follow(trx, deps, delivery, event);
    const ours = delivery !== undefined || (await isNotice(trx, event)) || event.providerId === null;
    if (ours) await stopMailing(trx, deps, event, delivery);
    return 'recorded';
  });
}

type Found = Pick<
  Row<'delivery'>,
  'id' | 'edition_id' | 'batch_id' | 'subscriber_id' | 'state' | 'provider_id'
>;

/** By the provider's id; by our own tags where the answer with the id was lost. Locked, so that two events take turns. */
async function deliveryOf(
  trx: Transaction<Tables>,
  engine: Engine,
  keys: KeyRing,
  event: DeliveryEvent,
): Promise<Found | undefined> {
  if (event.providerId === null) return undefined;
  const rows = trx
    .selectFrom('delivery')
    .innerJoin('edition', 'edition.id', 'delivery.edition_id')
    .select([
      ...(['delivery.id', 'delivery.edition_id', 'delivery.batch_id', 'delivery.subscriber_id'] as const),
      ...(['delivery.state', 'delivery.provider_id', 'delivery.address_hash', 'edition.date'] as const),
    ])
    .$if(engine === 'postgres', (query) => query.forUpdate('delivery'));
  const known = await rows.where('delivery.provider_id', '=', event.providerId).executeTakeFirst();
  if (known !== undefined) return known;
  const { edition, delivery } = event.tags;
  if (delivery === undefined || !/^\d{1,15}$/.test(delivery)) return undefined;
  const tagged = await rows.where('delivery.id', '=', Number(delivery)).executeTakeFirst();
  // Another newsroom on the same account counts its deliveries from 1 too: day and address must agree.
  if (tagged?.date !== edition || tagged === undefined) return undefined;
  return frozenAddresses(keys, event.address ?? '').includes(tagged.address_hash) ? tagged : undefined;
}

async function insertOnce(
  trx: Transaction<Tables>,
  { clock }: EventDeps,
  event: DeliveryEvent,
  delivery: Found | undefined,
): Promise<boolean> {
  const { id, kind, type, at, providerId, detail } = event;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('delivery_event')
    .values({
      ...{ event_id: id, delivery_id: delivery?.id ?? null, subscriber_id: delivery?.subscriber_id ?? null },
      ...{ provider_id: providerId, type, kind, occurred_at: at, received_at: clock.now(), json: detail },
      refused_edition_id: refusesContent(event) ? (delivery?.edition_id ?? null) : null,
    })
    .onConflict((conflict) => conflict.column('event_id').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** In the words of Resend, and of SES behind it: not the address was refused, but what the mail says. */
function refusesContent({ type, detail }: DeliveryEvent): boolean {
  return type === 'email.bounced' && detail.includes('"ContentRejected"');
}

async function follow(
  trx: Transaction<Tables>,
  { clock }: EventDeps,
  delivery: Found,
  event: DeliveryEvent,
): Promise<void> {
  const { providerId } = event;
  if (providerId === null || (await isOfCopyBefore(trx, delivery, event))) return;
  // The ledger knows this message under another id: the provider accepted two.
  if (delivery.provider_id !== null && delivery.provider_id !== providerId)
    return stopAtSecondCopy(trx, delivery, providerId, clock.now());
  const { id, batch_id, state: was } = delivery;
  if (PROVABLE.has(was)) await settleProven(trx, batch_id, [{ delivery: id, providerId, was, at: event.at }]);
  await setOutcome(trx, delivery.id, providerId);
}

/** A copy that the provider took and did not send, before a person had the reader mailed again: late news of it says nothing. */
async function isOfCopyBefore(
  trx: Transaction<Tables>,
  delivery: Found,
  event: DeliveryEvent,
): Promise<boolean> {
  if (delivery.provider_id === event.providerId || (await isOfItsBatch(trx, delivery, event))) return false;
  const failure = trx
    .selectFrom('delivery_event')
    .select('event_id')
    .where('delivery_id', '=', delivery.id)
    .where('provider_id', '=', event.providerId)
    .where('kind', '=', 'failed')
    .where('event_id', '<>', event.id);
  return (await failure.executeTakeFirst()) !== undefined;
}

/** Mailed again it stands in another batch. In the same one, the copy may have failed before any answer named it. */
async function isOfItsBatch(
  trx: Transaction<Tables>,
  { batch_id }: Found,
  { tags }: DeliveryEvent,
): Promise<boolean> {
  const { position } = await trx
    .selectFrom('batch')
    .select('position')
    .where('id', '=', batch_id)
    .executeTakeFirstOrThrow();
  return positionOf(tags['batch'] ?? '') === position;
}

/** More was accepted than was frozen. Whatever the cause, no sender may claim another batch before a person has looked. */
async function stopAtSecondCopy(
  trx: Transaction<Tables>,
  { id, edition_id }: Found,
  providerId: string,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ reason: `${SECOND_COPY} as ${providerId}` })
    .where('id', '=', id)
    .execute();
  await pauseRunning(
    trx,
    edition_id,
    'more messages were accepted than readers frozen: see status --audit',
    now,
  );
}

/** What is still open is left to the sender that holds it: its own answer, or the same key again, says the same. */
const PROVABLE: ReadonlySet<Found['state']> = new Set(['uncertain', 'failed', 'skipped']);

async function setOutcome(trx: Transaction<Tables>, deliveryId: number, providerId: string): Promise<void> {
  const rows = await trx
    .selectFrom('delivery_event')
    .select('kind')
    .where('delivery_id', '=', deliveryId)
    .where('provider_id', '=', providerId)
    .execute();
  const outcome = outcomeOf(rows.map(({ kind }) => kind));
  await trx.updateTable('delivery').set({ outcome }).where('id', '=', deliveryId).execute();
}

async function isNotice(trx: Transaction<Tables>, { providerId }: DeliveryEvent): Promise<boolean> {
  if (providerId === null) return false;
  const notice = trx.selectFrom('notice').select('id').where('provider_id', '=', providerId);
  return (await notice.executeTakeFirst()) !== undefined;
}

const REASONS: Readonly<Partial<Record<DeliveryEvent['kind'], SuppressionReason>>> = {
  bounced: 'bounce',
  suppressed: 'bounce',
  complained: 'complaint',
};

async function stopMailing(
  trx: Transaction<Tables>,
  deps: EventDeps,
  event: DeliveryEvent,
  delivery: Found | undefined,
): Promise<void> {
  const reason = REASONS[event.kind];
  if (reason !== undefined) return suppressAddress(trx, deps, event, reason);
  if (event.kind !== 'bounced-softly' || delivery === undefined) return;
  const attempts = await attemptsOf(trx, delivery.subscriber_id, event.at, deps.softBounces);
  const verdict = softVerdict(attempts, deps.softBounces);
  if (verdict.kind === 'stop') return suppressAddress(trx, deps, event, 'bounce');
  if (verdict.kind === 'rest')
    await trx
      .updateTable('subscriber')
      .set({ paused_until: verdict.until })
      .where('id', '=', delivery.subscriber_id)
      // A longer break that the reader chose stays.
      .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<', verdict.until)]))
      .execute();
}

/** The address that was mailed, not the one its reader has now. */
async function suppressAddress(
  trx: Transaction<Tables>,
  { keys, clock }: EventDeps,
  { address, type }: DeliveryEvent,
  reason: SuppressionReason,
): Promise<void> {
  const parsed = parseAddress(address ?? '');
  if (parsed.ok) await suppress(trx, keys, { emailKey: parsed.key, reason, note: type, at: clock.now() });
}

/** A rest, and what led to it, lie so far back at most. */
const LONG_AGO_MS = 30 * DAY_MS;

async function attemptsOf(
  trx: Transaction<Tables>,
  subscriberId: number,
  at: number,
  { withinDays, restDays }: SoftBounceRules,
): Promise<Attempt[]> {
  const since = at - LONG_AGO_MS - (withinDays + restDays) * DAY_MS;
  const rows = await trx
    .selectFrom('delivery_event')
    .select(['delivery_id', 'kind', 'occurred_at'])
    .where('subscriber_id', '=', subscriberId)
    .where('occurred_at', '>', since)
    .where('kind', 'in', ['bounced-softly', 'delivered'])
    .execute();
  // One word for each edition: what was delivered in the end did not bounce.
  return [...Map.groupBy(rows, (row) => row.delivery_id).values()].map((events) => {
    const last = Math.max(...events.map((event) => event.occurred_at));
    const kind = events.some((event) => event.kind === 'delivered') ? 'delivered' : 'bounced-softly';
    return { kind, at: last };
  });
}
