import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openHouse } from '../web/house.ts';

/** A migrated database, and the lock on its file in another's hands. */
async function openLocked(lockWaitMs?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'inference-report-lock-'));
  const file = join(folder, 'newsletter.sqlite');
  const database = openSqlite(file, lockWaitMs);
  await migrate(database);
  const other = new DatabaseSync(file);
  onTestFinished(async () => {
    other.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });
  return { database, lock: () => other.exec('begin immediate'), unlock: () => other.exec('rollback') };
}

/** Whether it has an end, as seen now. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  return (await Promise.race([promise, Promise.resolve(open)])) !== open;
}

it('while another process holds the lock, who leaves waits, and everybody else is answered', async () => {
  const { database, lock, unlock } = await openLocked();
  const { get, post, leaveToken, choiceToken, reader, stateOf } = await openHouse(database);
  lock();
  const leaving = post(`/unsubscribe/${leaveToken}`);
  const change = database.query.transaction().execute(async (trx) => {
    await trx.insertInto('fact').values({ name: 'waited', value: 'yes' }).execute();
  });
  expect((await get(`/preferences/${choiceToken}`)).status).toBe(200);
  expect(await stateOf(reader)).toBe('confirmed');
  expect([await isDone(leaving), await isDone(change)]).toEqual([false, false]);
  unlock();
  expect((await leaving).status).toBe(200);
  await change;
  expect(await stateOf(reader)).toBe('unsubscribed');
});

it('a lock that is held too long is told by its name, and asked for again later; nothing is half done', async () => {
  const { database, lock, unlock } = await openLocked(30);
  const { post, leaveToken, reader, stateOf, lines } = await openHouse(database);
  lock();
  const answer = await post(`/unsubscribe/${leaveToken}`);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
  expect(lines.join()).toContain('Another program has kept the database locked for 0.03 seconds');
  const change = database.query.transaction().execute(async (trx) => {
    await trx.insertInto('fact').values({ name: 'never', value: 'yes' }).execute();
  });
  await expect(change).rejects.toMatchObject({ code: 'busy' });
  unlock();
  expect((await post(`/unsubscribe/${leaveToken}`)).status).toBe(200);
  expect(await stateOf(reader)).toBe('unsubscribed');
});

it('what others ask while a transaction is open is no part of it', async () => {
  const { database } = await openLocked();
  const write = (name: string, db = database.query) =>
    db.insertInto('fact').values({ name, value: 'x' }).execute();
  const outside: Promise<unknown>[] = [];
  const failing = database.query.transaction().execute(async (trx) => {
    await write('inside', trx);
    outside.push(
      write('outside'),
      database.query.transaction().execute((own) => write('own', own)),
    );
    await new Promise(setImmediate);
    throw new Error('not this one');
  });
  await expect(failing).rejects.toThrow('not this one');
  await Promise.all(outside);
  const facts = await database.query.selectFrom('fact').select('name').orderBy('name').execute();
  expect(facts.map(({ name }) => name)).toEqual(['outside', 'own']);
});
