/** Facts about the installation, kept in its database: a sample database never serves a live newsroom, nor the reverse. */
import { NewsletterError } from '../model/errors.ts';
import type { Newsroom } from '../config.ts';
import type { Database } from './connect.ts';

/** Stores a fact the first time and gives what is stored. */
export async function settledFact(database: Database, name: string, value: string): Promise<string> {
  await database.query
    .insertInto('fact')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await database.query
    .selectFrom('fact')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.value;
}

/** @returns null when it is not known */
export async function storedFact({ query }: Database, name: string): Promise<string | null> {
  const row = await query.selectFrom('fact').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

/** @throws NewsletterError wrong-newsroom when the database belongs to the other one */
export async function claimNewsroom(database: Database, newsroom: Newsroom): Promise<void> {
  const owner = await settledFact(database, 'newsroom', newsroom);
  if (owner === newsroom) return;
  throw new NewsletterError(
    'wrong-newsroom',
    `This database belongs to the ${owner} newsroom, and NEWSROOM is ${newsroom}: sample and live never mix.`,
    { hint: `Set NEWSROOM=${owner}, or another DATA_DIR or DATABASE_URL for the ${newsroom} newsroom.` },
  );
}
