/**
 * Broken and hostile feeds of our own making: `NAME.feed` holds the bytes a server sent, `NAME.json` what must become of
 * them. Read at noon of 24 November 2026.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../scripts/fuzz/judge.ts';
import { inspectFeed, type Inspection } from '../../../sources/inspect.ts';

type Expected = Partial<Pick<Inspection, 'title' | 'items' | 'failure'>> & {
  about: string;
  /** Where the feed was asked for; `https://lab.example/feed.xml` where it does not matter. */
  url?: string;
  contentType?: string;
};

const NOON = Date.parse('2026-11-24T12:00:00Z');
const folder = join(import.meta.dirname, '../../fixtures/feeds');
const namesOf = (extension: string) =>
  globSync(`*${extension}`, { cwd: folder })
    .map((file) => basename(file, extension))
    .toSorted();
const names = namesOf('.feed');

it('every feed has its expectation, and there are enough of them', () => {
  expect(namesOf('.json')).toEqual(names);
  expect(names.length).toBeGreaterThanOrEqual(60);
});

describe('a hostile feed', () => {
  it.for(names.map((name) => [name, expectedOf(name)] as const))('%s', async ([name, expected]) => {
    const { url = 'https://lab.example/feed.xml', contentType = null } = expected;
    const body = readFileSync(join(folder, `${name}.feed`));
    const answer = await inspectFeed({ source: name, body, url, contentType }, NOON);
    const { title = '', items = [], failure = null } = expected;
    expect(answer, expected.about).toEqual({ source: name, title, items, failure });
    expect(faultsOf(answer)).toEqual([]);
  });
});

function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Expected;
}
