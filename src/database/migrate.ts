/** Brings a database to this version's tables: an append-only list, run in order, each once, on both engines. */
import { sql, type Kysely } from 'kysely';
import { NewsletterError } from '../model/errors.ts';
import type { Database, Engine } from './connect.ts';
import { tables0001 } from './migrations/0001-tables.ts';
import { notBefore0002 } from './migrations/0002-not-before.ts';
import { boardWithheld0003 } from './migrations/0003-board-withheld.ts';
import { editionInputs0004 } from './migrations/0004-edition-inputs.ts';
import { checkProbes0005 } from './migrations/0005-check-probes.ts';
import { sending0006 } from './migrations/0006-sending.ts';
import { deliveryEvents0007 } from './migrations/0007-delivery-events.ts';
import { readers0008 } from './migrations/0008-readers.ts';
import { sunset0009 } from './migrations/0009-sunset.ts';
import { contentRefused0010 } from './migrations/0010-content-refused.ts';

/** `db` has no table types: a migration must not change when the schema does. */
export type Migration = (db: Kysely<unknown>, engine: Engine) => Promise<void>;

/** A database knows a step by its place here, so none may move: 0008 was ready before 0007, and runs before it for ever. */
const MIGRATIONS: readonly Migration[] = [
  tables0001,
  notBefore0002,
  boardWithheld0003,
  editionInputs0004,
  checkProbes0005,
  sending0006,
  readers0008,
  deliveryEvents0007,
  sunset0009,
  contentRefused0010,
];

/** An arbitrary number that names "migration of this program" among Postgres' advisory locks. */
const LOCK = 7_214_009;

/**
 * Runs what is missing, in one transaction. Safe when several processes start together.
 * @throws NewsletterError database-unusable when the database is newer than this program
 */
export async function migrate(database: Database): Promise<void> {
  await database.query.transaction().execute(async (trx) => {
    if (database.engine === 'postgres')
      await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
    await sql`create table if not exists migration (number integer primary key)`.execute(trx);
    const { rows } = await sql<{ last: number | null }>`select max(number) as last from migration`.execute(
      trx,
    );
    const last = rows[0]?.last ?? 0;
    if (last > MIGRATIONS.length) {
      throw new NewsletterError(
        'database-unusable',
        `The database is at step ${last}, this program knows ${MIGRATIONS.length}: it was written by a newer version.`,
        { hint: 'Start the newer version, or restore a backup made by this one.' },
      );
    }
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < last) continue;
      await migration(trx as unknown as Kysely<unknown>, database.engine);
      await sql`insert into migration (number) values (${sql.lit(index + 1)})`.execute(trx);
    }
  });
}
