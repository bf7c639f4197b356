/** Boards as they really were: files of CORPUS_DIR, read by the adapters and by settings without code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boardDefinition } from '../../../sources/boards/definitions.ts';
import { doubtAbout } from '../../../src/edition/board-doubts.ts';
import { boardSchema } from '../../../src/model/board.ts';
import { boardIn, collect, definitionOf } from './collecting.ts';

const CORPUS = process.env['CORPUS_DIR'];
const file = (name: string) => readFileSync(join(CORPUS ?? '', 'leaderboards', name), 'utf8');

/** A mirror of a board, as an operator would add it. */
const mirror = boardDefinition({
  ...{ id: 'mirror', adapter: 'json', title: 'Mirror', description: '', url: 'https://mirror.example/text' },
  ...{ scoreLabel: 'Rating', suffix: '', decimals: 0, higherIsBetter: true },
  read: {
    ...{ rows: '$.models[*]', name: '$.model', organisation: '$.vendor', score: '$.score', margin: '$.ci' },
    ...{ asOf: '$.meta.last_updated', columns: [] },
  },
})!;

describe.runIf(CORPUS !== undefined)('a board of the corpus', () => {
  it.each([
    ['epoch-eci', 'epoch_eci_scores_2026-09_top16.csv', 16],
    ['aider-polyglot', 'aider_polyglot_leaderboard.yml', 10],
    ['swe-rebench', 'swe_rebench_page.synthetic.html', 3],
  ])('%s is read whole and valid', async (id, name, least) => {
    const board = boardIn((await collect(definitionOf(id), [file(name)])).result);
    expect(boardSchema.parse(board).rows.length).toBeGreaterThanOrEqual(least);
    expect(board.rows[0]?.rank).toBe(1);
  });

  it('has its bounds, and its ties by what is printed', async () => {
    const name = 'epoch_eci_scores_2026-09_top16.csv';
    const { rows } = boardIn((await collect(definitionOf('epoch-eci'), [file(name)])).result);
    expect(rows.every(({ low, high, score }) => low! < score && score < high!)).toBe(true);
    expect(rows.filter(({ tied }) => tied).map(({ name: model }) => model)).toEqual([
      'Claude Opus 4.7',
      'Grok 4.6',
    ]);
  });

  it('that had 20 rows one day and 50 the next is believed as it grows, and doubted as it shrinks', async () => {
    const day = async (date: string) =>
      boardIn((await collect(mirror, [file(`arena_mirror_${date}_text.json`)])).result);
    const [small, whole] = [await day('2026-04-18'), await day('2026-04-19')];
    expect([small.rows.length, whole.rows.length]).toEqual([20, 50]);
    expect(small.rows[0]).toMatchObject({ score: 1505, low: 1494, high: 1516 });
    expect(doubtAbout(whole, small)).toBeNull();
    expect(doubtAbout({ ...small, asOf: whole.asOf }, whole)).toBe('holds 20 rows where there were 50');
  });
});
