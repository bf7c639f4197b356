import { describe, expect, it } from 'vitest';
import { carriedKey, type Carried } from '../../src/edition/carried.ts';
import type { Candidate } from '../../src/edition/items.ts';
import { selectLinks } from '../../src/edition/select-links.ts';
import { editionDate } from '../../src/model/date.ts';
import type { LinkItem } from '../../src/model/item.ts';
import { link } from './newsroom.ts';

const UNTIL = Date.parse('2026-11-24T10:30:00Z');
const SOURCES = [
  { id: 'alpha', name: 'Alpha Lab' },
  { id: 'beta', name: 'Beta News' },
  { id: 'gamma', name: 'Gamma Wire' },
];
let nextId = 1;

function candidate(item: LinkItem, changes: Partial<Candidate<LinkItem>> = {}): Candidate<LinkItem> {
  const id = nextId++;
  const seen = { publishedAt: item.publishedAt, firstSeenAt: UNTIL - 3_600_000, baseline: false };
  return { id, hash: `hash-${id}`, item, ...seen, ...changes };
}

const SETTINGS = { items: 10, perSource: 3, windowHours: 48 };
const NOTHING: Carried = { urls: new Set(), keys: new Set(), recent: [] };

type Changes = { carried?: Partial<Carried>; settings?: typeof SETTINGS; labs?: typeof SETTINGS };

/** @param labs candidates of the labs; the others are the wire's */
function selectBoth(
  labs: readonly Candidate<LinkItem>[],
  wire: readonly Candidate<LinkItem>[],
  changes: Changes = {},
) {
  const settings = changes.settings ?? SETTINGS;
  return selectLinks({
    candidates: { labs, wire },
    ...{ sources: SOURCES, date: editionDate('2026-11-24'), until: UNTIL },
    settings: { labs: changes.labs ?? settings, wire: settings },
    carried: { ...NOTHING, ...changes.carried },
  });
}

function select(candidates: readonly Candidate<LinkItem>[], changes: Changes = {}) {
  return selectBoth([], candidates, changes).wire;
}

const titles = (selection: ReturnType<typeof select>) => selection.entries.map(({ title }) => title);

describe('a story of a lab that the wire tells too', () => {
  const at = (sourceId: string, title: string, hour: number) =>
    candidate(link({ sourceId, title, publishedAt: `2026-11-24T${String(hour).padStart(2, '0')}:00:00Z` }));
  const release = () => at('alpha', 'Alpha releases Orion 5.5 with longer memory', 6);
  const report = () => at('beta', 'Alpha releases Orion 5.5, with a longer memory', 8);

  it("is the lab's, and the wire does not tell it again", () => {
    const { labs, wire } = selectBoth([release()], [report(), at('gamma', 'Chips are short again', 7)]);
    expect(labs.entries.map(({ source, alsoIn }) => [source, alsoIn.map((other) => other.source)])).toEqual([
      ['Alpha Lab', ['Beta News']],
    ]);
    expect(titles(wire)).toEqual(['Chips are short again']);
    // The mail names both, so neither is news tomorrow.
    expect(wire.considered.map(({ chosen }) => chosen)).toEqual([true, true]);
  });

  it('is left to the wire when the labs have no room for it', () => {
    const none = { ...SETTINGS, items: 0 };
    const { labs, wire } = selectBoth([release()], [report()], { labs: none });
    expect(labs.entries).toEqual([]);
    expect(wire.entries.map(({ source, alsoIn }) => [source, alsoIn[0]?.source])).toEqual([
      ['Beta News', 'Alpha Lab'],
    ]);
  });

  it('is led by who wrote it before who collected it', () => {
    const wrapped = { ...report(), item: { ...report().item, sourceId: 'beta', publisher: 'Other Paper' } };
    const [entry] = select([
      wrapped,
      at('gamma', 'Alpha releases Orion 5.5 with a longer memory', 9),
    ]).entries;
    expect(entry).toMatchObject({ source: 'Gamma Wire', alsoIn: [{ source: 'Other Paper' }] });
  });
});

describe('the window', () => {
  it('takes what was published within its hours, and holds back what lies in the future', () => {
    const at = (title: string, publishedAt: string) =>
      candidate(link({ sourceId: 'alpha', title, publishedAt }));
    const selection = select([
      at('Inside the window by a minute', '2026-11-22T10:31:00Z'),
      at('Too old by one minute only', '2026-11-22T10:29:00Z'),
      at('A clock running slightly ahead', '2026-11-24T11:00:00Z'),
      at('Scheduled for this very evening', '2026-11-24T20:00:00Z'),
    ]);
    expect(titles(selection)).toEqual(['A clock running slightly ahead', 'Inside the window by a minute']);
  });

  it('never drops a date without an hour by hours', () => {
    const day = (title: string, publishedAt: string) =>
      candidate(link({ sourceId: 'alpha', title, publishedAt, precision: 'day' }));
    const selection = select([
      day('Two days before', '2026-11-22T00:00:00Z'),
      day('Three days before', '2026-11-21T00:00:00Z'),
      day('Dated tomorrow', '2026-11-25T00:00:00Z'),
    ]);
    expect(titles(selection)).toEqual(['Two days before']);
  });

  it('takes an undated item only when it appeared in the window, and not with the first reading of its source', () => {
    const undated = (title: string, changes: Partial<Candidate<LinkItem>>) =>
      candidate(link({ sourceId: 'alpha', title, publishedAt: null }), changes);
    const selection = select([
      undated('Appeared this morning', {}),
      undated('Known for a week already', { firstSeenAt: UNTIL - 7 * 86_400_000 }),
      undated('Came with the first reading', { baseline: true }),
    ]);
    expect(titles(selection)).toEqual(['Appeared this morning']);
    expect(selection.entries[0]?.publishedAt).toBeNull();
  });
});

