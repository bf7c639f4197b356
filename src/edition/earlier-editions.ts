/** What earlier editions printed, and to how many they went: what a new one is compared with. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { addDays, type EditionDate } from '../model/date.ts';

/** Addresses that editions of the days before printed; a cancelled edition told nobody anything. */
export async function printedLately(
  db: Kysely<Tables>,
  date: EditionDate,
  days: number,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('edition_item')
    .innerJoin('edition', 'edition.id', 'edition_item.edition_id')
    .select('url')
    .where('chosen', '=', 1)
    .where('edition.date', '<', date)
    .where('edition.date', '>=', addDays(date, -days))
    .where('edition.state', '!=', 'cancelled')
    .execute();
  return new Set(rows.map(({ url }) => url));
}

/** Readers for whom the last edition before was frozen; null: there was none. */
export async function audienceBefore(db: Kysely<Tables>, date: EditionDate): Promise<number | null> {
  const row = await db
    .selectFrom('recipe')
    .innerJoin('edition', 'edition.id', 'recipe.edition_id')
    .select('frozen_count')
    .where('edition.date', '<', date)
    .orderBy('edition.date', 'desc')
    .executeTakeFirst();
  return row?.frozen_count ?? null;
}
