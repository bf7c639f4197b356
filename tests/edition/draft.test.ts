import { describe, expect, it } from 'vitest';
import { editionBoards, editionItems } from '../../src/edition/full-page.ts';
import { approveEdition, changeState, editionOfDate, holdEdition } from '../../src/edition/store.ts';
import { editionDate } from '../../src/model/date.ts';
import {
  editionSchema,
  type Edition,
  type LinksSection,
  type Section,
  type SectionId,
} from '../../src/model/edition.ts';
import { failed } from '../../src/model/source.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { board, essay, link, newsroom, paper, settings, testSource, yields } from './newsroom.ts';

const DAY = '2026-11-24';
const NEXT = '2026-11-25';
const MORNING = '2026-11-24T10:00:00Z';

type SectionOf<Id> = Id extends 'labs' | 'wire' ? LinksSection : Extract<Section, { id: Id }>;

function section<Id extends SectionId>(edition: Edition, id: Id): SectionOf<Id> {
  return edition.sections.find((one) => one.id === id) as SectionOf<Id>;
}

function titlesOf(edition: Edition): string[] {
  return edition.sections.flatMap((one) => ('entries' in one ? one.entries.map(({ title }) => title) : []));
}

/** Two labs, a wire, papers and a board, each with something on both days. */
function sources() {
  const alpha = (title: string, publishedAt: string) => link({ sourceId: 'alpha', title, publishedAt });
  const items = [
    alpha('Weights are out', '2026-11-24T08:00:00Z'),
    alpha('Prices are down', '2026-11-23T09:00:00Z'),
  ];
  const papers = ['2611.00001', '2611.00002'].map((arxivId) =>
    paper({ arxivId, title: `Paper ${arxivId}`, publishedAt: '2026-11-24T05:00:00Z' }),
  );
  const wire = link({
    sourceId: 'beta',
    title: 'Chips in short supply',
    publishedAt: '2026-11-24T07:00:00Z',
  });
  return {
    alpha: testSource('alpha', 'labs', yields({ items })),
    beta: testSource('beta', 'wire', yields({ items: [wire] })),
    arxiv: testSource('arxiv', 'papers', yields({ items: papers })),
    coding: testSource('coding', 'benchmarks', yields({ boards: [board({ Aster: 64.4, Birch: 62.8 })] })),
  };
}

