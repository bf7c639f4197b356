import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { healthOf } from '../../src/edition/health.ts';
import { addDays, DAY_MS, editionDate, type EditionDate } from '../../src/model/date.ts';
import { failed } from '../../src/model/source.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { board, link, newsroom, testSource, yields, type Newsroom, type TestSource } from './newsroom.ts';

const FIRST = editionDate('2026-11-02');

/** Collects one source for so many days, telling it before each what to answer. */
async function live(
  room: Newsroom,
  source: TestSource,
  days: number,
  prepare: (day: number, date: EditionDate) => void = () => undefined,
) {
  for (let day = 0; day < days; day++) {
    const date = addDays(FIRST, day);
    prepare(day, date);
    await room.collect(date, [source]);
    room.clock.advance(DAY_MS);
  }
}

async function healthAfter(database: Database, room: Newsroom, source: TestSource) {
  const [health] = await healthOf(database.query, [source], room.clock.now());
  return health;
}

const news = (date: string, title = `News of ${date}`) =>
  link({ sourceId: 'alpha', title, publishedAt: `${date}T08:00:00Z` });

describeOnBothEngines('the health of a source', (open) => {
  it('that answers with news is well: last success, newest item, pace, and what conditions saved', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const source = testSource('alpha', 'labs');
    const answering = room.respond;
    await live(room, source, 8, (day, date) => {
      source.answer = yields({ items: [news(date), news('2026-10-30')] });
      room.respond = day % 2 === 1 ? ({ url }) => ({ kind: 'not-modified', url }) : answering;
    });
    expect(await healthAfter(database, room, source)).toMatchObject({
      ...{ section: 'labs', id: 'alpha', name: 'ALPHA', kind: 'RSS', cadence: 'daily', state: 'well' },
      lastSuccessAt: Date.parse('2026-11-09T10:00:00Z'),
      newestAt: Date.parse('2026-11-08T08:00:00Z'),
      // Five addresses in the eleven days of which anything is known.
      ...{
        itemsPerWeek: expect.closeTo(3.16, 1) as number,
        requests: 8,
        notModified: 4,
        failingSince: null,
        remarks: [],
      },
    });
  });

  it('that fails says since when and why, in words', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const source = testSource('alpha', 'wire');
    await live(room, source, 4, (day, date) => {
      source.answer = day < 2 ? yields({ items: [news(date)] }) : failed('timeout', 'fell silent');
    });
    expect(await healthAfter(database, room, source)).toMatchObject({
      ...{ state: 'failing', failingSince: '2026-11-04', lastSuccessAt: Date.parse('2026-11-03T10:00:00Z') },
      remarks: ['fell silent (failing since 2026-11-04)'],
    });
  });

  it('that answers and says nothing is quiet, though it answers 200 or "not modified" every day', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const source = testSource('alpha', 'labs', yields({ items: [news('2026-10-30')] }));
    await live(room, source, 3);
    room.respond = ({ url }) => ({ kind: 'not-modified', url });
    await live(room, source, 4);
    expect(await healthAfter(database, room, source)).toMatchObject({
      state: 'quiet',
      remarks: ['its newest item is 10 days old'],
    });
  });

  it('that dates the same items anew every day is as old as they are', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const source = testSource('alpha', 'labs');
    await live(room, source, 9, (_, date) => {
      source.answer = yields({ items: [{ ...news(date, 'Always the same'), key: date }] });
    });
    expect(await healthAfter(database, room, source)).toMatchObject({
      state: 'quiet',
      newestAt: Date.parse('2026-11-02T08:00:00Z'),
    });
  });

  it('that the operator has not switched on is off; one never asked, or always empty, says so', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const locked = testSource('locked', 'benchmarks', failed('missing-key', 'needs a key'));
    const empty = testSource('empty', 'labs');
    await room.collect(FIRST, [locked, empty]);
    const all = [locked, empty, testSource('never', 'labs')];
    const health = await healthOf(database.query, all, room.clock.now());
    expect(health.map(({ state, remarks }) => [state, remarks])).toEqual([
      ['off', ['needs a key']],
      ['quiet', ['it has not held anything yet']],
      ['never asked', []],
    ]);
  });

  it('keeps the warnings of its last reading, and says a thing once', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const warnings = [
      '2 entries without a date',
      'it is built anew every day, but its newest item is 43 days old',
    ];
    const source = testSource('alpha', 'labs', yields({ items: [news('2026-09-20')], warnings }));
    await room.collect(FIRST, [source]);
    expect((await healthAfter(database, room, source))?.remarks).toEqual(warnings);
  });
});

describeOnBothEngines('the health of a board', (open) => {
  it('is told by its rows: a new date on the same table is no news', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const source = testSource('coding', 'benchmarks');
    await live(room, source, 9, (day, date) => {
      source.answer = yields({ boards: [board({ Aster: day === 0 ? 60 : 61 }, { asOf: date })] });
    });
    expect(await healthAfter(database, room, source)).toMatchObject({
      ...{ state: 'quiet', itemsPerWeek: null, newestAt: Date.parse('2026-11-03T00:00:00Z') },
      remarks: ['its rows have not changed for 8 days'],
    });
  });

  it('that states an old day itself is as old as that', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const answer = yields({ boards: [board({ Aster: 60 }, { asOf: '2025-10-03' })] });
    const source = testSource('coding', 'benchmarks', answer);
    await room.collect(FIRST, [source]);
    expect((await healthAfter(database, room, source))?.remarks).toEqual([
      'its rows have not changed for 395 days',
    ]);
  });

  it('tells the editor of a table that was not believed', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const source = testSource('coding', 'benchmarks');
    await live(room, source, 2, (day) => {
      const scores = { Aster: 60, Birch: 59, Cedar: 58, Dahlia: 57 };
      source.answer = yields({ boards: [board(day === 0 ? scores : { Aster: 60 })] });
    });
    expect(await healthAfter(database, room, source)).toMatchObject({
      remarks: ['its table holds 1 row where there were 4, so the last good one stands in'],
    });
  });
});
