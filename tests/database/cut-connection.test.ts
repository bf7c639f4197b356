import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../support/databases.ts';

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
