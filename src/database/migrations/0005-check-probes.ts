/** Step: what browser, network and other programs said of an edition, beside what the bytes alone say; and links asked lately. */
import type { Kysely } from 'kysely';

export async function checkProbes0005(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('check_result').addColumn('probed', 'text').execute();
  await db.schema
    .createTable('link_state')
    .addColumn('url', 'text', (column) => column.primaryKey())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
}
