import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { rebuildEdition } from '../../src/edition/rebuild.ts';
import { approveEdition, editionOfDate } from '../../src/edition/store.ts';
import { editionDate } from '../../src/model/date.ts';
import { compileEdition } from '../../src/render/index.ts';
import { describeOnBothEngines, openDatabase } from '../support/databases.ts';
import { board, essay, link, newsroom, paper, testSource, yields } from './newsroom.ts';

const DAY = '2026-11-24';
const NEXT = '2026-11-25';

function sources() {
  const alpha = (title: string, publishedAt: string) => link({ sourceId: 'alpha', title, publishedAt });
  const beta = (title: string, publishedAt: string) => link({ sourceId: 'beta', title, publishedAt });
  const papers = ['2611.00001', '2611.00002'].map((arxivId) =>
    paper({ arxivId, title: `Paper ${arxivId}`, publishedAt: '2026-11-24T05:00:00Z' }),
  );
  return {
    alpha: testSource('alpha', 'labs', yields({ items: [alpha('Weights are out', '2026-11-24T08:00:00Z')] })),
    beta: testSource(
      'beta',
      'wire',
      yields({ items: [beta('Chips in short supply', '2026-11-24T07:00:00Z')] }),
    ),
    arxiv: testSource('arxiv', 'papers', yields({ items: papers })),
    coding: testSource('coding', 'benchmarks', yields({ boards: [board({ Aster: 64.4, Birch: 62.8 })] })),
  };
}

/** An approved edition of today, after which the world goes on: new items, other figures, another edition. */
async function dayAndNext(database: Database) {
  const room = newsroom(database, `${DAY}T10:00:00Z`);
  const now = sources();
  await room.collect(DAY, Object.values(now));
  const { id, hash } = await room.draft(DAY, Object.values(now));
  await approveEdition(database.query, { id, hash, by: 'test', at: room.clock.now() });
  const news = link({ sourceId: 'alpha', title: 'Something else', publishedAt: '2026-11-25T08:00:00Z' });
  now.alpha.answer = yields({ items: [news] });
  now.coding.answer = yields({ boards: [board({ Birch: 70, Aster: 64.4 })] });
  room.clock.advance(24 * 3_600_000);
  await room.collect(NEXT, Object.values(now));
  await room.draft(NEXT, Object.values(now), { essay: essay({ title: 'Another day' }) });
  return storedEdition(database);
}

async function storedEdition(database: Database) {
  const stored = await editionOfDate(database.query, editionDate(DAY));
  if (stored === null) throw new Error('no edition');
  return stored;
}

describeOnBothEngines('rebuilding an edition', (open) => {
  it('gives the same edition, hash and mail, whatever was collected and drafted since', async () => {
    const database = await open();
    const stored = await dayAndNext(database);
    const { edition, parts } = await rebuildEdition(database.query, stored);
    expect(parts.filter(({ same }) => !same)).toEqual([]);
    expect(edition).toEqual(stored.edition);
    expect(await compileEdition(edition)).toEqual(await compileEdition(stored.edition));
  });

  it('names the section whose items are not what they were', async () => {
    const database = await open();
    const stored = await dayAndNext(database);
    const row = await database.query
      .selectFrom('item')
      .select(['id', 'json'])
      .where('title', '=', 'Weights are out')
      .executeTakeFirstOrThrow();
    const json = row.json.replace('Weights are out', 'Weights are in');
    await database.query.updateTable('item').set({ json }).where('id', '=', row.id).execute();
    const { parts } = await rebuildEdition(database.query, stored);
    expect(differing(parts)).toContain('labs');
    expect(differing(parts)).not.toContain('wire');
    expect(differing(parts)).not.toContain('benchmarks');
  });

  it('names the tables whose figures are not what they were', async () => {
    const database = await open();
    const stored = await dayAndNext(database);
    const rows = await database.query.selectFrom('board').select(['id', 'json']).orderBy('id').execute();
    const json = rows[0]!.json.replaceAll('62.8', '61.8');
    await database.query.updateTable('board').set({ json }).where('id', '=', rows[0]!.id).execute();
    expect(differing((await rebuildEdition(database.query, stored)).parts)).toEqual(['benchmarks', 'hash']);
  });

  it('refuses an edition whose inputs were not kept', async () => {
    const database = await open();
    const stored = await dayAndNext(database);
    await database.query.deleteFrom('edition_input').execute();
    await expect(rebuildEdition(database.query, stored)).rejects.toThrow('it cannot be rebuilt');
  });
});

it('both engines make the same mail of the same inputs, and rebuild the same', async () => {
  const [one, other] = [await openDatabase('sqlite'), await openDatabase('postgres')];
  const [left, right] = [await dayAndNext(one), await dayAndNext(other)];
  const { hash } = await compileEdition(left.edition);
  expect((await compileEdition(right.edition)).hash).toBe(hash);
  expect((await compileEdition((await rebuildEdition(other.query, right)).edition)).hash).toBe(hash);
  // Row ids are of the database; figures are not.
  const tables = ({ edition }: typeof left) =>
    edition.sections.flatMap((section) => (section.kind === 'benchmarks' ? section.tables : []));
  expect(tables(right).map(({ rows }) => rows)).toEqual(tables(left).map(({ rows }) => rows));
});

function differing(parts: readonly { name: string; same: boolean }[]): string[] {
  return parts.filter(({ same }) => !same).map(({ name }) => name);
}
