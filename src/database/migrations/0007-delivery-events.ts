/** Delivery events find their delivery and their reader, and are counted by kind. */
import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const deliveryEvents0007: Migration = async (db) => {
  await sql`alter table delivery_event add column kind text not null default 'noted'`.execute(db);
  await sql`alter table delivery_event add column subscriber_id bigint`.execute(db);
  await sql`create index delivery_event_by_delivery on delivery_event (delivery_id)`.execute(db);
  await sql`create index delivery_event_by_subscriber on delivery_event (subscriber_id, occurred_at)`.execute(
    db,
  );
};
