/** An outage is told from a fault: a server that is not there, a connection that is cut, a lock that is held too long. */
import { sql } from 'kysely';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { isOutage } from '../../src/database/outage.ts';
import { NewsletterError } from '../../src/model/errors.ts';
import { openDatabase } from '../support/databases.ts';
import { freePort } from '../support/program.ts';

const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  );

it('a server that is not there', async () => {
  const pool = new pg.Pool({ connectionString: `postgres://nobody@localhost:${await freePort()}/none` });
  onTestFinished(() => pool.end());
  expect(isOutage(await thrownBy(pool.query('select 1')))).toBe(true);
});

it('a connection that an operator cuts', async () => {
  const { query } = await openDatabase('postgres');
  const cut = query
    .transaction()
    .execute((trx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx));
  expect(isOutage(await thrownBy(cut))).toBe(true);
});

it('not a statement that is wrong, on either engine, nor what we say of an order', async () => {
  const { query } = await openDatabase('postgres');
  expect(isOutage(await thrownBy(sql`select 1 from nothing`.execute(query)))).toBe(false);
  const sqlite = openSqlite(':memory:');
  onTestFinished(() => sqlite.close());
  expect(isOutage(await thrownBy(sql`select 1 from nothing`.execute(sqlite.query)))).toBe(false);
  expect(isOutage(new NewsletterError('not-allowed', 'no'))).toBe(false);
  expect(isOutage(new NewsletterError('busy', 'later'))).toBe(true);
});
