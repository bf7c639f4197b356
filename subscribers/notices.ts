/** Ordering notices: one row for one act, so that an act repeated mails once; src/delivery carries them out. */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../src/database/schema.ts';
import type { Instant } from '../src/model/date.ts';
import { MERGE_FIELDS } from '../src/model/email.ts';
import type { NoticeKind } from '../src/model/notice.ts';
import { addressHash, type KeyRing } from '../src/platform/signing.ts';

/** What is written into the mail; kept only until it is settled. */
export const letterSchema = z.object({
  to: z.string(),
  /** BCP 47. */
  locale: z.string(),
  values: z.partialRecord(z.enum(MERGE_FIELDS), z.string()),
});
export type Letter = z.infer<typeof letterSchema>;

export type NoticeOrder = {
  readonly kind: NoticeKind;
  /** Unique for ever, e.g. `confirm:123:1`. */
  readonly act: string;
  readonly subscriberId: number | null;
  /** From `parseAddress`: the address it goes to. */
  readonly emailKey: string;
  readonly letter: Letter;
  readonly at: Instant;
};

/** @returns false when the act was known: nothing is mailed twice for it */
export async function orderNotice(db: Kysely<Tables>, keys: KeyRing, order: NoticeOrder): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('notice')
    .values({
      ...{ kind: order.kind, act: order.act, subscriber_id: order.subscriberId, state: 'pending' },
      ...{ address_hash: addressHash(keys.newest, order.emailKey), key_id: keys.newest.id },
      ...{ letter: JSON.stringify(order.letter), created_at: order.at },
    })
    .onConflict((conflict) => conflict.column('act').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Notices that asked this address to confirm something: how many since an instant, and when the last was. */
export async function confirmNotices(
  db: Kysely<Tables>,
  keys: KeyRing,
  emailKey: string,
  since: Instant,
): Promise<{ count: number; last: Instant }> {
  return db
    .selectFrom('notice')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      sql<Instant>`coalesce(max(created_at), 0)`.as('last'),
    ])
    .where(
      'address_hash',
      'in',
      keys.all.map((key) => addressHash(key, emailKey)),
    )
    .where('kind', 'in', ['confirm', 'address-change'])
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
}
