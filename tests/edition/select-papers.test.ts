import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/edition/items.ts';
import { selectPapers, type PaperInput } from '../../src/edition/select-papers.ts';
import { editionDate } from '../../src/model/date.ts';
import type { PaperItem } from '../../src/model/item.ts';
import { paper } from './newsroom.ts';

const TODAY = '2026-11-24T05:00:00Z';
let nextId = 1;

function candidate(item: PaperItem): Candidate<PaperItem> {
  const id = nextId++;
  const firstSeenAt = Date.parse('2026-11-24T10:00:00Z');
  return { id, hash: `hash-${id}`, item, publishedAt: item.publishedAt, firstSeenAt, baseline: true };
}

function select(papers: readonly PaperItem[], changes: Partial<PaperInput> = {}) {
  return selectPapers({
    candidates: papers.map(candidate),
    ...{ date: editionDate('2026-11-24'), focus: 'cs.DC', listedBefore: new Set<string>() },
    settings: { items: 6, abstracts: 'full', keywords: [], authors: [], quietDays: 'say-so' },
    carried: { urls: new Set(), keys: new Set(), recent: [] },
    ...changes,
  });
}

const profile = { items: 6, abstracts: 'full', quietDays: 'say-so' } as const;

it('the focus category comes first, then what is cross-listed into it, then the rest; never a replacement', () => {
  const at = { publishedAt: TODAY };
  const { entries } = select([
    paper({
      arxivId: '2611.00001',
      title: 'Elsewhere',
      ...at,
      primaryCategory: 'cs.CL',
      categories: ['cs.CL'],
    }),
    paper({
      arxivId: '2611.00002',
      title: 'Crossed',
      ...at,
      primaryCategory: 'cs.LG',
      categories: ['cs.LG', 'cs.DC'],
      announceType: 'cross',
    }),
    paper({ arxivId: '2611.00003', title: 'At home', ...at }),
    paper({ arxivId: '2611.00004', title: 'New version', ...at, announceType: 'replace' }),
  ]);
  expect(entries.map(({ title, why }) => [title, why])).toEqual([
    ['At home', 'category'],
    ['Crossed', 'category'],
    ['Elsewhere', 'other category'],
  ]);
});

it('the profile ranks inside the category and says why, by whole words and names without regard to accents', () => {
  const { entries } = select(
    [
      paper({ arxivId: '2611.00001', title: 'Plain', publishedAt: TODAY }),
      paper({
        arxivId: '2611.00002',
        title: 'Simulated worlds',
        publishedAt: TODAY,
        summary: 'World models.',
      }),
      paper({ arxivId: '2611.00003', title: 'Muon at scale', publishedAt: TODAY }),
      paper({ arxivId: '2611.00004', title: 'By a friend', publishedAt: TODAY, authors: ['Zoë Büchner'] }),
    ],
    { settings: { ...profile, keywords: ['muon', 'RL'], authors: ['Zoe Buchner'] } },
  );
  expect(entries.map(({ title, why }) => [title, why])).toEqual([
    ['By a friend', 'author'],
    ['Muon at scale', 'keyword: muon'],
    ['Simulated worlds', 'category'],
    ['Plain', 'category'],
  ]);
});

it('a person the editor follows comes first, whatever the category; a keyword ranks inside it', () => {
  const elsewhere = { publishedAt: TODAY, primaryCategory: 'cs.RO', categories: ['cs.RO'] };
  const { entries } = select(
    [
      paper({ arxivId: '2611.00001', title: 'At home', publishedAt: TODAY }),
      paper({ arxivId: '2611.00002', title: 'Muon for robots', ...elsewhere }),
      paper({ arxivId: '2611.00003', title: 'Robots by a friend', ...elsewhere, authors: ['Zoë Büchner'] }),
    ],
    { settings: { ...profile, keywords: ['muon'], authors: ['Zoë Büchner'] } },
  );
  expect(entries.map(({ title, why }) => [title, why])).toEqual([
    ['Robots by a friend', 'author'],
    ['At home', 'category'],
    ['Muon for robots', 'keyword: muon'],
  ]);
});

it('an abstract is given in full, or its lead, as configured', () => {
  const summary = Array.from({ length: 20 }, () => 'Each of these sentences has exactly eight words.').join(
    ' ',
  );
  const one = [paper({ arxivId: '2611.00001', title: 'Long', publishedAt: TODAY, summary })];
  expect(select(one).entries[0]).toMatchObject({ abstract: summary, cut: false });
  const { entries } = select(one, { settings: { ...profile, abstracts: 'lead', keywords: [], authors: [] } });
  expect(entries[0]?.cut).toBe(true);
  expect(entries[0]?.abstract.split(' ')).toHaveLength(120);
});

describe('a day without announcement', () => {
  const friday = '2026-11-20T05:00:00Z';
  const old = [
    paper({ arxivId: '2611.00001', title: 'Shown on Friday', publishedAt: friday }),
    paper({ arxivId: '2611.00002', title: 'Left over on Friday', publishedAt: friday }),
  ];
  const saturday = {
    date: editionDate('2026-11-21'),
    listedBefore: new Set(old.map(({ url }) => url)),
    carried: { urls: new Set([old[0]!.url]), keys: new Set<string>(), recent: [] },
  };

  it('is quiet: what Friday listed is not announced again on Saturday', () => {
    expect(select(old, saturday)).toEqual({ quiet: true, entries: [], considered: [] });
  });

  it('takes the best of the week not yet shown, as configured', () => {
    const quietDays = 'best-of-week';
    const settings = { ...profile, quietDays, keywords: [], authors: [] } as PaperInput['settings'];
    const selection = select(old, { ...saturday, settings });
    expect(selection.quiet).toBe(true);
    expect(selection.entries.map(({ title }) => title)).toEqual(['Left over on Friday']);
    expect(selection.considered).toHaveLength(2);
  });

  it('is not quiet where no edition has listed yesterday: east of the Atlantic the feed is a day behind', () => {
    const selection = select(old, { date: editionDate('2026-11-21') });
    expect(selection.quiet).toBe(false);
    expect(selection.entries).toHaveLength(2);
  });
});
