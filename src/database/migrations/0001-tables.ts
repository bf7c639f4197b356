/** The first tables: collection, editions, list and ledger, with every state of the design. */
import { sql, type ColumnBuilderCallback, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';
import type { Engine } from '../connect.ts';

const required: ColumnBuilderCallback = (column) => column.notNull();

export const tables0001: Migration = async (db, engine) => {
  await collectionTables(db, engine);
  await editionTables(db, engine);
  await listTables(db, engine);
  await ledgerTables(db, engine);
};

async function collectionTables(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await table(db, 'fact').addColumn('name', 'text', key).addColumn('value', 'text', required).execute();

  await withId(table(db, 'snapshot'), engine)
    .addColumn('source_id', 'text', required)
    .addColumn('url', 'text', required)
    .addColumn('fetched_at', 'bigint', required)
    .addColumn('status', 'integer')
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('content_type', 'text')
    .addColumn('body_hash', 'text')
    .addColumn('body', engine === 'postgres' ? 'bytea' : 'blob')
    .addColumn('failure_kind', 'text')
    .addColumn('failure_message', 'text')
    .execute();
  await index(db, 'snapshot', ['source_id', 'url', 'fetched_at']);

  await withId(table(db, 'collection'), engine)
    .addColumn('source_id', 'text', required)
    .addColumn('source_name', 'text', required)
    .addColumn('section', 'text', required)
    .addColumn('date', 'text', required)
    .addColumn('collected_at', 'bigint', required)
    .addColumn('items', 'integer', required)
    .addColumn('new_items', 'integer', required)
    .addColumn('unchanged', 'integer', required)
    .addColumn('newest_item_at', 'bigint')
    .addColumn('failure_kind', 'text')
    .addColumn('failure_message', 'text')
    .addColumn('warnings', 'text', required)
    .execute();
  await index(db, 'collection', ['source_id', 'collected_at']);
  await index(db, 'collection', ['date']);

  await withId(table(db, 'item'), engine)
    .addColumn('source_id', 'text', required)
    .addColumn('item_key', 'text', required)
    .addColumn('hash', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('section', 'text', required)
    .addColumn('url', 'text', required)
    .addColumn('title', 'text', required)
    .addColumn('published_at', 'bigint')
    .addColumn('first_seen_at', 'bigint', required)
    .addColumn('last_seen_at', 'bigint', required)
    .addColumn('json', 'text', required)
    .addUniqueConstraint('item_unique', ['source_id', 'item_key', 'hash'])
    .execute();
  await index(db, 'item', ['section', 'last_seen_at']);
  await index(db, 'item', ['url']);

  await withId(table(db, 'board'), engine)
    .addColumn('board_id', 'text', required)
    .addColumn('as_of', 'text', required)
    .addColumn('version', 'text')
    .addColumn('score_window', 'text')
    .addColumn('hash', 'text', required)
    .addColumn('date', 'text', required)
    .addColumn('fetched_at', 'bigint', required)
    .addColumn('last_seen_at', 'bigint', required)
    .addColumn('json', 'text', required)
    .addUniqueConstraint('board_unique', ['board_id', 'hash'])
    .execute();
  await index(db, 'board', ['board_id', 'date']);

  await table(db, 'board_day')
    .addColumn('board_id', 'text', required)
    .addColumn('date', 'text', required)
    .addColumn('source_id', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('board_snapshot_id', 'bigint', (column) => column.notNull().references('board.id'))
    .addPrimaryKeyConstraint('board_day_key', ['board_id', 'date'])
    .execute();
  await index(db, 'board_day', ['source_id', 'date']);
}

async function editionTables(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await withId(table(db, 'edition'), engine)
    .addColumn('date', 'text', (column) => column.notNull().unique())
    .addColumn('number', 'integer', (column) => column.notNull().unique())
    .addColumn('state', 'text', required)
    .addColumn('subject', 'text', required)
    .addColumn('title', 'text', required)
    .addColumn('json', 'text', required)
    .addColumn('hash', 'text', required)
    .addColumn('release', 'text', required)
    .addColumn('created_at', 'bigint', required)
    .addColumn('updated_at', 'bigint', required)
    .addColumn('approved_at', 'bigint')
    .addColumn('approved_by', 'text')
    .addColumn('frozen_at', 'bigint')
    .addColumn('completed_at', 'bigint')
    .addColumn('state_reason', 'text')
    .execute();

  await table(db, 'edition_item')
    .addColumn('edition_id', 'bigint', (column) =>
      column.notNull().references('edition.id').onDelete('cascade'),
    )
    .addColumn('section', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('item_id', 'bigint', (column) => column.notNull().references('item.id'))
    .addColumn('chosen', 'integer', required)
    .addColumn('url', 'text', required)
    .addPrimaryKeyConstraint('edition_item_key', ['edition_id', 'section', 'position'])
    .execute();
  await index(db, 'edition_item', ['url', 'chosen']);

  await table(db, 'edition_board')
    .addColumn('edition_id', 'bigint', (column) =>
      column.notNull().references('edition.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', required)
    .addColumn('board_snapshot_id', 'bigint', (column) => column.notNull().references('board.id'))
    .addColumn('previous_snapshot_id', 'bigint', (column) => column.references('board.id'))
    .addPrimaryKeyConstraint('edition_board_key', ['edition_id', 'position'])
    .execute();

  await table(db, 'variant')
    .addColumn('edition_id', 'bigint', (column) =>
      column.notNull().references('edition.id').onDelete('cascade'),
    )
    .addColumn('variant', 'text', required)
    .addColumn('hash', 'text', required)
    .addColumn('json', 'text', required)
    .addPrimaryKeyConstraint('variant_key', ['edition_id', 'variant'])
    .execute();

  await table(db, 'check_result')
    .addColumn('edition_hash', 'text', key)
    .addColumn('checked_at', 'bigint', required)
    .addColumn('findings', 'text', required)
    .execute();
}

async function listTables(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await withLastingId(table(db, 'subscriber'), engine)
    .addColumn('email', 'text', required)
    .addColumn('email_key', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text')
    .addColumn('state', 'text', required)
    .addColumn('sections', 'text')
    .addColumn('locale', 'text')
    .addColumn('paused_until', 'bigint')
    .addColumn('created_at', 'bigint', required)
    .addColumn('confirmed_at', 'bigint')
    .addColumn('unsubscribed_at', 'bigint')
    .addColumn('consent', 'text')
    .execute();

  await table(db, 'suppression')
    .addColumn('address_hash', 'text', key)
    .addColumn('key_id', 'text', required)
    .addColumn('reason', 'text', required)
    .addColumn('note', 'text')
    .addColumn('created_at', 'bigint', required)
    .execute();

  await withId(table(db, 'notice'), engine)
    .addColumn('kind', 'text', required)
    .addColumn('act', 'text', (column) => column.notNull().unique())
    .addColumn('subscriber_id', 'bigint')
    .addColumn('address_hash', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('provider_id', 'text')
    .addColumn('created_at', 'bigint', required)
    .addColumn('settled_at', 'bigint')
    .addColumn('last_error', 'text')
    .execute();
}

async function ledgerTables(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await table(db, 'recipe')
    .addColumn('edition_id', 'bigint', (column) => column.primaryKey().references('edition.id'))
    .addColumn('json', 'text', required)
    .addColumn('key_id', 'text', required)
    .addColumn('frozen_count', 'integer', required)
    .addColumn('frozen_at', 'bigint', required)
    .execute();

  await withId(table(db, 'batch'), engine)
    .addColumn('edition_id', 'bigint', (column) => column.notNull().references('edition.id'))
    .addColumn('position', 'integer', required)
    .addColumn('variant', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('fence', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('claimed_by', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('not_before', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('idempotency_key', 'text', (column) => column.unique())
    .addColumn('payload_hash', 'text')
    .addColumn('members', 'text')
    .addColumn('first_submitted_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('last_error', 'text')
    .addColumn('parent_id', 'bigint')
    .addUniqueConstraint('batch_position', ['edition_id', 'position'])
    .execute();
  await index(db, 'batch', ['edition_id', 'state', 'position']);

  // The two unique pairs are the promise itself: one delivery per (edition, subscriber) and per (edition, address).
  await withId(table(db, 'delivery'), engine)
    .addColumn('edition_id', 'bigint', (column) => column.notNull().references('edition.id'))
    .addColumn('batch_id', 'bigint', (column) => column.notNull().references('batch.id'))
    .addColumn('position', 'integer', required)
    .addColumn('subscriber_id', 'bigint', required)
    .addColumn('address_hash', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('skip_reason', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull().defaultTo('none'))
    .addColumn('provider_id', 'text')
    .addColumn('settled_at', 'bigint')
    .addUniqueConstraint('delivery_subscriber', ['edition_id', 'subscriber_id'])
    .addUniqueConstraint('delivery_address', ['edition_id', 'address_hash'])
    .execute();
  await index(db, 'delivery', ['batch_id', 'position']);
  await index(db, 'delivery', ['provider_id']);

  await table(db, 'delivery_event')
    .addColumn('event_id', 'text', key)
    .addColumn('delivery_id', 'bigint')
    .addColumn('provider_id', 'text')
    .addColumn('type', 'text', required)
    .addColumn('occurred_at', 'bigint', required)
    .addColumn('received_at', 'bigint', required)
    .addColumn('json', 'text', required)
    .execute();
}

function key(column: Parameters<ColumnBuilderCallback>[0]): ReturnType<ColumnBuilderCallback> {
  return column.primaryKey().notNull();
}

function table(db: Kysely<unknown>, name: string): CreateTableBuilder<string> {
  return db.schema.createTable(name);
}

/** `integer primary key` is the row id on SQLite; Postgres needs an identity column. */
function withId(builder: CreateTableBuilder<string>, engine: Engine): CreateTableBuilder<string> {
  return engine === 'sqlite'
    ? builder.addColumn('id', 'integer', (column) => column.primaryKey())
    : builder.addColumn('id', 'bigint', (column) => column.primaryKey().generatedByDefaultAsIdentity());
}

/**
 * An id that is never given again, as Postgres' identity is by nature. SQLite would give the id of the last row, once
 * erased, to the next one: old links to the first person would then open the second person's pages.
 */
function withLastingId(builder: CreateTableBuilder<string>, engine: Engine): CreateTableBuilder<string> {
  return engine === 'sqlite'
    ? builder.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    : withId(builder, engine);
}

async function index(db: Kysely<unknown>, on: string, columns: string[]): Promise<void> {
  await sql`create index ${sql.ref(`${on}_by_${columns.join('_')}`)} on ${sql.table(on)} (${sql.join(columns.map((name) => sql.ref(name)))})`.execute(
    db,
  );
}
