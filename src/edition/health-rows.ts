/** What the rows say of sources: their readings by day, the pace of their items, and what conditional requests saved. */
import { sql, type Kysely } from 'kysely';
import type { Row, Tables } from '../database/schema.ts';
import { DAY_MS, type Instant } from '../model/date.ts';

const WEEK_MS = 7 * DAY_MS;
/** Over how many weeks a pace is taken; a source known for less is judged by what is known. */
const WEEKS = 4;
const REQUEST_DAYS = 30;
const READING_DAYS = 400;

export type Content = { readonly newestAt: Instant; readonly perWeek: number };
export type Exchanges = { readonly requests: number; readonly notModified: number };

/** One row a day and source, newest day first; of a year and a little more. */
export async function readingsOf(
  db: Kysely<Tables>,
  now: Instant,
): Promise<Map<string, Row<'collection'>[]>> {
  const rows = await db
    .selectFrom('collection')
    .selectAll()
    .where('collected_at', '>=', now - READING_DAYS * DAY_MS)
    .orderBy('date', 'desc')
    .execute();
  return Map.groupBy(rows, ({ source_id }) => source_id);
}

/** By the first date an address ever had: a feed that dates its items anew every day is as old as they are. */
export async function contentOf(db: Kysely<Tables>, now: Instant): Promise<Map<string, Content>> {
  const since = now - WEEKS * WEEK_MS;
  const addresses = db
    .selectFrom('item')
    .select(({ fn }) => [
      'source_id',
      fn.min('first_seen_at').as('seen'),
      fn.min(fn.coalesce('published_at', 'first_seen_at')).as('at'),
    ])
    .groupBy(['source_id', 'url'])
    .as('address');
  const at = sql.ref('address.at');
  const rows = await db
    .selectFrom(addresses)
    .select(({ fn }) => [
      'address.source_id as id',
      fn.max<Instant>('address.at').as('newestAt'),
      fn.min<Instant>('address.seen').as('knownSince'),
      sql<number>`sum(case when ${at} >= ${since} then 1 else 0 end)`.as('recent'),
      sql<Instant | null>`min(case when ${at} >= ${since} then ${at} end)`.as('oldestRecent'),
    ])
    .groupBy('address.source_id')
    .execute();
  return new Map(
    rows.map(({ id, newestAt, knownSince, recent, oldestRecent }) => {
      const weeks = (now - Math.min(knownSince, oldestRecent ?? now)) / WEEK_MS;
      return [id, { newestAt, perWeek: recent / Math.min(Math.max(weeks, 1), WEEKS) }];
    }),
  );
}

export async function exchangesOf(db: Kysely<Tables>, now: Instant): Promise<Map<string, Exchanges>> {
  const rows = await db
    .selectFrom('snapshot')
    .select(({ fn }) => [
      'source_id',
      fn.countAll<number>().as('requests'),
      sql<number>`sum(case when status = 304 then 1 else 0 end)`.as('notModified'),
    ])
    .where('fetched_at', '>=', now - REQUEST_DAYS * DAY_MS)
    .groupBy('source_id')
    .execute();
  return new Map(rows.map(({ source_id, requests, notModified }) => [source_id, { requests, notModified }]));
}
