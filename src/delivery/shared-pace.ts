/** One pace for every sender on a Postgres database, on however many machines: its clock and one row decide who calls when. */
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { HOUR_MS } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import { madeOnce } from '../platform/made-once.ts';
import { CARE, taughtBy, UNKNOWN_PACE, type Pace, type Pacer } from './pace.ts';

/** The database's own clock, ms: those of the machines may differ. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`;

/** @param name the provider that is called, e.g. "resend api.resend.com" */
export function createSharedPacer({ query }: Database, clock: Clock, name: string): Pacer {
  const row = madeOnce(() =>
    query
      .insertInto('pace')
      .values({ name, calls: null, window_ms: UNKNOWN_PACE.windowMs, next_at: 0 })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute(),
  );
  // What this process has told the row already: nearly every answer says the same.
  let known: Pick<Pace, 'limit' | 'windowMs'> = UNKNOWN_PACE;
  return {
    take: async (signal) => {
      await row();
      while (!signal.aborted) {
        const place = await takePlace(query, name);
        const wait = place ?? (await untilFree(query, name));
        if (wait > 0) await clock.sleep(wait, signal);
        if (place !== null) return;
      }
    },
    learn: async (headers) => {
      const taught = taughtBy(headers);
      if (taught === null || (taught.limit === known.limit && taught.windowMs === known.windowMs)) return;
      const { limit, windowMs } = (known = taught);
      await row();
      await query
        .updateTable('pace')
        .set({
          calls: limit,
          window_ms: windowMs,
          next_at: sql<number>`${NOW} + ${windowMs / limit}::float8`,
        })
        .where('name', '=', name)
        .where(sql<boolean>`(calls is distinct from ${limit} or window_ms <> ${windowMs})`)
        .execute();
    },
    holdFor: async (ms) => {
      await row();
      await query
        .updateTable('pace')
        .set({ next_at: sql<number>`greatest(next_at, ${NOW} + ${ms}::float8)` })
        .where('name', '=', name)
        .execute();
    },
  };
}

/**
 * Nobody is given a place further ahead. Whoever gives up waiting leaves a place behind that is lost: were the line as
 * long as all who wait, each of them would give up before their turn, and stand in it again further behind, for ever.
 */
const LINE_MS = 2000;

/** When the next place is; one that lies beyond anything a provider asks for was written before a clock was set back. */
const START = sql<number>`greatest(case when next_at > ${NOW} + ${HOUR_MS}::float8 then 0 else next_at end, ${NOW})`;
const APART = sql<number>`window_ms * ${CARE}::float8 / coalesce(calls, 1)`;

/** One statement, so that two senders never take the same place. @returns ms until the call may start; null: the line is full */
async function takePlace(query: Database['query'], name: string): Promise<number | null> {
  const { rows } = await sql<{ wait: number }>`
    update pace set next_at = ${START} + ${APART}
    where name = ${name} and ${START} <= ${NOW} + ${LINE_MS}::float8
    returning next_at - ${APART} - ${NOW} as wait`.execute(query);
  return rows[0]?.wait ?? null;
}

/** How long until it is worth asking for a place again, ms. */
async function untilFree(query: Database['query'], name: string): Promise<number> {
  const { rows } = await sql<{ ahead: number }>`
    select ${START} - ${NOW} as ahead from pace where name = ${name}`.execute(query);
  const [found] = rows;
  if (found !== undefined) return Math.max(SHORTEST_LOOK_MS, found.ahead - LINE_MS);
  throw new NewsletterError('broken-invariant', `The pace of ${name} is gone from its table.`);
}

/** Where many wait for one place, they do not all ask for it all the time. */
const SHORTEST_LOOK_MS = 50;
