/** For lists of a million: an index that is not written for rows it will never be asked for; one pace for all senders; a canary. */
import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const sending0006: Migration = async (db) => {
  // Until a message is accepted there is no id to look up.
  await sql`drop index delivery_by_provider_id`.execute(db);
  await sql`create index delivery_by_provider_id on delivery (provider_id) where provider_id is not null`.execute(
    db,
  );
  await sql`create index suppression_by_key_id on suppression (key_id)`.execute(db);
  // Few of a million end so, and these are looked at every few seconds while the rest leave.
  await sql`create index delivery_by_bad_outcome on delivery (edition_id, outcome)
    where outcome in ('bounced', 'complained')`.execute(db);
  await sql`create index delivery_event_of_bounces on delivery_event (delivery_id)
    where type = 'email.bounced'`.execute(db);
  await sql`alter table recipe add column canary_batches integer not null default 0`.execute(db);
  await sql`alter table recipe add column canary_wait_ms bigint not null default 0`.execute(db);
  await sql`alter table recipe add column canary_ended_at bigint`.execute(db);
  await db.schema
    .createTable('pace')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('calls', 'integer')
    .addColumn('window_ms', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'double precision', (column) => column.notNull())
    .execute();
};
