import { sql, type Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { openPostgres, openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { contentRefused0010 } from '../../src/database/migrations/0010-content-refused.ts';
import { addEdition, addReaders, prepare } from '../delivery/newsroom.ts';
import { createDatabase, describeOnBothEngines } from '../support/databases.ts';

describeOnBothEngines('migrate', (open, engine) => {
  it('makes every table, and nothing the second time', async () => {
    const database = await open();
    await migrate(database);
    const tables = await database.query.introspection.getTables();
    expect(tables.map((table) => table.name)).toEqual(
      expect.arrayContaining(['item', 'board', 'edition', 'subscriber', 'suppression', 'batch', 'delivery']),
    );
  });

  it('refuses a database that a newer version wrote', async () => {
    const database = await open();
    await sql`insert into migration (number) values (9999)`.execute(database.query);
    await expect(migrate(database)).rejects.toThrow(/newer version/);
  });

  it('marks the refusals of content that an earlier version stored, and no other bounce', async () => {
    const database = await open();
    const { query } = database;
    await addReaders(database, 3);
    const editionId = await addEdition(database);
    await prepare(database, editionId);
    // As it was before that step.
    await sql`drop index delivery_event_of_refusals`.execute(query);
    await sql`alter table delivery_event drop column refused_edition_id`.execute(query);
    await sql`create index delivery_event_of_bounces on delivery_event (delivery_id)`.execute(query);
    const bounce = (id: number | null, type: string, subType: string) => ({
      ...{ event_id: `event-${type}-${id}`, delivery_id: id, type, provider_id: null },
      ...{ occurred_at: 1, received_at: 1, json: JSON.stringify({ bounce: { type: 'Transient', subType } }) },
    });
    await query
      .insertInto('delivery_event')
      .values([
        bounce(1, 'email.bounced', 'ContentRejected'),
        bounce(2, 'email.bounced', 'MailboxFull'),
        bounce(3, 'email.opened', 'ContentRejected'),
        bounce(null, 'email.bounced', 'ContentRejected'),
      ])
      .execute();
    await contentRefused0010(query as unknown as Kysely<unknown>, engine);
    const marked = query.selectFrom('delivery_event').select(['delivery_id', 'refused_edition_id']);
    expect(await marked.where('refused_edition_id', 'is not', null).execute()).toEqual([
      { delivery_id: 1, refused_edition_id: editionId },
    ]);
  });

  it('keeps one delivery per edition and subscriber, and per edition and address', async () => {
    const { query } = await open();
    const edition = await query
      .insertInto('edition')
      .values({
        ...{ date: '2026-11-24', number: 1, state: 'draft', subject: 's', title: 't', json: '{}', hash: 'h' },
        ...{ release: '0', created_at: 1, updated_at: 1 },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const batch = await query
      .insertInto('batch')
      .values({
        edition_id: edition.id,
        position: 1,
        variant: 'essay',
        state: 'pending',
        fence: 0,
        not_before: 0,
        attempts: 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const row = { edition_id: edition.id, batch_id: batch.id, state: 'pending', outcome: 'none' } as const;
    await query
      .insertInto('delivery')
      .values({ ...row, position: 0, subscriber_id: 1, address_hash: 'a' })
      .execute();
    const sameReader = { ...row, position: 1, subscriber_id: 1, address_hash: 'b' };
    const sameAddress = { ...row, position: 1, subscriber_id: 2, address_hash: 'a' };
    await expect(query.insertInto('delivery').values(sameReader).execute()).rejects.toThrow(/unique/i);
    await expect(query.insertInto('delivery').values(sameAddress).execute()).rejects.toThrow(/unique/i);
    expect(typeof edition.id).toBe('number');
  });
});

it('two processes that start together on Postgres both end with the tables', async () => {
  const url = await createDatabase();
  const both = await Promise.all([openPostgres(url), openPostgres(url)]);
  await Promise.all(both.map((database) => migrate(database)));
  const { rows } = await sql<{ number: number }>`select number from migration`.execute(both[0].query);
  expect(rows.length).toBeGreaterThan(0);
  await Promise.all(both.map((database) => database.close()));
});

it('an unreachable Postgres is refused with its host and without its password', async () => {
  const refused = await openPostgres('postgres://me:hunter2@127.0.0.1:1/news').catch(
    (error: unknown) => error,
  );
  expect(refused).toHaveProperty('code', 'database-unusable');
  expect(String(refused)).toContain('127.0.0.1:1/news');
  expect(String(refused)).not.toContain('hunter2');
});

it('a data folder that cannot be written is refused with its path', () => {
  expect(() => openSqlite('/dev/null/newsletter.sqlite')).toThrow(/\/dev\/null/);
});
