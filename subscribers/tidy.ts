/** Forgetting in time: requests that nobody confirmed, and where a request came from. */
import type { Kysely } from 'kysely';
import type { Tables } from '../src/database/schema.ts';
import { DAY_MS, type Instant } from '../src/model/date.ts';

const UNCONFIRMED_MS = 7 * DAY_MS;
const IP_MS = DAY_MS;
const NETWORK_MS = 30 * DAY_MS;

/** Run it inside a transaction. @returns how many unconfirmed subscribers were deleted */
export async function tidyJoining(db: Kysely<Tables>, now: Instant): Promise<number> {
  const forget = (column: 'ip_hash' | 'network', before: Instant) =>
    db
      .updateTable('joining')
      .set({ [column]: null })
      .where(column, 'is not', null)
      .where('asked_at', '<=', before)
      .execute();
  await forget('ip_hash', now - IP_MS);
  await forget('network', now - NETWORK_MS);
  // Only who came by the form: rows of an import without consent wait for the operator.
  const asked = db.selectFrom('joining').select('subscriber_id').where('subscriber_id', 'is not', null);
  const { numDeletedRows } = await db
    .deleteFrom('subscriber')
    .where('state', '=', 'pending')
    .where('id', 'in', asked)
    .where('id', 'not in', asked.where('asked_at', '>', now - UNCONFIRMED_MS))
    .executeTakeFirst();
  await db
    .deleteFrom('joining')
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<=', now - UNCONFIRMED_MS)
    .execute();
  return Number(numDeletedRows);
}
