/** Snapshots know until when a server wants no second request: freshness, and `Retry-After`. */
import type { Migration } from '../migrate.ts';

export const notBefore0002: Migration = async (db) => {
  await db.schema.alterTable('snapshot').addColumn('not_before', 'bigint').execute();
};
