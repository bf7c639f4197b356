/** What readers decide for themselves: sections, categories of papers, another address. */
import type { Kysely } from 'kysely';
import type { Tables } from '../src/database/schema.ts';
import { DAY_MS, type Instant } from '../src/model/date.ts';
import type { SectionId } from '../src/model/edition.ts';
import { addressHash, type KeyRing } from '../src/platform/signing.ts';
import type { Address } from './address.ts';
import { decideAddressChange } from './join-limits.ts';
import { confirmNotices, orderNotice, type Letter } from './notices.ts';
import { findById, findByKey } from './store.ts';
import { signOfLife } from './sunset.ts';
import { isSuppressed } from './suppressions.ts';
import { cleanNote } from './wording.ts';

/** null: all, those that come later included. */
export type Choices = {
  readonly sections: readonly SectionId[] | null;
  readonly paperCategories: readonly string[] | null;
};

export async function choose(db: Kysely<Tables>, id: number, choices: Choices, now: Instant): Promise<void> {
  await db
    .updateTable('subscriber')
    .set({
      sections: choices.sections?.join('+') ?? null,
      paper_categories: choices.paperCategories?.join('+') ?? null,
      ...signOfLife(now),
    })
    .where('id', '=', id)
    .execute();
}

/** How long the link to a new address works. */
const ADDRESS_MS = 2 * DAY_MS;

/**
 * Asks the new address to confirm. Run it inside a transaction. Whether the address is known is told to nobody.
 * @param ask.letter what the notice says, with a link that is good until then: `moveTo` knows the request by that instant
 */
export async function askForAddress(
  db: Kysely<Tables>,
  keys: KeyRing,
  ask: { id: number; address: Address; now: Instant; letter: (expiresAt: Instant) => Letter },
): Promise<void> {
  const { id, address, now } = ask;
  const expiresAt = now + ADDRESS_MS;
  const subscriber = await findById(db, id);
  if (subscriber?.state !== 'confirmed' || (await isTaken(db, keys, address.key))) return;
  const toAddress = await confirmNotices(db, keys, address.key, 0);
  const { bySubscriber } = await db
    .selectFrom('notice')
    .select(({ fn }) => fn.countAll<number>().as('bySubscriber'))
    .where('subscriber_id', '=', id)
    .where('kind', '=', 'address-change')
    .where('created_at', '>', now - DAY_MS)
    .executeTakeFirstOrThrow();
  if (!decideAddressChange({ ...toAddress, bySubscriber }, now)) return;
  const hash = addressHash(keys.newest, address.key).slice(0, 16);
  const ordered = await orderNotice(db, keys, {
    ...{ kind: 'address-change', act: `address:${id}:${hash}:${toAddress.count + 1}`, subscriberId: id },
    ...{ emailKey: address.key, letter: ask.letter(expiresAt), at: now },
  });
  if (!ordered) return;
  const change = {
    email: address.email,
    email_key: address.key,
    asked_at: now,
    expires_at: expiresAt,
  };
  await db
    .insertInto('address_change')
    .values({ subscriber_id: id, ...change })
    .onConflict((conflict) => conflict.column('subscriber_id').doUpdateSet(change))
    .execute();
}

/**
 * Moves the subscription to the address that was confirmed. Run it inside a transaction.
 * @param link.expiresAt from the token: names the one request that it was made for
 */
export async function moveTo(
  db: Kysely<Tables>,
  keys: KeyRing,
  id: number,
  link: { readonly expiresAt: Instant; readonly now: Instant },
): Promise<boolean> {
  const change = await db
    .deleteFrom('address_change')
    .where('subscriber_id', '=', id)
    .where('expires_at', '=', link.expiresAt)
    .returningAll()
    .executeTakeFirst();
  const subscriber = await findById(db, id);
  if (change === undefined || subscriber?.state !== 'confirmed') return false;
  if (await isTaken(db, keys, change.email_key)) return false;
  const moved = `New address confirmed by the link in the mail at ${new Date(link.now).toISOString()}.`;
  await db
    .updateTable('subscriber')
    .set({
      email: change.email,
      email_key: change.email_key,
      consent: cleanNote(`${subscriber.consent ?? ''} ${moved}`),
      ...signOfLife(link.now),
    })
    .where('id', '=', id)
    .execute();
  return true;
}

async function isTaken(db: Kysely<Tables>, keys: KeyRing, emailKey: string): Promise<boolean> {
  return (await findByKey(db, emailKey)) !== null || (await isSuppressed(db, keys, emailKey));
}
