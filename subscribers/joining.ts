/** Joining by a form: a request, the confirm notice that may follow from it, and the confirmation with its evidence. */
import type { Kysely } from 'kysely';
import type { Row, Tables } from '../src/database/schema.ts';
import { DAY_MS, type Instant } from '../src/model/date.ts';
import type { Subscriber } from '../src/model/subscriber.ts';
import { networkOf } from '../src/platform/network.ts';
import { addressHash, sign, type KeyRing } from '../src/platform/signing.ts';
import type { Address } from './address.ts';
import { joinFacts, type Asker } from './join-facts.ts';
import { decideJoin, type JoinDecision, type JoinLimits } from './join-limits.ts';
import { orderNotice, type Letter } from './notices.ts';
import { findById, findByKey, toSubscriber } from './store.ts';
import { signOfLife } from './sunset.ts';
import { isSuppressed } from './suppressions.ts';
import { cleanNote } from './wording.ts';

/** How long a confirm link works. */
export const CONFIRM_MS = 2 * DAY_MS;

export type JoinRequest = {
  readonly address: Address;
  /** Page that held the form, and the version of its wording. */
  readonly source: string;
  readonly form: string;
  readonly locale: string;
  /** null: not known. */
  readonly ip: string | null;
  /** It came with a solved challenge. */
  readonly worked: boolean;
};

/**
 * Run it inside a transaction. Nothing in what happens to the caller depends on whether the address is known.
 * @param letter what the confirm notice says, for the subscriber with this id
 * @returns whether the browser must show some work first; `heard` whatever else was decided
 */
export async function join(
  db: Kysely<Tables>,
  keys: KeyRing,
  request: JoinRequest,
  options: { limits: JoinLimits; now: Instant; letter: (subscriberId: number) => Letter },
): Promise<'heard' | 'challenge'> {
  const { address } = request;
  const { now, limits } = options;
  const known = await findByKey(db, address.key);
  const asker = askerOf(keys, request, known);
  const facts = await joinFacts(db, keys, asker, now);
  const decision = decideJoin(facts, limits, { now, worked: request.worked });
  if (decision === 'challenge') return 'challenge';
  const welcome = known?.state !== 'confirmed' && !(await isSuppressed(db, keys, address.key));
  const { id } =
    decision === 'notify' && welcome ? (known ?? (await insertPending(db, request, now))) : NOBODY;
  const mailed =
    id !== null &&
    (await orderNotice(db, keys, {
      ...{
        kind: 'confirm',
        act: `confirm:${id}:${asker.confirmedAt}:${facts.noticesToAddress + 1}`,
        subscriberId: id,
      },
      ...{ emailKey: address.key, letter: options.letter(id), at: now },
    }));
  if (keepsCount(decision, facts, limits))
    await db
      .insertInto('joining')
      .values(rowOf(keys, request, asker, { id, mailed, now }))
      .execute();
  return 'heard';
}

const NOBODY = { id: null };

/** A flood that is answered quietly must not fill the disk. */
function keepsCount(
  decision: JoinDecision,
  { fromNetwork }: { fromNetwork: number },
  { perNetworkHour }: JoinLimits,
): boolean {
  return decision === 'notify' || fromNetwork < perNetworkHour * 8;
}

function askerOf(keys: KeyRing, { address, ip }: JoinRequest, known: Subscriber | null): Asker {
  return {
    ...{ emailKey: address.key, domain: address.key.slice(address.key.lastIndexOf('@') + 1) },
    ipHash: ip === null ? null : sign(keys.newest, 'ip', ip).toString('hex'),
    network: ip === null ? null : networkOf(ip),
    confirmedAt: known?.confirmedAt ?? 0,
  };
}

function rowOf(
  keys: KeyRing,
  { source, form }: JoinRequest,
  { emailKey, domain, ipHash, network }: Asker,
  { id, mailed, now }: { id: number | null; mailed: boolean; now: Instant },
) {
  return {
    ...{ subscriber_id: id, address_hash: addressHash(keys.newest, emailKey), domain, network },
    ...{ ip_hash: ipHash, source: cleanNote(source.slice(0, 300)) ?? '', form },
    ...{ mailed: mailed ? 1 : 0, asked_at: now, confirmed_at: null },
  };
}

async function insertPending(
  db: Kysely<Tables>,
  { address, locale }: JoinRequest,
  now: Instant,
): Promise<Subscriber> {
  const row = await db
    .insertInto('subscriber')
    .values({ email: address.email, email_key: address.key, state: 'pending', locale, created_at: now })
    .onConflict((conflict) => conflict.column('email_key').doUpdateSet({ locale }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toSubscriber(row);
}

/**
 * Confirms who followed the link of a confirm notice, and welcomes them. Run it inside a transaction.
 * @param options.asked when the notice was ordered: who left after that is not brought back by an old link
 * @returns false for a link that does not work any more; the same link twice is true twice, and welcomes once
 */
export async function confirmJoin(
  db: Kysely<Tables>,
  keys: KeyRing,
  id: number,
  options: { asked: Instant; now: Instant; welcome: (subscriber: Subscriber) => Letter },
): Promise<boolean> {
  const { asked, now, welcome } = options;
  const before = await findById(db, id);
  if (before === null || (await isSuppressed(db, keys, before.emailKey))) return false;
  if (before.state === 'confirmed') return true;
  if (before.unsubscribedAt !== null && before.unsubscribedAt >= asked) return false;
  const joining = await latestJoining(db, id);
  const row = await db
    .updateTable('subscriber')
    .set({
      ...{ state: 'confirmed', confirmed_at: now, unsubscribed_at: null },
      ...{ consent: evidence(joining, now), ...signOfLife(now) },
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (joining !== undefined)
    await db.updateTable('joining').set({ confirmed_at: now }).where('id', '=', joining.id).execute();
  await orderNotice(db, keys, {
    ...{ kind: 'welcome', act: `welcome:${id}:${asked}`, subscriberId: id, emailKey: before.emailKey },
    ...{ letter: welcome(toSubscriber(row)), at: now },
  });
  return true;
}

async function latestJoining(db: Kysely<Tables>, id: number): Promise<Row<'joining'> | undefined> {
  return db
    .selectFrom('joining')
    .selectAll()
    .where('subscriber_id', '=', id)
    .where('mailed', '=', 1)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Kept with the subscriber for good; the network stays in `joining` and expires there. */
function evidence(joining: Row<'joining'> | undefined, now: Instant): string {
  const time = (at: Instant) => new Date(at).toISOString();
  const confirmed = `confirmed by the link in the mail at ${time(now)}`;
  if (joining === undefined) return `Double opt-in: ${confirmed}.`;
  return `Double opt-in: asked at ${time(joining.asked_at)} on ${joining.source || 'our own form'}, form ${joining.form}; ${confirmed}.`;
}
