import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
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

it('a Postgres connection that is cut before its first use is given back: others follow, and closing ends', async () => {
  const url = await createDatabase();
  const gate = { cuts: false };
  const through = await cutting(url, () => gate.cuts);
  const database = await openPostgres(through.url);
  onTestFinished(through.close);
  const one = sql<{ one: number }>`select 1 as one`;
  await database.query.connection().execute(async (held) => {
    gate.cuts = true;
    // More often than the pool has connections.
    for (let cut = 0; cut < 9; cut++)
      await expect(one.execute(database.query)).rejects.toThrow(/connection/i);
    gate.cuts = false;
    await one.execute(held);
    expect((await one.execute(database.query)).rows).toEqual([{ one: 1 }]);
  });
  await database.close();
});

/** The way to a database that cuts a new connection at its first statement, if told. */
async function cutting(
  url: string,
  cuts: () => boolean,
): Promise<{ url: string; close: () => Promise<void> }> {
  const to = new URL(url);
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
    far.pipe(near);
    near.on('data', (chunk: Buffer) =>
      cuts() && chunk.includes('idle_in_transaction') ? end() : far.write(chunk),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const [way, close] = [new URL(url), () => new Promise<void>((done) => void server.close(() => done()))];
  way.host = `127.0.0.1:${port}`;
  return { url: way.href, close };
}
