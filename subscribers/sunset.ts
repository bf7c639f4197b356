/** The sunset of silent readers: asked once whether they still want it, and off the list when no answer comes. */
import { sql, type Kysely } from 'kysely';
import type { Row, Tables } from '../src/database/schema.ts';
import { DAY_MS, type Instant } from '../src/model/date.ts';
import type { SunsetRules } from '../src/model/list-policies.ts';
import type { Subscriber } from '../src/model/subscriber.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { lastPersonalClick, type ClickEvent } from './clicks.ts';
import { orderNotice, type Letter } from './notices.ts';
import { toSubscriber } from './store.ts';
import { cleanNote } from './wording.ts';

export type Sunset = { readonly asked: number; readonly left: number };

/** What every act of a reader on our pages sets: they are there, and the question is answered. */
export function signOfLife(now: Instant): Pick<Row<'subscriber'>, 'last_sign_at' | 'sunset_asked_at'> {
  return { last_sign_at: now, sunset_asked_at: null };
}

/**
 * Run it inside a transaction.
 * @param options.letter what the question says
 */
export async function sunset(
  db: Kysely<Tables>,
  keys: KeyRing,
  options: { rules: SunsetRules; now: Instant; letter: (subscriber: Subscriber) => Letter },
): Promise<Sunset> {
  const { rules, now, letter } = options;
  const { askAfterDays, stopAfterDays, questionsPerHour } = rules;
  if (askAfterDays === null || !(await clicksAreHeard(db, askAfterDays, now))) return { asked: 0, left: 0 };
  let left = 0;
  for (const row of await unanswered(db, now - stopAfterDays * DAY_MS, questionsPerHour))
    if (!(await hasClickedSince(db, row, row.sunset_asked_at ?? 0)) && (await takeOff(db, row, now)))
      left += 1;
  let asked = 0;
  const silentSince = now - askAfterDays * DAY_MS;
  for (const row of await silent(db, silentSince, questionsPerHour))
    if (!(await hasClickedSince(db, row, silentSince))) {
      const act = `still-wanted:${row.id}:${row.last_sign_at ?? row.confirmed_at ?? row.created_at}`;
      await orderNotice(db, keys, {
        ...{ kind: 'still-wanted', act, subscriberId: row.id, emailKey: row.email_key, at: now },
        letter: letter(toSubscriber(row)),
      });
      await update(db, row.id, { sunset_asked_at: now });
      asked += 1;
    }
  return { asked, left };
}

/** Who pressed the button of the question. @returns false for who has left meanwhile */
export async function stay(db: Kysely<Tables>, id: number, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('subscriber')
    .set(signOfLife(now))
    .where('id', '=', id)
    .where('state', '=', 'confirmed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Somebody must have clicked lately, or clicks are reported no more. */
const LATELY_MS = 7 * DAY_MS;

/** Silence counts from when clicks began to be reported: before that every reader was silent. */
async function clicksAreHeard(db: Kysely<Tables>, days: number, now: Instant): Promise<boolean> {
  const { first, last } = await db
    .selectFrom('delivery_event')
    .select([
      sql<Instant | null>`min(occurred_at)`.as('first'),
      sql<Instant | null>`max(occurred_at)`.as('last'),
    ])
    // Literally, as in the index: SQLite does not look behind a parameter.
    .where(sql<boolean>`kind = 'clicked'`)
    .executeTakeFirstOrThrow();
  return first !== null && first <= now - days * DAY_MS && last !== null && last > now - LATELY_MS;
}

async function silent(db: Kysely<Tables>, since: Instant, most: number): Promise<Row<'subscriber'>[]> {
  const before = (column: 'confirmed_at' | 'last_sign_at' | 'paused_until') =>
    sql<boolean>`coalesce(${sql.ref(column)}, 0) <= ${since}`;
  return db
    .selectFrom('subscriber')
    .selectAll()
    .where('state', '=', 'confirmed')
    .where('sunset_asked_at', 'is', null)
    .where(before('confirmed_at'))
    .where(before('last_sign_at'))
    .where(before('paused_until'))
    .orderBy('id')
    .limit(most)
    .execute();
}

/** Only who was in fact asked: a question that never left is no question. */
async function unanswered(db: Kysely<Tables>, before: Instant, most: number): Promise<Row<'subscriber'>[]> {
  return db
    .selectFrom('subscriber')
    .selectAll()
    .where('state', '=', 'confirmed')
    .where('sunset_asked_at', '<=', before)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('notice')
          .select('notice.id')
          .whereRef('notice.subscriber_id', '=', 'subscriber.id')
          .where('notice.kind', '=', 'still-wanted')
          .where('notice.state', '=', 'submitted')
          .whereRef('notice.settled_at', '>=', 'subscriber.sunset_asked_at')
          .where('notice.settled_at', '<=', before),
      ),
    )
    .orderBy('id')
    .limit(most)
    .execute();
}

/** Notes the click as well: the next round need not look for it. */
async function hasClickedSince(
  db: Kysely<Tables>,
  { id }: Row<'subscriber'>,
  since: Instant,
): Promise<boolean> {
  const rows = await db
    .selectFrom('delivery_event')
    .select(['delivery_id', 'kind', 'occurred_at'])
    .where('subscriber_id', '=', id)
    .where('kind', 'in', ['clicked', 'delivered'])
    .execute();
  const events = rows.map(({ delivery_id, kind, occurred_at }): ClickEvent => ({
    deliveryId: delivery_id,
    kind: kind === 'clicked' ? 'clicked' : 'delivered',
    at: occurred_at,
  }));
  const last = lastPersonalClick(events);
  if (last === null || last <= since) return false;
  await update(db, id, signOfLife(last));
  return true;
}

/** Not who answered a moment ago. */
async function takeOff(
  db: Kysely<Tables>,
  { id, consent, sunset_asked_at: asked }: Row<'subscriber'>,
  now: Instant,
): Promise<boolean> {
  const note = `Taken off at ${new Date(now).toISOString()}: silent, asked, and no answer came.`;
  const { numUpdatedRows } = await db
    .updateTable('subscriber')
    .set({ state: 'unsubscribed', unsubscribed_at: now, consent: cleanNote(`${consent ?? ''} ${note}`) })
    .where('id', '=', id)
    .where('state', '=', 'confirmed')
    .where('sunset_asked_at', '=', asked)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function update(db: Kysely<Tables>, id: number, set: Partial<Row<'subscriber'>>): Promise<void> {
  await db.updateTable('subscriber').set(set).where('id', '=', id).execute();
}
