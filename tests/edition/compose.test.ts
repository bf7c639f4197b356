import { describe, expect, it } from 'vitest';
import { composeEdition, type ComposeInput } from '../../src/edition/compose.ts';
import { editionDate } from '../../src/model/date.ts';
import { editionSchema, SECTION_IDS, type LinkEntry } from '../../src/model/edition.ts';
import { essay, PUBLICATION } from './newsroom.ts';

const headline: LinkEntry = {
  ...{ itemId: 1, title: 'A lab opens its weights', url: 'https://alpha.example/weights', source: 'Alpha' },
  ...{ summary: 'All of them.', publishedAt: null, precision: 'instant', alsoIn: [] },
};

function input(changes: Partial<ComposeInput> = {}): ComposeInput {
  return {
    ...{ date: editionDate('2026-11-24'), number: 7, publication: PUBLICATION, sections: SECTION_IDS },
    ...{ essay: essay(), labs: [headline], wire: [], papers: [], tables: [], recentSubjects: [] },
    arxiv: { focus: { category: 'cs.DC', name: 'Distributed Computing' }, quiet: false, announces: true },
    windowHours: { labs: 48, wire: 24 },
    readings: { labs: { asked: 2, answered: 1 }, wire: { asked: 3, answered: 3 } },
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
    const none = { asked: 2, answered: 0 };
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
