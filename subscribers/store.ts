/** Reading the list: one subscriber, or pages in order of id, never the whole of it. */
import { sql, type Kysely } from 'kysely';
import type { Instant } from '../src/model/date.ts';
import { sectionIdSchema, type SectionId } from '../src/model/edition.ts';
import type { Subscriber, SubscriberState } from '../src/model/subscriber.ts';
import type { Row, Tables } from '../src/database/schema.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import { suppressedAmong } from './suppressions.ts';

/** null state: everyone. */
export type SubscriberFilter = { readonly state: SubscriberState | null };

export async function findById(db: Kysely<Tables>, id: number): Promise<Subscriber | null> {
  const row = await db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toSubscriber(row);
}

/** @param emailKey from `parseAddress` */
export async function findByKey(db: Kysely<Tables>, emailKey: string): Promise<Subscriber | null> {
  const row = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('email_key', '=', emailKey)
    .executeTakeFirst();
  return row === undefined ? null : toSubscriber(row);
}

/** How many confirmed subscribers made each choice, as it is stored. */
export async function countByChoice(
  db: Kysely<Tables>,
): Promise<readonly (Pick<Subscriber, 'sections' | 'paperCategories'> & { readonly readers: number })[]> {
  const rows = await db
    .selectFrom('subscriber')
    .select(['sections', 'paper_categories', ({ fn }) => fn.countAll<number>().as('readers')])
    .where('state', '=', 'confirmed')
    .groupBy(['sections', 'paper_categories'])
    .execute();
  return rows.map(({ sections, paper_categories, readers }) => ({
    sections: sections === null ? null : sectionsOf(sections),
    paperCategories: paper_categories?.split('+') ?? null,
    readers,
  }));
}

export async function countByState(db: Kysely<Tables>): Promise<Readonly<Record<SubscriberState, number>>> {
  const rows = await db
    .selectFrom('subscriber')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const count = (state: SubscriberState) => rows.find((row) => row.state === state)?.count ?? 0;
  return { pending: count('pending'), confirmed: count('confirmed'), unsubscribed: count('unsubscribed') };
}

/** @param size rows a page holds at most; no page is empty */
export async function* pages(
  db: Kysely<Tables>,
  filter: SubscriberFilter,
  size: number,
): AsyncGenerator<readonly Subscriber[]> {
  // Keyset, not offset: the last page costs what the first does, and nobody is skipped when others leave meanwhile.
  for (let after = 0; ;) {
    let query = db.selectFrom('subscriber').selectAll().where('id', '>', after).orderBy('id').limit(size);
    if (filter.state !== null) query = query.where('state', '=', filter.state);
    const page = (await query.execute()).map(toSubscriber);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}

/**
 * The Audience at `now`, in pages: confirmed, not paused, not suppressed.
 * @param db the transaction's handle when a transaction is open
 */
export async function* audience(
  db: Kysely<Tables>,
  keys: KeyRing,
  options: { readonly now: Instant; readonly size: number },
): AsyncGenerator<readonly Subscriber[]> {
  for await (const page of pages(db, { state: 'confirmed' }, options.size)) {
    const suppressed = await suppressedAmong(
      db,
      keys,
      page.map(({ emailKey }) => emailKey),
    );
    const hearing = page.filter((one) => !isPaused(one, options.now) && !suppressed.has(one.emailKey));
    if (hearing.length > 0) yield hearing;
  }
}

export function isPaused({ pausedUntil }: Pick<Subscriber, 'pausedUntil'>, now: Instant): boolean {
  return pausedUntil !== null && pausedUntil > now;
}

/** The highest id so far; 0 for an empty list. */
export async function lastId(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('subscriber')
    .select(sql<number>`coalesce(max(id), 0)`.as('id'))
    .executeTakeFirstOrThrow();
  return row.id;
}

export function toSubscriber(row: Row<'subscriber'>): Subscriber {
  return {
    id: row.id,
    email: row.email,
    emailKey: row.email_key,
    name: row.name,
    state: row.state,
    sections: row.sections === null ? null : sectionsOf(row.sections),
    paperCategories: row.paper_categories?.split('+') ?? null,
    locale: row.locale,
    pausedUntil: row.paused_until,
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    unsubscribedAt: row.unsubscribed_at,
    consent: row.consent,
  };
}

function sectionsOf(text: string): SectionId[] {
  return text.split('+').filter((id): id is SectionId => sectionIdSchema.safeParse(id).success);
}
