import { expect, it } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';

it('a full disk is told as that, though SQLite has rolled back before anybody asked it to', async () => {
  const database = openSqlite(':memory:');
  await migrate(database);
  const { page_count: pages } = database.sqlite?.prepare('pragma page_count').get() ?? {};
  database.sqlite?.exec(`pragma max_page_count = ${Number(pages) + 2}`);
  const filling = database.query.transaction().execute(async (trx) => {
    for (let index = 0; index < 100; index++)
      await trx
        .insertInto('fact')
        .values({ name: `page ${index}`, value: 'x'.repeat(4000) })
        .execute();
  });
  await expect(filling).rejects.toThrow('database or disk is full');
  expect(
    await database.query.selectFrom('fact').selectAll().where('name', 'like', 'page %').execute(),
  ).toEqual([]);
  await database.close();
});
