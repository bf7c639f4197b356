import { expect, it } from 'vitest';
import { feedSource, type FeedDefinition } from '../../sources/feed.ts';
import type { FetchResult } from '../../src/platform/http.ts';
import { editionDate } from '../../src/model/date.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');

/** @param answer null: not modified since */
function collect(answer: string | null, definition: Partial<FeedDefinition> = {}) {
  const url = 'https://lab.example/feed.xml';
  const found: FetchResult =
    answer === null
      ? { kind: 'not-modified', url }
      : { kind: 'answer', status: 200, url, headers: {}, body: Buffer.from(answer) };
  return feedSource({ id: 'lab', name: 'Lab', section: 'labs', url, ...definition }).collect({
    fetch: async () => found,
    date: editionDate('2026-11-24'),
    now: NOON,
    artificialAnalysisApiKey: null,
  });
}

function feed(items: readonly { title: string; at: string }[], built: string): string {
  const entries = items.map(
    ({ title, at }) =>
      `<item><title>${title}</title><link>https://lab.example/${title}</link><pubDate>${at}</pubDate></item>`,
  );
  return `<rss version="2.0"><channel><title>Lab</title><lastBuildDate>${built}</lastBuildDate>${entries.join('')}</channel></rss>`;
}

const TODAY = 'Tue, 24 Nov 2026 06:00:00 GMT';

it('a feed that is built anew every day and has said nothing for months is warned of, with the reason', async () => {
  const old = [{ title: 'Old', at: 'Tue, 1 Sep 2026 12:00:00 GMT' }];
  expect(await collect(feed(old, TODAY), { quietAfterDays: 30 })).toMatchObject({
    ok: true,
    warnings: ['it is built anew every day, but its newest item is 84 days old'],
  });
  expect(await collect(feed(old, 'Tue, 1 Sep 2026 12:00:00 GMT'), { quietAfterDays: 30 })).toMatchObject({
    warnings: ['its newest item is 84 days old'],
  });
  expect(await collect(feed(old, TODAY), { quietAfterDays: 90 })).toMatchObject({ warnings: [] });
});

it('a feed of releases gets its project before each bare version, and leaves out what is no release', async () => {
  const releases = [
    { title: 'v1.2.0', at: TODAY },
    { title: 'v1.2.0-rc1', at: TODAY },
  ];
  const result = await collect(feed(releases, TODAY), { titlePrefix: 'vLLM', leaveOut: /-rc\d/ });
  expect(result.ok && result.items.map(({ title }) => title)).toEqual(['vLLM v1.2.0']);
});

it('"not modified" is an answer without items', async () => {
  expect(await collect(null)).toMatchObject({ ok: true, unchanged: true, items: [] });
});
