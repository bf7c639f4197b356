/** Items as rows: every version kept, none changed; and the candidates from which an edition chooses. */
import type { Kysely } from 'kysely';
import type { Source, SourceSection } from '../../sources/source.ts';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import { itemSchema, type Item } from '../model/item.ts';
import { canonicalJson, sha256 } from './hash.ts';

/** Rows per insert: far under the bound parameters either engine takes in one statement. */
const CHUNK = 500;

/** What an edition may choose: the newest version of an item, with what all versions say of its age. */
export type Candidate<T extends Item = Item> = {
  readonly id: number;
  readonly hash: string;
  readonly item: T;
  /** The earliest date ever given for this address: a re-dated item is not new. null: never dated. */
  readonly publishedAt: Instant | null;
  /** When this address was first seen by us. */
  readonly firstSeenAt: Instant;
  /** It came with the first reading of its source: without a date of its own it may be of any age. */
  readonly baseline: boolean;
};

/** @returns how many versions were never stored before */
export async function saveItems(
  db: Kysely<Tables>,
  source: Pick<Source, 'id' | 'section'>,
  items: readonly Item[],
  now: Instant,
): Promise<number> {
  const before = await versions(db, source.id);
  // One row twice in one statement is an error on Postgres: the first of two items under one key counts.
  const rows = [
    ...new Map(items.toReversed().map((item) => [item.key, itemRow(source, item, now)])).values(),
  ];
  for (const chunk of chunks(rows.toReversed(), CHUNK)) {
    await db
      .insertInto('item')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['source_id', 'item_key', 'hash']).doUpdateSet({ last_seen_at: now }),
      )
      .execute();
  }
  return (await versions(db, source.id)) - before;
}

/** Everything of a section that was published, or appeared undated, at `since` or later, from the given sources. */
export async function candidates(
  db: Kysely<Tables>,
  section: SourceSection,
  sourceIds: readonly string[],
  since: Instant,
): Promise<Candidate[]> {
  if (sourceIds.length === 0) return [];
  const recent = recentItems(db, section, sourceIds, since);
  const rows = await recent.selectAll().orderBy('last_seen_at').orderBy('id').execute();
  const newest = new Map(rows.map((row) => [`${row.source_id}\n${row.item_key}`, row]));
  const ages = await agesOf(db, recent);
  const firstReadings = await firstReadingOf(db);
  return [...newest.values()].map((row) => {
    const firstSeenAt = ages.get(row.url)?.firstSeenAt ?? row.first_seen_at;
    return {
      id: row.id,
      hash: row.hash,
      item: itemSchema.parse(JSON.parse(row.json)),
      publishedAt: ages.get(row.url)?.publishedAt ?? row.published_at,
      firstSeenAt,
      baseline: firstSeenAt <= (firstReadings.get(row.source_id) ?? -Infinity),
    };
  });
}

export function chunks<T>(list: readonly T[], size: number): T[][] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}

function recentItems(
  db: Kysely<Tables>,
  section: SourceSection,
  sourceIds: readonly string[],
  since: Instant,
) {
  return db
    .selectFrom('item')
    .where('section', '=', section)
    .where('source_id', 'in', sourceIds)
    .where('last_seen_at', '>=', since)
    .where((eb) =>
      eb.or([
        eb('published_at', '>=', since),
        eb.and([eb('published_at', 'is', null), eb('first_seen_at', '>=', since)]),
      ]),
    );
}

/** Of every version ever stored under the addresses of these items, of whatever source. */
async function agesOf(db: Kysely<Tables>, recent: ReturnType<typeof recentItems>) {
  const rows = await db
    .selectFrom('item')
    .select(({ fn }) => [
      'url',
      fn.min('published_at').as('publishedAt'),
      fn.min('first_seen_at').as('firstSeenAt'),
    ])
    .where('url', 'in', recent.select('url'))
    .groupBy('url')
    .execute();
  return new Map(rows.map((row) => [row.url, row]));
}

async function firstReadingOf(db: Kysely<Tables>): Promise<Map<string, Instant>> {
  const rows = await db
    .selectFrom('collection')
    .select(({ fn }) => ['source_id', fn.min('collected_at').as('at')])
    .where('failure_kind', 'is', null)
    .groupBy('source_id')
    .execute();
  return new Map(rows.map(({ source_id, at }) => [source_id, at]));
}

async function versions(db: Kysely<Tables>, sourceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('item')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow();
  return count;
}

function itemRow(source: Pick<Source, 'id' | 'section'>, item: Item, now: Instant) {
  const json = canonicalJson(item);
  return {
    source_id: source.id,
    item_key: item.key,
    hash: sha256(json),
    kind: item.kind,
    section: source.section,
    url: item.url,
    title: item.title,
    published_at: item.publishedAt,
    first_seen_at: now,
    last_seen_at: now,
    json,
  };
}
