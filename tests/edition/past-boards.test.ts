import { expect, it } from 'vitest';
import { currentBoards } from '../../src/edition/boards.ts';
import { pastBoards } from '../../src/edition/past-boards.ts';
import { editionDate } from '../../src/model/date.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { board, newsroom, testSource, yields } from './newsroom.ts';

describeOnBothEngines('the past of a board', (open) => {
  it('is newest first, up to the day before, and only of the same version', async () => {
    const database = await open();
    const room = newsroom(database, '2026-11-20T08:00:00Z');
    const source = testSource('boards', 'benchmarks');
    const collect = async (date: string, score: number, version: string) => {
      source.answer = yields({ boards: [board({ Aster: score }, { version, asOf: date })] });
      await room.collect(date, [source]);
    };
    await collect('2026-11-20', 50, 'v1');
    await collect('2026-11-21', 60, 'v2');
    await collect('2026-11-22', 61, 'v2');
    await collect('2026-11-23', 62, 'v2');
    const today = board({ Aster: 62 }, { version: 'v2' });
    const history = await pastBoards(database.query, [today], editionDate('2026-11-23'));
    expect(history.get('coding')?.map((past) => [past.date, past.board.rows[0]?.score])).toEqual([
      ['2026-11-22', 61],
      ['2026-11-21', 60],
    ]);
  });

  it('reaches as far back as the comparison of a draft, and no further', async () => {
    const database = await open();
    const room = newsroom(database, '2026-11-20T08:00:00Z');
    const source = testSource('boards', 'benchmarks');
    const collect = async (date: string, score: number) => {
      source.answer = yields({ boards: [board({ Aster: score }, { asOf: date })] });
      await room.collect(date, [source]);
    };
    const compared = async (day: string) => {
      const date = editionDate(day);
      const [current] = await currentBoards(database.query, date, ['boards'], 7);
      const history = await pastBoards(database.query, [current!.snapshot.board], date);
      return [current!.previous?.board.asOf, history.get('coding')?.[0]?.board.asOf];
    };
    await collect('2026-10-01', 50);
    await collect('2026-11-01', 60);
    expect(await compared('2026-11-01')).toEqual(['2026-10-01', '2026-10-01']);
    await collect('2026-12-03', 61);
    expect(await compared('2026-12-03')).toEqual([undefined, undefined]);
  });
});
