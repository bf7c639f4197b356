/** What can happen to a subscriber: joining, confirming, leaving, being erased. Nobody who left comes back through these. */
import type { Kysely } from 'kysely';
import type { Instant } from '../src/model/date.ts';
import type { Subscriber } from '../src/model/subscriber.ts';
import type { Tables } from '../src/database/schema.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { parseAddress, type AddressProblem } from './address.ts';
import { findById, findByKey, toSubscriber } from './store.ts';
import { isSuppressed, suppress } from './suppressions.ts';
import { cleanName, cleanNote } from './wording.ts';

export type AddRequest = {
  readonly address: string;
  readonly name?: string | null;
  /** How this person agreed, kept as evidence: makes the subscriber confirmed. null: pending until they confirm. */
  readonly consent: string | null;
};

export type AddResult =
  | { readonly kind: 'added' | 'confirmed'; readonly subscriber: Subscriber }
  /** On the list before, and left as it was (also when that person has unsubscribed). */
  | { readonly kind: 'existing'; readonly subscriber: Subscriber }
  | { readonly kind: 'suppressed' }
  | { readonly kind: 'refused'; readonly reason: AddressProblem };

/** Run it inside a transaction: it reads before it writes. */
export async function add(
  db: Kysely<Tables>,
  keys: KeyRing,
  request: AddRequest,
  at: Instant,
): Promise<AddResult> {
  const address = parseAddress(request.address);
  if (!address.ok) return { kind: 'refused', reason: address.reason };
  if (await isSuppressed(db, keys, address.key)) return { kind: 'suppressed' };
  const consent = cleanNote(request.consent ?? '');
  const row = await db
    .insertInto('subscriber')
    .values({
      email: address.email,
      email_key: address.key,
      name: cleanName(request.name ?? ''),
      state: consent === null ? 'pending' : 'confirmed',
      created_at: at,
      confirmed_at: consent === null ? null : at,
      consent,
    })
    .onConflict((conflict) => conflict.column('email_key').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return { kind: 'added', subscriber: toSubscriber(row) };
  return addAgain(db, address.key, consent, at);
}

/** Someone already on the list: new evidence of consent confirms a pending subscriber, and changes nobody else. */
async function addAgain(
  db: Kysely<Tables>,
  emailKey: string,
  consent: string | null,
  at: Instant,
): Promise<AddResult> {
  const { id } = await db
    .selectFrom('subscriber')
    .select('id')
    .where('email_key', '=', emailKey)
    .executeTakeFirstOrThrow();
  const outcome = consent === null ? 'already' : await confirm(db, id, consent, at);
  const row = await db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return { kind: outcome === 'confirmed' ? 'confirmed' : 'existing', subscriber: toSubscriber(row) };
}

/**
 * Confirms a pending subscriber.
 * @param consent how they agreed, e.g. "confirmed on /confirm, form of 2026-11"
 * @returns `left` for someone who has unsubscribed: an old confirm link must not bring them back
 */
export async function confirm(
  db: Kysely<Tables>,
  id: number,
  consent: string,
  at: Instant,
): Promise<'confirmed' | 'already' | 'left' | 'unknown'> {
  const result = await db
    .updateTable('subscriber')
    .set({ state: 'confirmed', confirmed_at: at, consent: cleanNote(consent) })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (result.numUpdatedRows > 0n) return 'confirmed';
  const subscriber = await findById(db, id);
  if (subscriber === null) return 'unknown';
  return subscriber.state === 'unsubscribed' ? 'left' : 'already';
}

/** What became of one who leaves. `unknown`: erased, or never there. */
export type Leaving = 'unsubscribed' | 'already' | 'unknown';

/** Idempotent; the time of the first leaving is kept. */
export async function unsubscribe(db: Kysely<Tables>, id: number, at: Instant): Promise<Leaving> {
  return (await unsubscribeAll(db, [id], at)).get(id) ?? 'unknown';
}

/** As `unsubscribe`, for many who leave at the same moment: one write for all of them. */
export async function unsubscribeAll(
  db: Kysely<Tables>,
  ids: readonly number[],
  at: Instant,
): Promise<ReadonlyMap<number, Leaving>> {
  const gone = await db
    .updateTable('subscriber')
    .set({ state: 'unsubscribed', unsubscribed_at: at })
    .where('id', 'in', ids)
    .where('state', '<>', 'unsubscribed')
    .returning('id')
    .execute();
  const stored = await db.selectFrom('subscriber').select('id').where('id', 'in', ids).execute();
  const results = new Map<number, Leaving>(stored.map(({ id }) => [id, 'already']));
  for (const { id } of gone) results.set(id, 'unsubscribed');
  return results;
}

/**
 * Deletes everything that names the person and keeps only the hash, so that no import can bring the address back.
 * Run it inside a transaction.
 * @param emailKey from `parseAddress`
 */
export async function erase(
  db: Kysely<Tables>,
  keys: KeyRing,
  emailKey: string,
  at: Instant,
): Promise<'erased' | 'not-found'> {
  const subscriber = await findByKey(db, emailKey);
  if (subscriber === null) return 'not-found';
  await suppress(db, keys, { emailKey, reason: 'manual', note: 'erased', at });
  await db.deleteFrom('joining').where('subscriber_id', '=', subscriber.id).execute();
  await db.deleteFrom('address_change').where('subscriber_id', '=', subscriber.id).execute();
  await forgetReplies(db, subscriber.id);
  await db
    .updateTable('notice')
    .set({ subscriber_id: null, letter: null })
    .where('subscriber_id', '=', subscriber.id)
    .where('state', '<>', 'claimed')
    .execute();
  await db.deleteFrom('subscriber').where('id', '=', subscriber.id).execute();
  return 'erased';
}

/** What servers told of a person's mails names the address; that it was told, and when, stays for the ledger. */
async function forgetReplies(db: Kysely<Tables>, id: number): Promise<void> {
  const deliveries = db.selectFrom('delivery').select('id').where('subscriber_id', '=', id);
  const notices = db
    .selectFrom('notice')
    .select('provider_id')
    .where('subscriber_id', '=', id)
    .where('provider_id', 'is not', null);
  await db.updateTable('delivery_event').set({ json: '{}' }).where('delivery_id', 'in', deliveries).execute();
  // Those of notices belong to no delivery, and are few; the index finds them.
  await db
    .updateTable('delivery_event')
    .set({ json: '{}' })
    .where('delivery_id', 'is', null)
    .where('provider_id', 'in', notices)
    .execute();
  await db
    .updateTable('delivery')
    .set({ reason: null })
    .where('subscriber_id', '=', id)
    .where('state', 'in', ['failed', 'uncertain'])
    .execute();
  await db.updateTable('notice').set({ last_error: null }).where('subscriber_id', '=', id).execute();
}
