import { expect, it } from 'vitest';
import { auditEdition, countEdition } from '../../src/delivery/ledger.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { testClock } from '../support/clock.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { MORNING, addEdition, addReaders, keys, prepare } from './newsroom.ts';

describeOnBothEngines('prepare', (open) => {
  it('freezes one delivery per reader, in batches ordered by subscriber', async () => {
    const database = await open();
    await addReaders(database, 250);
    const editionId = await addEdition(database);
    expect(await prepare(database, editionId)).toEqual({ frozen: 250, batches: 3, fresh: true });
    const rows = await database.query
      .selectFrom('delivery')
      .innerJoin('batch', 'batch.id', 'delivery.batch_id')
      .select(['batch.position as batch', 'delivery.position', 'subscriber_id'])
      .orderBy('batch.position')
      .orderBy('delivery.position')
      .execute();
    expect(rows.map((row) => row.subscriber_id)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.filter((row) => row.batch === 3)).toHaveLength(50);
    expect(await countEdition(database, editionId)).toMatchObject({ frozen: 250, pending: 250 });
    expect((await auditEdition(database, editionId)).problems).toEqual([]);
    const edition = await database.query.selectFrom('edition').select('state').executeTakeFirstOrThrow();
    expect(edition.state).toBe('sending');
  });

  it('changes nothing the second time, even if readers joined meanwhile', async () => {
    const database = await open();
    await addReaders(database, 5);
    const editionId = await addEdition(database);
    await prepare(database, editionId);
    await addReaders(database, ['late@readers.example']);
    expect(await prepare(database, editionId)).toEqual({ frozen: 5, batches: 1, fresh: false });
  });

  it('leaves out who is unsubscribed, paused or suppressed', async () => {
    const database = await open();
    await addReaders(database, 4);
    const clock = testClock(MORNING);
    const subscribers = createSubscribers({ database, keys, clock });
    await subscribers.unsubscribe(1);
    await subscribers.suppress('reader-2@readers.example', 'complaint');
    await database.query
      .updateTable('subscriber')
      .set({ paused_until: MORNING + 1 })
      .where('id', '=', 3)
      .execute();
    expect(await prepare(database, await addEdition(database))).toMatchObject({ frozen: 1 });
  });

  it('two that prepare at once freeze the edition once', async () => {
    const database = await open();
    await addReaders(database, 120);
    const editionId = await addEdition(database);
    const both = await Promise.all([prepare(database, editionId), prepare(database, editionId)]);
    expect(both.map(({ fresh }) => fresh).toSorted()).toEqual([false, true]);
    expect(await countEdition(database, editionId)).toMatchObject({ frozen: 120, pending: 120 });
  });

  it('refuses an edition that nobody approved, and leaves no trace', async () => {
    const database = await open();
    await addReaders(database, 1);
    const editionId = await addEdition(database, 'draft');
    await expect(prepare(database, editionId)).rejects.toThrow(/is draft, not approved/);
    expect(await database.query.selectFrom('recipe').selectAll().execute()).toEqual([]);
  });
});
