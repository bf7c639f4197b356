/** What is known about a request to join, counted from the rows. */
import type { Kysely } from 'kysely';
import type { Tables } from '../src/database/schema.ts';
import { HOUR_MS, type Instant } from '../src/model/date.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import type { JoinFacts } from './join-limits.ts';
import { confirmNotices } from './notices.ts';

export type Asker = {
  readonly emailKey: string;
  readonly domain: string;
  readonly ipHash: string | null;
  readonly network: string | null;
  /** When the address was last confirmed here; 0: never. */
  readonly confirmedAt: Instant;
};

/** People need a few minutes to find the mail: the rate is of the hour that ended this long ago. */
const TIME_TO_CONFIRM_MS = HOUR_MS / 4;

export async function joinFacts(
  db: Kysely<Tables>,
  keys: KeyRing,
  asker: Asker,
  now: Instant,
): Promise<JoinFacts> {
  const hour = now - HOUR_MS;
  const notices = await confirmNotices(db, keys, asker.emailKey, asker.confirmedAt);
  return {
    ...{ noticesToAddress: notices.count, lastNoticeAt: notices.last },
    fromIp: asker.ipHash === null ? 0 : await count(db, hour, 'ip_hash', asker.ipHash),
    fromNetwork: asker.network === null ? 0 : await count(db, hour, 'network', asker.network),
    toDomain: await count(db, hour, 'domain', asker.domain, { mailed: true }),
    ...(await confirmRate(db, now)),
  };
}

export async function confirmRate(
  db: Kysely<Tables>,
  now: Instant,
): Promise<Pick<JoinFacts, 'noticesOfHour' | 'confirmedOfHour'>> {
  const until = now - TIME_TO_CONFIRM_MS;
  return db
    .selectFrom('joining')
    .select(({ fn }) => [
      fn.countAll<number>().as('noticesOfHour'),
      fn.count<number>('confirmed_at').as('confirmedOfHour'),
    ])
    .where('mailed', '=', 1)
    .where('asked_at', '>', until - HOUR_MS)
    .where('asked_at', '<=', until)
    .executeTakeFirstOrThrow();
}

async function count(
  db: Kysely<Tables>,
  since: Instant,
  column: 'ip_hash' | 'network' | 'domain',
  value: string,
  { mailed = false } = {},
): Promise<number> {
  const { total } = await db
    .selectFrom('joining')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(column, '=', value)
    .where('asked_at', '>', since)
    .$if(mailed, (query) => query.where('mailed', '=', 1))
    .executeTakeFirstOrThrow();
  return total;
}
