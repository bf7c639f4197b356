/** For lists of a million: indexes that are not written for rows they will never be asked for; and one pace for all senders. */
import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const sending0006: Migration = async (db) => {
  // Until a message is accepted there is no id to look up.
  await sql`drop index delivery_by_provider_id`.execute(db);
  await sql`create index delivery_by_provider_id on delivery (provider_id) where provider_id is not null`.execute(
    db,
  );
  await sql`create index suppression_by_key_id on suppression (key_id)`.execute(db);
  await db.schema
    .createTable('pace')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('calls', 'integer')
    .addColumn('window_ms', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'double precision', (column) => column.notNull())
    .execute();
};
