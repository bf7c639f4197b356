/** Opens the database: one SQLite file by default, Postgres where a URL is given. The only place that knows both drivers. */
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Kysely, PostgresDialect, SqliteDialect, type SqliteDatabase } from 'kysely';
import { NewsletterError, messageOf } from '../model/errors.ts';
import { makeFolder } from '../platform/data-folder.ts';
import type { Tables } from './schema.ts';

export type Engine = 'sqlite' | 'postgres';

export type Database = {
  readonly engine: Engine;
  /** For everything that is not hot. Inside a transaction use only the transaction's handle. */
  readonly query: Kysely<Tables>;
  /** The SQLite connection itself, for hot paths with prepared statements; null on Postgres. */
  readonly sqlite: DatabaseSync | null;
  close(): Promise<void>;
};

/** @param file path of the SQLite file, or `:memory:` */
export function openSqlite(file: string): Database {
  const connection = connectSqlite(file);
  const query = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(connection) }) });
  return { engine: 'sqlite', query, sqlite: connection, close: () => query.destroy() };
}

/**
 * @param url `postgres://user:password@host:port/database`
 * @throws NewsletterError database-unusable, naming host and database but never the password
 */
export async function openPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg');
  // int8 columns hold instants and counts, all below 2^53.
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => parserFor(pg.types, oid, format),
  };
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 10_000, types });
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
    const connection = new DatabaseSync(file, { timeout: 10_000 });
    // FULL, not NORMAL: after a power cut the ledger must hold every batch that was claimed before its call.
    connection.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000;',
    );
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

/** Kysely's SQLite dialect, over node:sqlite. */
function adapt(connection: DatabaseSync): SqliteDatabase {
  const statement = keptStatements(connection);
  return {
    close: () => connection.close(),
    prepare: (sql) => {
      // A deferred transaction that reads before it writes fails at once when another process wrote meanwhile, whatever
      // the timeout; an immediate one waits its turn.
      const kept = statement(sql === 'begin' ? 'begin immediate' : sql);
      // SQLite has rolled back by itself where the disk is full: what is told must be that, not "no transaction".
      const over = () => sql === 'rollback' && !connection.isTransaction;
      return {
        reader: kept.reader,
        all: (values) => kept.statement.all(...bindable(values)),
        run: (values) => (over() ? NOTHING_CHANGED : kept.statement.run(...bindable(values))),
        // Read bit by bit, so another reading of the same statement must not disturb it.
        iterate: (values) => connection.prepare(sql).iterate(...bindable(values)),
      };
    },
  };
}

const NOTHING_CHANGED = { changes: 0, lastInsertRowid: 0 };

type Kept = { readonly statement: StatementSync; readonly reader: boolean };

/** Statements whose text comes again are prepared once: that is a third of the time of a short one. */
function keptStatements(connection: DatabaseSync): (sql: string) => Kept {
  const kept = new Map<string, Kept>();
  return (sql) => {
    const known = kept.get(sql);
    // Back to the end: the first is the one that was not used for the longest time.
    if (known !== undefined) kept.delete(sql);
    const statement = known?.statement ?? connection.prepare(sql);
    const entry = known ?? { statement, reader: statement.columns().length > 0 };
    kept.set(sql, entry);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT_STATEMENTS && oldest !== undefined) kept.delete(oldest);
    return entry;
  };
}

const MAX_KEPT_STATEMENTS = 100;

type Bindable = string | number | bigint | null | Uint8Array;

function bindable(values: readonly unknown[]): Bindable[] {
  return values.map((value) => {
    if (value === null || value instanceof Uint8Array) return value;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
    throw new NewsletterError('broken-invariant', `A value of type ${typeof value} cannot be stored.`);
  });
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
