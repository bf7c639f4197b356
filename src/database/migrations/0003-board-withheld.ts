/** Boards that were read and not believed: kept with the reason, never current. */
import type { Migration } from '../migrate.ts';

export const boardWithheld0003: Migration = async (db) => {
  await db.schema
    .createTable('board_withheld')
    .addColumn('board_id', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('board_snapshot_id', 'bigint', (column) => column.notNull().references('board.id'))
    .addColumn('reason', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('board_withheld_key', ['board_id', 'date'])
    .execute();
};
