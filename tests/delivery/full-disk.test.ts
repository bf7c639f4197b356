import { expect, it } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import { newsroom, ruledTransport } from './newsroom.ts';

it('a disk that is full in the middle of a send stops it and says so; with room it goes on, and nobody is mailed twice', async () => {
  const database = openSqlite(':memory:');
  await migrate(database);
  const limit = (pages: number) => database.sqlite?.exec(`pragma max_page_count = ${pages}`);
  const transport = ruledTransport((_, call) => {
    // As on a full disk, every write that needs another page fails.
    if (call === 3) limit(1);
    return 'accept';
  });
  const { editionId, deps, clock } = await newsroom(database, 600, { transport, batch: 50 });
  await expect(sendEdition(deps, { editionId })).rejects.toThrow(/disk is full/);
  expect(transport.taken.length).toBeLessThan(600);
  limit(1_000_000);
  clock.advance(deps.leaseMs);
  expect(await sendEdition(deps, { editionId })).toMatchObject({
    ...{ state: 'completed', problems: [], count: { submitted: 600, uncertain: 0 } },
  });
  expect(transport.taken).toHaveLength(600);
  expect(new Set(transport.taken).size).toBe(600);
  await database.close();
});
