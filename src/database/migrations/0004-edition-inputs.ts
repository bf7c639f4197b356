/** What an edition was assembled from, beside its items and boards: kept, so that it can be assembled again. */
import type { Migration } from '../migrate.ts';

export const editionInputs0004: Migration = async (db) => {
  await db.schema
    .createTable('edition_input')
    .addColumn('edition_id', 'bigint', (column) =>
      column.primaryKey().references('edition.id').onDelete('cascade'),
    )
    .addColumn('json', 'text', (column) => column.notNull())
    .execute();
};
