import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../src/database/connect.ts';
import { isOutage } from '../../src/database/outage.ts';
import { createDatabase, openDatabase } from '../support/databases.ts';

it('a Postgres connection that is cut between two statements fails the transaction, not the process', async () => {
  const { query } = await openDatabase('postgres');
  const work = query.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(query);
    await sleep(100);
    await sql`select 1`.execute(trx);
  });
  await expect(work).rejects.toThrow(/connection/i);
  expect((await sql<{ one: number }>`select 1 as one`.execute(query)).rows).toEqual([{ one: 1 }]);
});

it('a machine that stands still in the middle of a transaction on Postgres does not hold its rows for ever', async () => {
  const url = await createDatabase();
  const [still, other] = [await openPostgres(url, 200), await openPostgres(url)];
  onTestFinished(async () => {
    await still.close();
    await other.close();
  });
  await sql`create table thing (id int)`.execute(other.query);
  await sql`insert into thing values (1)`.execute(other.query);
  const change = sql`update thing set id = id + 1`;
  const work = still.query.transaction().execute(async (trx) => {
    await change.execute(trx);
    await change.execute(other.query);
    await change.execute(trx);
  });
  expect(isOutage(await work.catch((error: unknown) => error))).toBe(true);
  expect((await sql`select id from thing`.execute(other.query)).rows).toEqual([{ id: 2 }]);
});
