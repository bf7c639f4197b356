import { describe, expect, it } from 'vitest';
import { doubtAbout } from '../../src/edition/board-doubts.ts';
import type { Database } from '../../src/database/connect.ts';
import type { Board } from '../../src/model/board.ts';
import { addDays, DAY_MS, editionDate } from '../../src/model/date.ts';
import { failed } from '../../src/model/source.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { board, newsroom, settings, testSource, yields } from './newsroom.ts';

const FIRST = editionDate('2026-04-18');

/** A board of so many rows, as of a day. */
function rows(count: number, changes: Partial<Board> = {}): Board {
  const scores = Array.from({ length: count }, (_, place) => [`Model ${place + 1}`, 90 - place] as const);
  return board(Object.fromEntries(scores), { asOf: '2026-04-18', ...changes });
}

/** Reads one answer a day from the first day on, and gives the table of each day's edition with its warnings. */
async function month(database: Database, answers: readonly (Board | 'down' | 'same')[], staleDays = 3) {
  const room = newsroom(database, `${FIRST}T10:00:00Z`);
  const source = testSource('arena', 'benchmarks');
  const told = settings({ benchmarks: { staleDays } });
  const days = [];
  for (const [index, answer] of answers.entries()) {
    const date = addDays(FIRST, index);
    const respond = room.respond;
    if (answer === 'same') room.respond = ({ url }) => ({ kind: 'not-modified', url });
    else if (answer === 'down') source.answer = failed('timeout', 'fell silent');
    else source.answer = yields({ boards: [answer] });
    const [outcome] = await room.collect(date, [source], staleDays);
    const { edition } = await room.draft(date, [source], { settings: told });
    const section = edition.sections.find((one) => one.kind === 'benchmarks');
    const table = section?.tables[0];
    days.push({
      total: table?.total ?? 0,
      note: table?.staleNote ?? '',
      movement: table?.rows[0]?.movement?.kind ?? null,
      warnings: outcome?.warnings ?? [],
    });
    room.respond = respond;
    room.clock.advance(DAY_MS);
  }
  return { days, requests: room.requests };
}

describeOnBothEngines('a board that comes back damaged', (open) => {
  it('does not become the table: the last good one stands in, with its date and the reason', async () => {
    const { days } = await month(await open(), [rows(50), rows(20), rows(50)]);
    expect(days.map(({ total }) => total)).toEqual([50, 50, 50]);
    expect(days[1]).toMatchObject({
      note: 'Today’s table holds 20 rows where there were 50: this is the one of Saturday, April 18, 2026.',
      movement: null,
      warnings: ['its table holds 20 rows where there were 50, so the last good one stands in'],
    });
    expect(days[2]).toMatchObject({ note: '', movement: 'same', warnings: [] });
  });

  it('is believed after the limit: then the board is like that now', async () => {
    const { days } = await month(await open(), [rows(50), rows(20), rows(20), rows(20), rows(20), rows(20)]);
    expect(days.map(({ total }) => total)).toEqual([50, 50, 50, 50, 20, 20]);
    expect(days.slice(4).map(({ note }) => note)).toEqual(['', '']);
  });

  it('is asked for again without conditions, so that "not modified" cannot vouch for it', async () => {
    const { days, requests } = await month(await open(), [rows(50), rows(20), rows(20), rows(50)]);
    expect(days.map(({ total }) => total)).toEqual([50, 50, 50, 50]);
    // The ETag of the last good answer is offered, never that of a damaged one.
    expect(requests.map(({ etag }) => etag)).toEqual([null, '"v1"', '"v1"', '"v1"']);
  });

  it('an older table, served again, is not taken for news', async () => {
    const old = rows(50, { asOf: '2026-04-12' });
    const { days } = await month(await open(), [rows(50), old, rows(52, { asOf: '2026-04-20' })]);
    expect(days[1]?.note).toMatch(
      /^Today’s table is an older one, as of 2026-04-12: this is the one of Saturday/,
    );
    expect(days[2]).toMatchObject({ total: 52, note: '' });
  });

  it('a good reading later on the same day takes the place of the damaged one', async () => {
    const database = await open();
    const room = newsroom(database, `${FIRST}T10:00:00Z`);
    const source = testSource('arena', 'benchmarks', yields({ boards: [rows(50)] }));
    await room.collect(FIRST, [source]);
    const next = addDays(FIRST, 1);
    source.answer = yields({ boards: [rows(20)] });
    await room.collect(next, [source]);
    source.answer = yields({ boards: [rows(51)] });
    await room.collect(next, [source]);
    expect(await database.query.selectFrom('board_withheld').selectAll().execute()).toEqual([]);
    source.answer = yields({ boards: [rows(20)] });
    await room.collect(next, [source]);
    const section = (await room.draft(next, [source])).edition.sections.at(-1);
    expect(section?.kind === 'benchmarks' && section.tables[0]).toMatchObject({ total: 51, staleNote: null });
  });

  it('a vanished board is shown for as long as allowed, then not at all', async () => {
    const { days } = await month(await open(), [rows(50), 'down', 'down', 'down', 'down']);
    expect(days.map(({ total }) => total)).toEqual([50, 50, 50, 50, 0]);
    expect(days[3]?.note).toBe(
      'This table could not be read today: this is the one of Saturday, April 18, 2026.',
    );
  });

  it.each(['version', 'window'] as const)(
    'is compared with the last one of its own %s, whatever came between',
    async (of) => {
      const { days } = await month(await open(), [
        rows(5, { [of]: 'spring' }),
        rows(5, { [of]: 'summer' }),
        rows(5, { [of]: 'spring' }),
      ]);
      expect(days.map(({ movement }) => movement)).toEqual([null, null, 'same']);
    },
  );

  it('one that is "not modified" is as good as read', async () => {
    const { days } = await month(await open(), [rows(50), 'same', 'same', 'same', 'same', 'same']);
    expect(days.map(({ total, note }) => `${total}${note}`)).toEqual(Array(6).fill('50'));
  });
});

describe('a doubt', () => {
  it('is about the same version and window only: another one starts anew', () => {
    expect(doubtAbout(rows(20, { window: 'June' }), rows(50, { window: 'May' }))).toBeNull();
    expect(doubtAbout(rows(20, { version: '4.1' }), rows(50, { version: '4.0' }))).toBeNull();
    expect(doubtAbout(rows(20), rows(50))).toBe('holds 20 rows where there were 50');
  });

  it('leaves room for what boards drop by themselves', () => {
    expect(doubtAbout(rows(34), rows(50))).toBeNull();
    expect(doubtAbout(rows(33), rows(50))).not.toBeNull();
    expect(doubtAbout(rows(2), rows(3))).toBeNull();
  });
});