describeOnBothEngines('draftEdition', (open) => {
  it('makes the whole edition from what is stored, and keeps it', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const all = Object.values(sources());
    await room.collect(DAY, all);
    const { kind, edition, hash, state } = await room.draft(DAY, all);
    expect({ kind, state }).toEqual({ kind: 'drafted', state: 'draft' });
    expect(titlesOf(edition)).toEqual([
      ...['Weights are out', 'Prices are down', 'Chips in short supply'],
      ...['Paper 2611.00002', 'Paper 2611.00001'],
    ]);
    expect(section(edition, 'papers').focus).toEqual({
      category: 'cs.DC',
      name: 'Distributed Computing',
    });
    expect(section(edition, 'benchmarks').tables.map(({ rows }) => rows.length)).toEqual([2]);
    expect(edition).toMatchObject({ number: 1, report: { checked: 4, failed: [] } });
    const stored = await editionOfDate(database.query, editionDate(DAY));
    expect(stored).toMatchObject({ hash, state: 'draft', release: '1.0.0' });
    expect(stored?.edition).toEqual(edition);
    expect(editionSchema.parse(edition)).toEqual(edition);
  });

  it('the same ingredients give the same hash; another word, another hash', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const all = Object.values(sources());
    await room.collect(DAY, all);
    const first = await room.draft(DAY, all);
    room.clock.advance(60_000);
    const again = await room.draft(DAY, all);
    expect([again.id, again.hash, again.edition.number]).toEqual([first.id, first.hash, 1]);
    const changed = await room.draft(DAY, all, { essay: essay({ byline: 'Another editor' }) });
    expect(changed.hash).not.toBe(first.hash);
    expect(await database.query.selectFrom('edition').select('id').execute()).toHaveLength(1);
  });

  it('never tells anything twice, on the next day or in a later draft of the same', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const desk = sources();
    const all = Object.values(desk);
    await room.collect(DAY, all);
    const first = await room.draft(DAY, all);
    room.clock.advance(86_400_000);
    const fresh = link({ sourceId: 'alpha', title: 'A third thing', publishedAt: '2026-11-25T08:00:00Z' });
    desk.alpha.answer = yields({ items: [fresh, ...(desk.alpha.answer.ok ? desk.alpha.answer.items : [])] });
    await room.collect(NEXT, all);
    const second = await room.draft(NEXT, all);
    expect(second.edition.number).toBe(2);
    expect(titlesOf(second.edition)).toEqual(['A third thing']);
    expect(section(second.edition, 'papers').note).toBe(
      'No new paper was announced in our categories today.',
    );
    const redrafted = await room.draft(DAY, all);
    expect(titlesOf(redrafted.edition)).toEqual(titlesOf(first.edition));
    expect(second.edition.subject).not.toBe(first.edition.subject);
  });

  it('a re-dated item under its old address is not news', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const old = link({
      sourceId: 'alpha',
      title: 'An old announcement',
      publishedAt: '2026-10-01T08:00:00Z',
    });
    const alpha = testSource('alpha', 'labs', yields({ items: [old] }));
    await room.collect(DAY, [alpha]);
    room.clock.advance(86_400_000);
    const redated = { ...old, key: 'another-guid', publishedAt: Date.parse('2026-11-25T08:00:00Z') };
    alpha.answer = yields({ items: [redated] });
    await room.collect(NEXT, [alpha]);
    expect(titlesOf((await room.draft(NEXT, [alpha])).edition)).toEqual([]);
  });

  it('an undated feed is not all news on the day it is added, but what appears in it later is', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const undated = (title: string) => link({ sourceId: 'alpha', title, publishedAt: null });
    const alpha = testSource('alpha', 'labs', yields({ items: [undated('Of unknown age')] }));
    await room.collect(DAY, [alpha]);
    expect(titlesOf((await room.draft(DAY, [alpha])).edition)).toEqual([]);
    room.clock.advance(86_400_000);
    alpha.answer = yields({ items: [undated('Of unknown age'), undated('Just appeared')] });
    await room.collect(NEXT, [alpha]);
    expect(titlesOf((await room.draft(NEXT, [alpha])).edition)).toEqual(['Just appeared']);
  });

  it('what the labs tell, the wire does not repeat', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const desk = sources();
    const copy = link({ sourceId: 'beta', title: 'Weights!', publishedAt: '2026-11-24T09:00:00Z' });
    desk.beta.answer = yields({ items: [{ ...copy, url: 'https://alpha.example/weights-are-out' }] });
    await room.collect(DAY, [desk.alpha, desk.beta]);
    const { edition } = await room.draft(DAY, [desk.alpha, desk.beta]);
    expect(section(edition, 'wire').entries).toEqual([]);
  });

  it('names the sources that failed, but not those the operator has not switched on', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const all = [
      testSource('down', 'wire', failed('timeout', 'did not answer within 20 s')),
      testSource('locked', 'benchmarks', failed('missing-key', 'needs a key')),
    ];
    await room.collect(DAY, all);
    const { edition } = await room.draft(DAY, all);
    expect(edition.report).toEqual({
      checked: 1,
      failed: [{ sourceId: 'down', name: 'DOWN', kind: 'timeout', reason: 'did not answer within 20 s' }],
    });
    expect(section(edition, 'wire').note).toBe('None of the news feeds we follow could be read today.');
  });

  it('a source that fails today still gives what it gave yesterday, and the section names it', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const late = link({ sourceId: 'alpha', title: 'Told too late', publishedAt: '2026-11-24T09:59:00Z' });
    const alpha = testSource('alpha', 'labs', yields({ items: [late] }));
    await room.collect(DAY, [alpha]);
    room.clock.advance(86_400_000);
    alpha.answer = failed('timeout', 'fell silent');
    await room.collect(NEXT, [alpha]);
    const labs = section((await room.draft(NEXT, [alpha])).edition, 'labs');
    expect(labs.entries.map(({ title }) => title)).toEqual(['Told too late']);
    expect(labs.note).toBe('Could not be read today: ALPHA.');
  });

  it('leaves an approved edition alone', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const { id, hash } = await room.draft(DAY, []);
    await approveEdition(database.query, { id, hash, by: 'editor', at: room.clock.now() });
    const again = await room.draft(DAY, [], { essay: essay({ title: 'Too late' }) });
    expect(again).toMatchObject({ kind: 'kept', id, hash, state: 'approved' });
    expect((await editionOfDate(database.query, editionDate(DAY)))?.edition.title).toBe(
      'The price of a token',
    );
  });

  it('drafts a held edition anew, and it stays held', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const { id } = await room.draft(DAY, []);
    await holdEdition(database.query, { id, reason: 'not approved by 07:00', at: room.clock.now() });
    const again = await room.draft(DAY, [], { essay: essay({ title: 'Corrected' }) });
    expect(again).toMatchObject({ kind: 'drafted', id, state: 'held' });
    expect(again.edition.title).toBe('Corrected');
    const stored = await editionOfDate(database.query, editionDate(DAY));
    expect(stored?.stateReason).toBe('not approved by 07:00');
  });

  it('what a cancelled edition chose was told to nobody, and may be chosen again', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const { alpha } = sources();
    await room.collect(DAY, [alpha]);
    const first = await room.draft(DAY, [alpha]);
    await changeState(database.query, { id: first.id, to: 'cancelled', at: room.clock.now() });
    room.clock.advance(86_400_000 / 2);
    await room.collect(NEXT, [alpha]);
    expect(titlesOf((await room.draft(NEXT, [alpha])).edition)).toContain('Weights are out');
  });
});