describe('the same story', () => {
  const lab = link({
    sourceId: 'alpha',
    title: 'Alpha releases Orion 5.5 with longer memory',
    publishedAt: '2026-11-23T14:00:00Z',
  });
  const press = link({
    sourceId: 'beta',
    title: 'Alpha releases Orion 5.5, with a longer memory',
    publishedAt: '2026-11-23T16:00:00Z',
  });

  it('is told once: the first source in the config leads, the others are where else to read it', () => {
    const [entry, ...rest] = select([candidate(press), candidate(lab)]).entries;
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({
      title: lab.title,
      source: 'Alpha Lab',
      alsoIn: [{ source: 'Beta News', url: press.url }],
    });
  });

  it('is found by address too, without naming the same address twice', () => {
    const copy = link({ sourceId: 'gamma', title: 'Memory, longer', publishedAt: '2026-11-23T15:00:00Z' });
    const { entries } = select([candidate(lab), candidate({ ...copy, url: lab.url })]);
    expect(entries.map(({ alsoIn }) => alsoIn)).toEqual([[]]);
  });

  it('is another story when a figure differs, when it is days apart, or when one source has a series', () => {
    const other = { ...press, title: press.title.replace('5.5', '5.6'), url: 'https://beta.example/5-6' };
    expect(select([candidate(lab), candidate(other)]).entries).toHaveLength(2);
    const early = { ...press, publishedAt: Date.parse('2026-11-21T13:00:00Z') };
    expect(
      select([candidate(lab), candidate(early)], {
        settings: { items: 10, perSource: 3, windowHours: 96 },
      }).entries,
    ).toHaveLength(2);
    const series = ['Notes from the training run, part one', 'Notes from the training run, part two'];
    const parts = series.map((title) =>
      candidate(link({ sourceId: 'alpha', title, publishedAt: '2026-11-23T14:00:00Z' })),
    );
    expect(select(parts).entries).toHaveLength(2);
  });

  it('is not told again when any of its tellings was carried before', () => {
    const carried = { urls: new Set([lab.url]) };
    expect(select([candidate(lab), candidate(press)], { carried }).entries).toEqual([]);
  });

  it('is not told again by another source under another address on the day after', () => {
    const recent = [{ item: { sourceId: 'alpha', title: lab.title }, at: lab.publishedAt ?? 0 }];
    expect(select([candidate(press)], { carried: { recent } }).entries).toEqual([]);
    const longAgo = [{ ...recent[0]!, at: (lab.publishedAt ?? 0) - 5 * 86_400_000 }];
    expect(select([candidate(press)], { carried: { recent: longAgo } }).entries).toHaveLength(1);
  });

  it('is not told again when only its address was corrected', () => {
    const moved = { ...lab, url: `${lab.url}-corrected` };
    const carried = { keys: new Set([carriedKey(lab)]) };
    const selection = select([candidate(moved)], { carried });
    expect(selection.entries).toEqual([]);
    expect(selection.considered.map(({ chosen }) => chosen)).toEqual([false]);
  });
});

it('no source floods the day: newest first, at most so many of one', () => {
  const flood = Array.from({ length: 6 }, (_, hour) =>
    candidate(
      link({ sourceId: 'beta', title: `Dispatch number ${hour}`, publishedAt: `2026-11-24T0${hour}:00:00Z` }),
    ),
  );
  const calm = candidate(
    link({ sourceId: 'alpha', title: 'One quiet note', publishedAt: '2026-11-23T08:00:00Z' }),
  );
  const selection = select([...flood, calm], { settings: { items: 4, perSource: 2, windowHours: 48 } });
  expect(titles(selection)).toEqual(['Dispatch number 5', 'Dispatch number 4', 'One quiet note']);
  expect(selection.considered).toHaveLength(7);
  expect(selection.considered.filter(({ chosen }) => chosen)).toHaveLength(3);
});

it('the order of what is stored does not matter', () => {
  const same = ['beta', 'alpha', 'gamma'].map((sourceId) =>
    candidate(link({ sourceId, title: `Told by ${sourceId}`, publishedAt: '2026-11-24T08:00:00Z' })),
  );
  expect(select(same)).toEqual(select(same.toReversed()));
  expect(titles(select(same))).toEqual(['Told by alpha', 'Told by beta', 'Told by gamma']);
});

it('a wrapper is labelled with the real publisher, and a long summary is cut at a sentence', () => {
  const summary = 'Seven words make up this one sentence. '.repeat(12).trim();
  const wrapped = link({
    ...{ sourceId: 'gamma', title: 'Chips in short supply', publishedAt: '2026-11-24T08:00:00Z' },
    ...{ publisher: 'The Real Paper', summary },
  });
  const [entry] = select([candidate(wrapped)]).entries;
  expect(entry?.source).toBe('The Real Paper');
  expect(entry?.summary).toMatch(/sentence\.$/);
  expect(entry?.summary.length).toBeLessThan(summary.length);
});
