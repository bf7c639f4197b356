/** Opens the database: one SQLite file by default, Postgres where a URL is given. The only place that knows both drivers. */
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect } from 'kysely';
import { NewsletterError, messageOf } from '../model/errors.ts';
import { makeFolder } from '../platform/data-folder.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export type Engine = 'sqlite' | 'postgres';

export type Database = {
  readonly engine: Engine;
  /** For everything that is not hot. Inside a transaction use only the transaction's handle. */
  readonly query: Kysely<Tables>;
  /** The SQLite connection itself, for hot paths with prepared statements; null on Postgres. */
  readonly sqlite: DatabaseSync | null;
  close(): Promise<void>;
};

/** How long a write waits for the lock on the file, which one process at a time holds: freezing a list of a million takes half of it. */
const LOCK_WAIT_MS = 30_000;

/**
 * @param file path of the SQLite file, or `:memory:`
 * @param lockWaitMs a write that waits longer for another process fails as `busy`
 */
export function openSqlite(file: string, lockWaitMs = LOCK_WAIT_MS): Database {
  const connection = connectSqlite(file);
  const query = new Kysely<Tables>({ dialect: sqliteDialect(connection, lockWaitMs) });
  return { engine: 'sqlite', query, sqlite: connection, close: () => query.destroy() };
}

/**
 * How long a transaction may stand still on Postgres. A machine that is suspended or loses its power in the middle of one
 * would hold its rows for hours: nobody could pause the edition, and no other sender end it.
 */
const STILL_MS = 120_000;

/**
 * @param url `postgres://user:password@host:port/database`
 * @param stillMs after so long without a statement the server ends a transaction, and its connection
 * @throws NewsletterError database-unusable, naming host and database but never the password
 */
export async function openPostgres(url: string, stillMs = STILL_MS): Promise<Database> {
  const { default: pg } = await import('pg');
  // int8 columns hold instants and counts, all below 2^53.
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => parserFor(pg.types, oid, format),
  };
  const pool = new pg.Pool({
    ...{ connectionString: url, max: 8, connectionTimeoutMillis: 10_000, types },
    // A server that vanished while it was to answer says nothing at all: without this nobody would ever notice.
    ...{ keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
    // A statement, not a parameter of the connection: poolers refuse those that they do not know. The pool's own hook,
    // not Kysely's: where the connection is cut in it, that one never gives it back, and closing waits for ever.
    verify: (client, done) =>
      client.query(`set idle_in_transaction_session_timeout = ${stillMs}`, (error) => done(error)),
  });
  // An idle connection that the server drops must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  // Nor one that is dropped between two statements of a transaction: the next statement on it fails, and says why.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await pool.query('select 1');
  } catch (error) {
    await query.destroy();
    throw new NewsletterError(
      'database-unusable',
      `The database at ${placeOf(url)} does not answer: ${messageOf(error)}`,
      {
        hint: 'Start it, or correct DATABASE_URL; without DATABASE_URL a SQLite file is used.',
        cause: error,
      },
    );
  }
  return { engine: 'postgres', query, sqlite: null, close: () => query.destroy() };
}

function connectSqlite(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') makeFolder(dirname(file));
    const connection = new DatabaseSync(file, { timeout: LOCK_WAIT_MS });
    // FULL, not NORMAL: after a power cut the ledger must hold every batch that was claimed before its call.
    connection.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000;',
    );
    // From here on the dialect waits, and the process goes on meanwhile; SQLite's own waiting stops everything.
    connection.exec('pragma busy_timeout = 0');
    return connection;
  } catch (error) {
    throw new NewsletterError(
      'data-folder-unusable',
      `The database file ${file} cannot be opened: ${messageOf(error)}`,
      {
        hint: 'DATA_DIR must be a folder that this user may write to, on a disk with room.',
        cause: error,
      },
    );
  }
}

const INT8_OID = 20;

type Parse = (value: string) => unknown;
type TypeParsers = { getTypeParser(oid: number, format?: 'text' | 'binary'): Parse };

function parserFor(types: TypeParsers, oid: number, format: 'text' | 'binary' = 'text'): Parse {
  return oid === INT8_OID ? Number : types.getTypeParser(oid, format);
}

function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
