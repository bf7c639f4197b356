/** Taking a break, and taking back a leaving that was a slip. */
import type { Kysely } from 'kysely';
import type { Tables } from '../src/database/schema.ts';
import type { Instant } from '../src/model/date.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { findById } from './store.ts';
import { signOfLife } from './sunset.ts';
import { isSuppressed } from './suppressions.ts';

/**
 * Puts someone back who left by mistake, as they were before. Run it inside a transaction.
 * @param left when they may have left: not long ago, and not after the page with the button was made, so that who comes
 * back and leaves again is not brought back by an old page
 */
export async function undoLeave(
  db: Kysely<Tables>,
  keys: KeyRing,
  id: number,
  left: { readonly after: Instant; readonly until: Instant },
): Promise<'back' | 'too-late'> {
  const subscriber = await findById(db, id);
  if (subscriber === null || (await isSuppressed(db, keys, subscriber.emailKey))) return 'too-late';
  // A second press finds them back already.
  if (subscriber.state !== 'unsubscribed') return 'back';
  const at = subscriber.unsubscribedAt;
  if (at === null || at <= left.after || at > left.until) return 'too-late';
  await db
    .updateTable('subscriber')
    .set({ state: subscriber.confirmedAt === null ? 'pending' : 'confirmed', unsubscribed_at: null })
    .where('id', '=', id)
    .execute();
  return 'back';
}

/** @param until null: not paused any more */
export async function pause(
  db: Kysely<Tables>,
  id: number,
  until: Instant | null,
  now: Instant,
): Promise<'paused' | 'unknown'> {
  const { numUpdatedRows } = await db
    .updateTable('subscriber')
    .set({ paused_until: until, ...signOfLife(now) })
    .where('id', '=', id)
    .where('state', '<>', 'unsubscribed')
    .executeTakeFirst();
  return numUpdatedRows > 0n ? 'paused' : 'unknown';
}
