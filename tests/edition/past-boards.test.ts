import { expect, it } from 'vitest';
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
});
