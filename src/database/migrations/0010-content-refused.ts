/** Which edition's content a reader's server refused: a column, so that the breaker asks for one edition's and reads no others. */
import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const contentRefused0010: Migration = async (db) => {
  await sql`alter table delivery_event add column refused_edition_id bigint`.execute(db);
  await sql`update delivery_event
    set refused_edition_id = (select edition_id from delivery where delivery.id = delivery_event.delivery_id)
    where type = 'email.bounced' and json like '%"ContentRejected"%'`.execute(db);
  await sql`create index delivery_event_of_refusals on delivery_event (refused_edition_id, subscriber_id)
    where refused_edition_id is not null`.execute(db);
  // It led to every bounce there ever was, and the breaker alone asked it.
  await sql`drop index delivery_event_of_bounces`.execute(db);
};
