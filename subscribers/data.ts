/** Everything that is stored about one person, for that person (GDPR article 15): plain data, nothing of anyone else. */
import type { Kysely } from 'kysely';
import type { Tables } from '../src/database/schema.ts';
import type { Instant } from '../src/model/date.ts';
import { findById } from './store.ts';

/** Times as ISO 8601 UTC. null: nobody has this id. */
export async function dataOf(db: Kysely<Tables>, id: number): Promise<object | null> {
  const subscriber = await findById(db, id);
  if (subscriber === null) return null;
  const joining = await db.selectFrom('joining').selectAll().where('subscriber_id', '=', id).execute();
  const notices = await db
    .selectFrom('notice')
    .select(['kind', 'state', 'created_at', 'settled_at'])
    .where('subscriber_id', '=', id)
    .orderBy('id')
    .execute();
  return {
    subscriber: {
      ...subscriber,
      createdAt: iso(subscriber.createdAt),
      confirmedAt: iso(subscriber.confirmedAt),
      pausedUntil: iso(subscriber.pausedUntil),
      unsubscribedAt: iso(subscriber.unsubscribedAt),
      ...(await silenceOf(db, id)),
    },
    requestsToJoin: joining.map((one) => ({
      askedAt: iso(one.asked_at),
      confirmedAt: iso(one.confirmed_at),
      page: one.source,
      form: one.form,
      network: one.network,
    })),
    notices: notices.map(({ kind, state, created_at, settled_at }) => ({
      kind,
      state,
      orderedAt: iso(created_at),
      settledAt: iso(settled_at),
    })),
    askedForAddress: await changesOf(db, id),
    editions: await editionsOf(db, id),
    reportedByTheProvider: await eventsOf(db, id),
  };
}

/** What the sunset of silent readers goes by. */
async function silenceOf(db: Kysely<Tables>, id: number): Promise<object> {
  const row = await db
    .selectFrom('subscriber')
    .select(['last_sign_at', 'sunset_asked_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return {
    lastHeardOfAt: iso(row?.last_sign_at ?? null),
    askedWhetherStillWantedAt: iso(row?.sunset_asked_at ?? null),
  };
}

async function changesOf(db: Kysely<Tables>, id: number): Promise<object[]> {
  const rows = await db.selectFrom('address_change').selectAll().where('subscriber_id', '=', id).execute();
  return rows.map(({ email, asked_at }) => ({ email, askedAt: iso(asked_at) }));
}

async function eventsOf(db: Kysely<Tables>, id: number): Promise<object[]> {
  const rows = await db
    .selectFrom('delivery_event')
    .select(['type', 'occurred_at'])
    .where('subscriber_id', '=', id)
    .orderBy('occurred_at')
    .execute();
  return rows.map(({ type, occurred_at }) => ({ type, at: iso(occurred_at) }));
}

async function editionsOf(db: Kysely<Tables>, id: number): Promise<object[]> {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('edition', 'edition.id', 'delivery.edition_id')
    .select(['edition.date', 'delivery.state', 'delivery.outcome', 'delivery.settled_at'])
    .where('delivery.subscriber_id', '=', id)
    .orderBy('edition.date')
    .execute();
  return rows.map(({ date, state, outcome, settled_at }) => ({ date, state, outcome, at: iso(settled_at) }));
}

function iso(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
