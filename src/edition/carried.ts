/** What earlier editions told already, so that nothing is told twice. */
import type { Kysely } from 'kysely';
import type { SourceSection } from '../../sources/source.ts';
import type { Tables } from '../database/schema.ts';
import { DAY_MS, startOfUtcDay, type EditionDate, type Instant } from '../model/date.ts';
import type { Item } from '../model/item.ts';

export type Carried = {
  readonly urls: ReadonlySet<string>;
  /** By `carriedKey`: a headline whose address changed is still the same item. */
  readonly keys: ReadonlySet<string>;
  /** Headlines of the last days: what another paper writes of them today was told. */
  readonly recent: readonly RecentHeadline[];
};

type RecentHeadline = { readonly item: Pick<Item, 'sourceId' | 'title'>; readonly at: Instant };

/** Longer than two tellings of one story lie apart, with a day for dates that have no hour. */
const RECENT_MS = 4 * DAY_MS;

export function carriedKey(item: Pick<Item, 'sourceId' | 'key'>): string {
  return `${item.sourceId}\n${item.key}`;
}

/** Chosen by an edition of any other date; a cancelled edition told nobody anything. */
export async function carriedElsewhere(db: Kysely<Tables>, date: EditionDate): Promise<Carried> {
  const since = startOfUtcDay(date) - RECENT_MS;
  const rows = await db
    .selectFrom('edition_item')
    .innerJoin('edition', 'edition.id', 'edition_item.edition_id')
    .innerJoin('item', 'item.id', 'edition_item.item_id')
    .select(['edition_item.url', 'edition_item.section', 'item.source_id', 'item.item_key'])
    .select(['item.title', 'item.published_at', 'item.first_seen_at'])
    .where('chosen', '=', 1)
    .where('edition.date', '!=', date)
    .where('edition.state', '!=', 'cancelled')
    .execute();
  return {
    urls: new Set(rows.map(({ url }) => url)),
    keys: new Set(rows.map(({ source_id, item_key }) => carriedKey({ sourceId: source_id, key: item_key }))),
    recent: rows
      .filter(({ section }) => section !== 'papers')
      .map((row) => ({
        item: { sourceId: row.source_id, title: row.title },
        at: row.published_at ?? row.first_seen_at,
      }))
      .filter(({ at }) => at >= since),
  };
}

/** Addresses that an edition between `from` and the day before `date` had on its full page of the section. */
export async function listedBefore(
  db: Kysely<Tables>,
  section: SourceSection,
  from: EditionDate,
  date: EditionDate,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('edition_item')
    .innerJoin('edition', 'edition.id', 'edition_item.edition_id')
    .select('url')
    .where('section', '=', section)
    .where('edition.date', '>=', from)
    .where('edition.date', '<', date)
    .where('edition.state', '!=', 'cancelled')
    .execute();
  return new Set(rows.map(({ url }) => url));
}

export function isCarried(item: Pick<Item, 'url' | 'sourceId' | 'key'>, carried: Carried): boolean {
  return carried.urls.has(item.url) || carried.keys.has(carriedKey(item));
}
