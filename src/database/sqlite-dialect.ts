/** Kysely over node:sqlite: one connection taken in turns, and a wait for another process's lock that stops nobody else. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { NewsletterError } from '../model/errors.ts';

/**
 * Between two looks at the lock. SQLite tells nobody when another process lets it go, and a sender frees it only for
 * moments between two transactions: who looks seldom waits for long.
 */
const LONGEST_LOOK_MS = 5;

/** @param lockWaitMs how long a write waits for the lock that another process holds, before it fails */
export function sqliteDialect(connection: DatabaseSync, lockWaitMs: number): Dialect {
  return {
    createDriver: () => driver(connection, lockWaitMs),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new AdapterOfSessions(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** The driver gives out turns itself: Kysely would keep everyone waiting behind one who waits for the lock. */
class AdapterOfSessions extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

function driver(connection: DatabaseSync, lockWaitMs: number): Driver {
  const perform = performer(connection);
  const turns = turnsOfSessions(lockWaitMs);
  return {
    init: async () => undefined,
    acquireConnection: async () => {
      const session: DatabaseConnection = {
        executeQuery: <R>(query: CompiledQuery) => turns.take(session, () => perform<R>(query)),
        // Lists are read in pages: no reading stays open on the connection from one turn to the next.
        streamQuery: async function* <R>(query: CompiledQuery) {
          yield await session.executeQuery<R>(query);
        },
      };
      return session;
    },
    // A deferred transaction that reads before it writes fails at once when another process wrote meanwhile; an
    // immediate one waits its turn.
    beginTransaction: (session) =>
      turns.take(session, () => {
        connection.exec('begin immediate');
        turns.keep(session);
      }),
    commitTransaction: async () => {
      connection.exec('commit');
      turns.end();
    },
    rollbackTransaction: async () => {
      try {
        // SQLite has rolled back by itself where the disk is full: what is told must be that, not "no transaction".
        if (connection.isTransaction) connection.exec('rollback');
      } finally {
        turns.end();
      }
    },
    releaseConnection: async () => undefined,
    destroy: async () => connection.close(),
  };
}

/** While a transaction is open on the connection, every statement would be part of it: those of others wait for its end. */
function turnsOfSessions(lockWaitMs: number) {
  let open: { readonly owner: DatabaseConnection; readonly ended: Promise<null>; end(): void } | null = null;
  return {
    /** Acts as soon as it is this session's turn and no other process holds the lock. */
    take: async <T>(session: DatabaseConnection, act: () => T): Promise<T> => {
      let until = Infinity;
      for (let looks = 1; ; looks++) {
        while (open !== null && open.owner !== session) await open.ended;
        try {
          return act();
        } catch (error) {
          if (!isLocked(error)) throw error;
          until = Math.min(until, performance.now() + lockWaitMs);
          if (performance.now() >= until) throw lockedFor(lockWaitMs, error);
        }
        await sleep(Math.min(looks, LONGEST_LOOK_MS));
      }
    },
    /** Nobody else's turn until it is ended. */
    keep: (owner: DatabaseConnection) => {
      const { promise: ended, resolve } = Promise.withResolvers<null>();
      open = { owner, ended, end: () => resolve(null) };
    },
    end: () => {
      const ended = open;
      open = null;
      ended?.end();
    },
  };
}

/** SQLITE_BUSY in the low byte of SQLite's code, whatever more it says above that. */
const SQLITE_BUSY = 5;

function isLocked(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_BUSY;
}

function lockedFor(ms: number, cause: unknown): NewsletterError {
  return new NewsletterError(
    'busy',
    `Another program has kept the database locked for ${ms / 1000} seconds; nothing was written.`,
    { hint: 'End that program, or wait for it, and try again.', cause },
  );
}

function performer(connection: DatabaseSync): <R>(query: CompiledQuery) => QueryResult<R> {
  const statement = keptStatements(connection);
  return <R>({ sql, parameters }: CompiledQuery): QueryResult<R> => {
    const kept = statement(sql);
    const values = bindable(parameters);
    if (kept.reader) return { rows: kept.statement.all(...values) as R[] };
    const { changes, lastInsertRowid } = kept.statement.run(...values);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  };
}

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