describeOnBothEngines('benchmark tables over days', (open) => {
  it('movement is told against the last earlier day, and is gone once nothing moves', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const coding = testSource('coding', 'benchmarks');
    const days = [
      [DAY, { Aster: 64.4, Birch: 62.8 }],
      [NEXT, { Aster: 64.4, Birch: 65 }],
      ['2026-11-26', { Aster: 64.4, Birch: 65 }],
      ['2026-11-27', { Aster: 64.4, Birch: 62.8 }],
      ['2026-11-28', { Aster: 64.4, Birch: 62.8 }],
    ] as const;
    const seen: unknown[] = [];
    for (const [date, scores] of days) {
      coding.answer = yields({ boards: [board(scores)] });
      await room.collect(date, [coding]);
      const { edition } = await room.draft(date, [coding]);
      const [table] = section(edition, 'benchmarks').tables;
      seen.push(table?.rows.map(({ name, movement }) => `${name} ${movement?.kind ?? '-'}`).join(', '));
      room.clock.advance(86_400_000);
    }
    expect(seen).toEqual([
      'Aster -, Birch -',
      'Birch up, Aster down',
      'Birch same, Aster same',
      'Aster up, Birch down',
      'Aster same, Birch same',
    ]);
    expect(await database.query.selectFrom('board').select('id').execute()).toHaveLength(2);
  });

  it('a new version is compared with nothing, then with itself', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const coding = testSource('coding', 'benchmarks');
    const movements: unknown[] = [];
    for (const [date, version, score] of [
      [DAY, '4.0', 60],
      [NEXT, '4.1', 50],
      ['2026-11-26', '4.1', 52],
    ] as const) {
      coding.answer = yields({ boards: [board({ Aster: score }, { version })] });
      await room.collect(date, [coding]);
      const { edition } = await room.draft(date, [coding]);
      movements.push(section(edition, 'benchmarks').tables[0]?.rows[0]?.scoreChange);
    }
    expect(movements).toEqual([null, null, 2]);
  });

  it('the last good table stands in for one that failed, says so, and only for so long', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const coding = testSource('coding', 'benchmarks', yields({ boards: [board({ Aster: 64.4 })] }));
    await room.collect(DAY, [coding]);
    coding.answer = failed('http-status', 'answered 503');
    await room.collect(NEXT, [coding]);
    const { edition } = await room.draft(NEXT, [coding]);
    expect(section(edition, 'benchmarks').tables[0]?.staleNote).toBe(
      'This table could not be read today: this is the one of Tuesday, November 24, 2026.',
    );
    const later = '2026-12-02';
    await room.collect(later, [coding]);
    const benchmarks = section((await room.draft(later, [coding])).edition, 'benchmarks');
    expect(benchmarks).toMatchObject({ tables: [], note: 'No benchmark table could be read today.' });
  });
});

describeOnBothEngines('full pages', (open) => {
  it('hold everything considered, newest first, and say what the mail shows', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const { alpha } = sources();
    await room.collect(DAY, [alpha]);
    const one = settings({ labs: { sources: [], items: 1 } });
    const { id } = await room.draft(DAY, [alpha], { settings: one });
    const items = await editionItems(database.query, id, 'labs');
    expect(items.map(({ item, source, chosen }) => [item.title, source, chosen])).toEqual([
      ['Weights are out', 'ALPHA', true],
      ['Prices are down', 'ALPHA', false],
    ]);
    expect(await editionItems(database.query, id, 'papers')).toEqual([]);
  });

  it('hold every row of a board, with the movement of the mail, also after later collections', async () => {
    const database = await open();
    const room = newsroom(database, MORNING);
    const coding = testSource(
      'coding',
      'benchmarks',
      yields({ boards: [board({ Aster: 3, Birch: 2, Cedar: 1 })] }),
    );
    await room.collect(DAY, [coding]);
    coding.answer = yields({ boards: [board({ Aster: 3, Cedar: 2.5, Birch: 2 })] });
    await room.collect(NEXT, [coding]);
    const two = settings({ benchmarks: { rows: 2 } });
    const { id, edition } = await room.draft(NEXT, [coding], { settings: two });
    coding.answer = yields({ boards: [board({ Zinnia: 9 })] });
    await room.collect('2026-11-26', [coding]);
    const [full] = await editionBoards(database.query, id);
    expect(full?.rows.map(({ name, movement }) => [name, movement?.kind])).toEqual([
      ['Aster', 'same'],
      ['Cedar', 'up'],
      ['Birch', 'down'],
    ]);
    expect(full?.rows.slice(0, 2)).toEqual(section(edition, 'benchmarks').tables[0]?.rows);
  });
});

describe('the moment of drafting', () => {
  describeOnBothEngines('a number of another day', (open) => {
    it('is drafted as of that day, whatever the clock says', async () => {
      const database = await open();
      const room = newsroom(database, '2026-12-20T10:00:00Z');
      const { alpha } = sources();
      await room.collect(DAY, [alpha]);
      expect(titlesOf((await room.draft(DAY, [alpha])).edition)).toHaveLength(2);
    });
  });
});
