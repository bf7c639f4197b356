import { describe, expect, it } from 'vitest';
import { composeEdition, type ComposeInput } from '../../src/edition/compose.ts';
import { editionDate } from '../../src/model/date.ts';
import { editionSchema, SECTION_IDS, type LinkEntry } from '../../src/model/edition.ts';
import { board, essay, PUBLICATION } from './newsroom.ts';

const headline: LinkEntry = {
  ...{ itemId: 1, title: 'A lab opens its weights', url: 'https://alpha.example/weights', source: 'Alpha' },
  ...{ summary: 'All of them.', publishedAt: null, precision: 'instant', alsoIn: [] },
};

const reading = (asked: number, ...unread: string[]) => ({ asked, answered: asked - unread.length, unread });

function input(changes: Partial<ComposeInput> = {}): ComposeInput {
  return {
    ...{ date: editionDate('2026-11-24'), number: 7, publication: PUBLICATION, sections: SECTION_IDS },
    ...{ essay: essay(), labs: [headline], wire: [], papers: [], tables: [], recentSubjects: [] },
    arxiv: { focus: { category: 'cs.DC', name: 'Distributed Computing' }, quiet: false, announces: true },
    windowHours: { labs: 48, wire: 24 },
    readings: { labs: reading(2), wire: reading(3), papers: reading(1) },
    report: { checked: 5, failed: [] },
    ...changes,
  };
}

const notes = (changes: Partial<ComposeInput>) =>
  Object.fromEntries(composeEdition(input(changes)).sections.map(({ id, note }) => [id, note]));

it('is an edition by the model, its sections in the configured order, each with the link to its full page', () => {
  const edition = composeEdition(input({ sections: ['benchmarks', 'essay', 'labs'] }));
  expect(editionSchema.parse(edition)).toEqual(edition);
  expect(edition.sections.map(({ heading, all }) => [heading, all.label, all.path])).toEqual([
    ['Benchmarks', 'Full tables', '/benchmarks/2026-11-24'],
    ['Essay', 'Read on the web', '/archive/2026-11-24'],
    ['AI Labs', 'All labs', '/labs/2026-11-24'],
  ]);
});

describe('subject and preheader', () => {
  it("are the editor's where there are any", () => {
    const subject = 'A subject of more than sixty characters, which the editor wanted just so';
    const edition = composeEdition(input({ essay: essay({ subject, preheader: 'And a line.' }) }));
    expect([edition.subject, edition.preheader]).toEqual([subject, 'And a line.']);
  });

  it('are made by rule otherwise, and are never a recent one again', () => {
    expect(composeEdition(input()).subject).toBe('The price of a token');
    const again = composeEdition(input({ recentSubjects: ['the price of a TOKEN'] }));
    expect(again.subject).toBe('A lab opens its weights');
    expect(again.preheader).toBe(
      'Two labs changed their prices within a day of each other. Neither said why.',
    );
  });

  it('are not empty on a day that has nothing at all', () => {
    const edition = composeEdition(input({ essay: null, labs: [] }));
    expect(edition.title).toBe('The Test Report, Tuesday, November 24, 2026');
    expect(edition.subject).toBe('Tuesday, November 24, 2026');
    expect(edition.preheader).toBe('A quiet day: Tuesday, November 24, 2026.');
    expect(edition.readingMinutes).toBe(1);
  });

  it('count what is inside when there is no essay to quote', () => {
    const edition = composeEdition(input({ essay: null, wire: [headline] }));
    expect(edition.preheader).toBe('Inside today: 2 headlines.');
  });
});

describe('a section that holds less than usual', () => {
  it('names who could not be read, or counts them where they are many', () => {
    expect(notes({})).toMatchObject({ labs: null });
    expect(notes({ readings: { labs: reading(9, 'Alpha') } })['labs']).toBe(
      'Could not be read today: Alpha.',
    );
    expect(notes({ readings: { labs: reading(9, 'Alpha', 'Beta', 'Gamma') } })['labs']).toBe(
      'Could not be read today: Alpha, Beta, and Gamma.',
    );
    expect(notes({ readings: { labs: reading(9, 'A', 'B', 'C', 'D') } })['labs']).toBe(
      '4 of the 9 labs we follow could not be read today.',
    );
    expect(notes({ labs: [], readings: { labs: reading(9, 'Alpha') } })['labs']).toBe(
      'Nothing new from the labs we follow in the last 48 hours. Could not be read today: Alpha.',
    );
  });

  it('does not name a table that is shown: that one says itself of which day it is', () => {
    const { rows, ...about } = board({ Aster: 64.4 });
    const table = {
      ...about,
      snapshotId: 1,
      rows: [],
      tiedBeyond: 0,
      total: rows.length,
      comparedAsOf: null,
      staleNote: 'Old.',
    };
    const readings = { benchmarks: reading(3, about.title, 'Gone') };
    expect(notes({ tables: [table], readings })['benchmarks']).toBe('Could not be read today: Gone.');
    expect(notes({ tables: [table], readings: { benchmarks: reading(3, about.title) } })['benchmarks']).toBe(
      null,
    );
  });

  it('says of papers that they are of the last announcement when arXiv could not be read', () => {
    const paper = {
      ...headline,
      pdfUrl: 'https://arxiv.org/pdf/1',
      authors: [],
      arxivId: '1',
      category: 'cs.DC',
    };
    const papers = [{ ...paper, abstract: '', cut: false, why: 'category' }];
    expect(notes({ papers })['papers']).toBeNull();
    expect(notes({ papers, readings: { papers: reading(1, 'arXiv') } })['papers']).toBe(
      'arXiv could not be read today: these are of its last announcement.',
    );
  });
});

describe('an empty section', () => {
  it('says honestly why', () => {
    expect(notes({ essay: null, labs: [] })).toEqual({
      essay: 'There is no essay today.',
      labs: 'Nothing new from the labs we follow in the last 48 hours.',
      wire: 'Nothing new from the news feeds we follow in the last 24 hours.',
      papers: 'No new paper was announced in our categories today.',
      benchmarks: 'No benchmark tables are followed yet.',
    });
  });

  it('does not call silence what was a failure', () => {
    const none = reading(2, 'One', 'Another');
    const readings = { labs: none, wire: none, papers: none, benchmarks: none };
    const arxiv = { ...input().arxiv, quiet: true };
    expect(notes({ labs: [], readings, arxiv })).toMatchObject({
      labs: 'None of the labs we follow could be read today.',
      wire: 'None of the news feeds we follow could be read today.',
      papers: 'arXiv could not be read today.',
      benchmarks: 'No benchmark table could be read today.',
    });
  });

  it('knows the days on which arXiv rests', () => {
    const arxiv = { ...input().arxiv, quiet: true, announces: false };
    expect(notes({ arxiv })['papers']).toBe('arXiv announces no papers today.');
  });
});
