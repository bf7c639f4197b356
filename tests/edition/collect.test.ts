import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { collect } from '../../src/edition/collect.ts';
import { pruneSnapshots } from '../../src/edition/snapshots.ts';
import { editionDate } from '../../src/model/date.ts';
import { failed } from '../../src/model/source.ts';
import { testClock } from '../support/clock.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { answer, board, link, newsroom, testSource, yields } from './newsroom.ts';

const MORNING = '2026-11-24T10:00:00Z';
const DAY = '2026-11-24';

const story = link({ sourceId: 'alpha', title: 'Weights are out', publishedAt: '2026-11-24T08:00:00Z' });
const other = link({ sourceId: 'alpha', title: 'Prices are down', publishedAt: '2026-11-24T09:00:00Z' });

const rowsOf = (database: Database, table: 'item' | 'board' | 'board_day' | 'collection' | 'snapshot') =>
  database.query.selectFrom(table).selectAll().execute();

describeOnBothEngines('collect', (open) => {
  it('stores what each source gave, with the answer it was read from', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const outcomes = await room.collect(DAY, [
      testSource('alpha', 'labs', yields({ items: [story, other], warnings: ['1 item without a date'] })),
      testSource('coding', 'benchmarks', yields({ boards: [board({ Aster: 64.4 })] })),
    ]);
    expect(
      outcomes.map(({ sourceId, items, newItems, boards }) => [sourceId, items, newItems, boards]),
    ).toEqual([
      ['alpha', 2, 2, 0],
      ['coding', 0, 0, 1],
    ]);
    const [snapshot] = await rowsOf(database, 'snapshot');
    expect(snapshot).toMatchObject({
      status: 200,
      etag: '"v1"',
      content_type: 'text/xml',
      failure_kind: null,
    });
    const [row] = await database.query
      .selectFrom('collection')
      .selectAll()
      .where('source_id', '=', 'alpha')
      .execute();
    expect(row).toMatchObject({
      date: DAY,
      items: 2,
      new_items: 2,
      newest_item_at: other.publishedAt,
      unchanged: 0,
    });
    expect(JSON.parse(row!.warnings)).toEqual(['1 item without a date']);
  });

  it('a source that fails, or throws, is an outcome with its reason, and the others are stored', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const broken = {
      ...testSource('broken', 'wire'),
      collect: () => Promise.reject(new TypeError('x is not y')),
    };
    const outcomes = await room.collect(DAY, [
      broken,
      testSource('down', 'wire', failed('timeout', 'did not answer within 20 s')),
      testSource('alpha', 'labs', yields({ items: [story] })),
    ]);
    expect(outcomes.map(({ failure }) => failure?.kind ?? null)).toEqual(['unexpected', 'timeout', null]);
    expect(await rowsOf(database, 'item')).toHaveLength(1);
    expect(await rowsOf(database, 'collection')).toHaveLength(3);
  });

  it('twice the same day stores nothing twice, and keeps one row per source', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const sources = [
      testSource('alpha', 'labs', yields({ items: [story, story] })),
      testSource('coding', 'benchmarks', yields({ boards: [board({ Aster: 64.4 })] })),
    ];
    await room.collect(DAY, sources);
    room.clock.advance(3_600_000);
    const [again] = await room.collect(DAY, sources);
    expect(again).toMatchObject({ items: 2, newItems: 0 });
    const [item] = await rowsOf(database, 'item');
    expect(item).toMatchObject({ first_seen_at: Date.parse(MORNING), last_seen_at: room.clock.now() });
    for (const table of ['item', 'board', 'board_day'] as const)
      expect(await rowsOf(database, table)).toHaveLength(1);
    expect(await rowsOf(database, 'collection')).toHaveLength(2);
  });

  it('a corrected title is another version; the first is kept as it was', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const source = testSource('alpha', 'labs', yields({ items: [story] }));
    await room.collect(DAY, [source]);
    source.answer = yields({ items: [{ ...story, title: 'Weights are really out' }] });
    await room.collect(DAY, [source]);
    const titles = (await rowsOf(database, 'item')).map((row) => 'title' in row && row.title);
    expect(titles.toSorted()).toEqual(['Weights are out', 'Weights are really out']);
  });

  it('asks again only for what changed, and what is not modified stays current', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const source = testSource('coding', 'benchmarks', yields({ boards: [board({ Aster: 64.4 })] }));
    await room.collect(DAY, [source]);
    room.respond = ({ url }) => ({ kind: 'not-modified', url });
    room.clock.advance(86_400_000);
    const [outcome] = await room.collect('2026-11-25', [source]);
    expect(outcome).toMatchObject({ unchanged: true, failure: null });
    expect(room.requests.at(-1)).toMatchObject({
      etag: '"v1"',
      lastModified: 'Tue, 24 Nov 2026 08:00:00 GMT',
    });
    const days = await database.query
      .selectFrom('board_day')
      .select(['date', 'board_snapshot_id'])
      .orderBy('date')
      .execute();
    expect(days.map(({ date }) => date)).toEqual([DAY, '2026-11-25']);
    expect(new Set(days.map((day) => day.board_snapshot_id)).size).toBe(1);
    const report = await room.draft('2026-11-25', [source]);
    expect(report.edition.report).toEqual({ checked: 1, failed: [] });
  });

  it('an answer that could not be read makes no later request conditional', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const source = testSource('alpha', 'labs', failed('malformed', 'is no feed'));
    await room.collect(DAY, [source]);
    await room.collect(DAY, [source]);
    expect(room.requests.at(-1)).toMatchObject({ etag: null, lastModified: null });
    const snapshots = await database.query.selectFrom('snapshot').selectAll().execute();
    expect(snapshots.map(({ status, failure_kind }) => [status, failure_kind])).toEqual([
      [200, 'malformed'],
      [200, 'malformed'],
    ]);
  });

  it('asks nothing for what the server calls fresh, and again when it no longer is', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    room.respond = ({ url }) => {
      const good = answer(url);
      return good.kind === 'answer'
        ? { ...good, headers: { ...good.headers, 'cache-control': 'max-age=600' } }
        : good;
    };
    const source = testSource('alpha', 'labs', yields({ items: [story] }));
    await room.collect(DAY, [source]);
    room.clock.advance(599_000);
    const [fresh] = await room.collect(DAY, [source]);
    expect(fresh).toMatchObject({ unchanged: true, failure: null });
    expect(room.requests).toHaveLength(1);
    room.clock.advance(2000);
    await room.collect(DAY, [source]);
    expect(room.requests).toHaveLength(2);
  });

  it('what could not be read is not fresh, whatever the server says', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    room.respond = ({ url }) => {
      const headers = { 'cache-control': 'max-age=600' };
      return { kind: 'answer', status: 200, url, headers, body: new Uint8Array() };
    };
    const source = testSource('alpha', 'labs', failed('malformed', 'is no feed'));
    await room.collect(DAY, [source]);
    await room.collect(DAY, [source]);
    expect(room.requests).toHaveLength(2);
  });

  it('a wait that a server asked for holds in the next process too', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const retryAt = room.clock.now() + 3_600_000;
    const failure = { kind: 'rate-limited', message: 'answered 429: too many requests' } as const;
    room.respond = () => ({ kind: 'failed', failure, retryAt });
    // As a real source does, it hands on how its fetch failed.
    const source = {
      ...testSource('alpha', 'labs'),
      collect: async ({ fetch }: Parameters<ReturnType<typeof testSource>['collect']>[0]) => {
        const result = await fetch({ url: 'https://alpha.example/feed' });
        return result.kind === 'failed'
          ? failed(result.failure.kind, result.failure.message)
          : yields({ items: [story] });
      },
    };
    await room.collect(DAY, [source]);
    const next = newsroom(database, '2026-11-24T10:30:00Z');
    const [held] = await next.collect(DAY, [source]);
    expect(held?.failure).toEqual({
      kind: 'rate-limited',
      message: 'asked us to wait until 2026-11-24T11:00:00.000Z',
    });
    expect(next.requests).toHaveLength(0);
    next.clock.advance(1_800_001);
    await next.collect(DAY, [source]);
    expect(next.requests).toHaveLength(1);
  });

  it('a failure later in the day does not undo what the morning read', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const source = testSource('alpha', 'labs', yields({ items: [story] }));
    await room.collect(DAY, [source]);
    source.answer = failed('http-status', 'answered 503');
    await room.collect(DAY, [source]);
    expect((await room.draft(DAY, [source])).edition.report.failed).toEqual([]);
  });

  it('bodies are emptied after 30 days, the rows stay', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    room.respond = ({ url }) => answer(url, '<rss>a day</rss>');
    await room.collect(DAY, [testSource('alpha', 'labs')]);
    expect(await pruneSnapshots(database, room.clock.now() + 29 * 86_400_000)).toBe(0);
    expect(await pruneSnapshots(database, room.clock.now() + 31 * 86_400_000)).toBe(1);
    const [snapshot] = await database.query.selectFrom('snapshot').selectAll().execute();
    expect(snapshot).toMatchObject({ body: null, status: 200 });
    expect(snapshot!.body_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tells of each source as it ends', async () => {
    const database = await open();
    const told: string[] = [];
    await collect(
      {
        database,
        clock: testClock(MORNING),
        artificialAnalysisApiKey: null,
        fetch: async ({ url }) => answer(url),
      },
      {
        ...{ date: editionDate(DAY), sources: [testSource('alpha', 'labs'), testSource('beta', 'wire')] },
        staleDays: 7,
        onProgress: (done, total, { name }) => told.push(`${done}/${total} ${name}`),
      },
    );
    expect(told.map((line) => line.slice(0, 3))).toEqual(['1/2', '2/2']);
    expect(told.map((line) => line.slice(4)).toSorted()).toEqual(['ALPHA', 'BETA']);
  });
});
