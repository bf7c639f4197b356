/** What an editor is shown of a feed before adding it: the shape, and that arXiv's days are read as papers. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inspectFeed } from '../../sources/inspect.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

const inspectText = (text: string) =>
  inspectFeed(
    { source: 'feed.xml', body: Buffer.from(text), url: 'file:///feed.xml', contentType: null },
    NOW,
  );

it('shows title, address, date, authors and summary of each item, and nothing else', async () => {
  const answer = await inspectText(`<rss version="2.0"><channel><title>Lab &amp;amp; Co</title>
    <link>https://lab.example</link>
    <item><title>Weights &lt;b&gt;are&lt;/b&gt; out</title><link>/weights/?utm_source=rss</link>
      <author>ada@lab.example (Ada Moor)</author><description>Two sizes, one licence.</description>
      <pubDate>Tue, 24 Nov 2026 09:30:00 +0100</pubDate></item>
    <item><title>No date</title><link>https://lab.example/undated</link></item>
  </channel></rss>`);
  expect(answer).toEqual({
    source: 'feed.xml',
    title: 'Lab & Co',
    items: [
      {
        title: 'Weights are out',
        url: 'https://lab.example/weights',
        publishedAt: '2026-11-24T08:30:00.000Z',
        authors: ['Ada Moor'],
        summary: 'Two sizes, one licence.',
      },
      { title: 'No date', url: 'https://lab.example/undated', publishedAt: null, authors: [], summary: '' },
    ],
    failure: null,
  });
});

it('what is no feed is a failure with a kind and a sentence', async () => {
  const answer = await inspectText('<!doctype html><title>Just a moment...</title>');
  expect(answer).toEqual({
    source: 'feed.xml',
    title: '',
    items: [],
    failure: { kind: 'not-a-feed', message: 'answered with a page that keeps programs out' },
  });
});

it('an arXiv day is read as papers: TeX as text, authors apart, replacements left out', async () => {
  const body = readFileSync(new URL('../fixtures/papers/arxiv-day.xml', import.meta.url));
  const { items } = await inspectFeed({ source: 'day', body, url: 'file:///day', contentType: null }, NOW);
  expect(items.map(({ url }) => url)).toEqual([
    'https://arxiv.org/abs/2611.20001',
    'https://arxiv.org/abs/math/0309136',
  ]);
  expect(items[0]).toMatchObject({ authors: ['Zoë Brandt', 'Tomáš Hora', 'Ida Kern, Jr.'] });
});
