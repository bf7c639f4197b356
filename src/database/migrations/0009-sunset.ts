/** When a reader last showed that they read, and whether they were asked; clicks, where they are reported, are found at once. */
import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const sunset0009: Migration = async (db) => {
  await sql`alter table subscriber add column last_sign_at bigint`.execute(db);
  await sql`alter table subscriber add column sunset_asked_at bigint`.execute(db);
  await sql`create index delivery_event_of_clicks on delivery_event (occurred_at) where kind = 'clicked'`.execute(
    db,
  );
};
