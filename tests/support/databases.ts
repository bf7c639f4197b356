/** Runs one contract suite on both engines: SQLite in memory, and a fresh database on the real Postgres server. */
import { describe, inject, onTestFinished } from 'vitest';
import { openPostgres, openSqlite, type Database, type Engine } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { createDatabaseAt } from './postgres.ts';

const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** @param suite is given `open`: a migrated, empty database, closed when the test ends. */
export function describeOnBothEngines(
  name: string,
  suite: (open: () => Promise<Database>, engine: Engine) => void,
): void {
  describe.each(ENGINES)(`${name} (%s)`, (engine) => {
    suite(() => openDatabase(engine), engine);
  });
}

/** A migrated, empty database for the running test, closed when that test ends. */
export async function openDatabase(engine: Engine): Promise<Database> {
  const database = engine === 'sqlite' ? openSqlite(':memory:') : await openPostgres(await createDatabase());
  onTestFinished(() => database.close());
  await migrate(database);
  return database;
}

/** The URL of a new, empty Postgres database. */
export function createDatabase(): Promise<string> {
  return createDatabaseAt(inject('postgresUrl'));
}
