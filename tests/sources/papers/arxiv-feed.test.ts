import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseArxivFeed } from '../../../sources/papers/arxiv-feed.ts';
import { paperItemSchema } from '../../../src/model/item.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/papers/${name}.xml`, import.meta.url));

async function papersOf(xml: Uint8Array | string) {
  const feed = await parseArxivFeed(xml, { sourceId: 'arxiv' });
  if (!feed.ok) throw new Error(feed.failure.message);
  return feed;
}

describe('a day of arXiv announcements', () => {
  it('becomes papers with readable text, authors, day and addresses without a version', async () => {
    const { items, empty, announcedOn } = await papersOf(fixture('arxiv-day'));
    expect(empty).toBe(false);
    expect(announcedOn).toBe('2026-11-24');
    expect(items[0]).toEqual({
      kind: 'paper',
      sourceId: 'arxiv',
      key: '2611.20001',
      arxivId: '2611.20001',
      url: 'https://arxiv.org/abs/2611.20001',
      pdfUrl: 'https://arxiv.org/pdf/2611.20001',
      title: 'Lantern: Serving 128K-Token Prompts at 2.5× the Rate',
      summary:
        'We keep the cache warm & the queue short. Lantern answers 2.5× as many requests with p < 0.01, and loses 1–2% of quality.',
      authors: ['Zoë Brandt', 'Tomáš Hora', 'Ida Kern, Jr.'],
      publishedAt: Date.UTC(2026, 10, 24, 5),
      precision: 'day',
      primaryCategory: 'cs.DC',
      categories: ['cs.DC', 'cs.LG'],
      announceType: 'new',
    });
    for (const item of items) expect(paperItemSchema.safeParse(item).success).toBe(true);
  });

  it('keeps every kind of announcement, once a paper, and takes the type from the text when its element is missing', async () => {
    const { items, warnings } = await papersOf(fixture('arxiv-day'));
    expect(items.map(({ arxivId, announceType }) => [arxivId, announceType])).toEqual([
      ['2611.20001', 'new'],
      ['2611.20002', 'replace-cross'],
      ['math/0309136', 'cross'],
    ]);
    expect(items[1]?.summary).toBe('Routers drift; we say by how much.');
    expect(items[2]).toMatchObject({
      authors: [],
      publishedAt: null,
      url: 'https://arxiv.org/abs/math/0309136',
    });
    expect(warnings).toEqual(['1 of 5 entries were no papers that can be cited']);
  });

  it('is empty, and no failure, at a weekend', async () => {
    expect(await papersOf(fixture('arxiv-empty'))).toMatchObject({
      items: [],
      empty: true,
      announcedOn: '2026-11-28',
      warnings: [],
    });
  });

  it('survives a bare ampersand and control characters', async () => {
    const xml = fixture('arxiv-day').toString().replace('Sparse Routers', 'Sparse\u0008 R&D Routers');
    expect((await papersOf(xml)).items[1]?.title).toBe('A Second Look at Sparse R&D Routers');
  });
});

describe('an answer that is no day of announcements', () => {
  const failures: [string, string | Uint8Array, string][] = [
    ['an error dressed as a feed', fixture('arxiv-error'), 'feed-error'],
    [
      'an error of the query API',
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Error</title><link href="http://arxiv.org/api/errors#bad"/>
       <summary>no such id</summary></entry></feed>`,
      'feed-error',
    ],
    ['a web page', '<!DOCTYPE html><html><title>Down for repairs</title></html>', 'not-a-feed'],
    ['nothing', '', 'empty'],
    ['a feed cut off in the middle', fixture('arxiv-day').subarray(0, 1500), 'malformed'],
    ['a feed without a channel', '<rss version="2.0"/>', 'malformed'],
    [
      'somebody else’s feed',
      '<rss version="2.0"><channel><item><title>Hi</title><link>https://a.example/1</link></item></channel></rss>',
      'unexpected-shape',
    ],
    [
      'an entity bomb',
      '<!DOCTYPE rss [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>',
      'malformed',
    ],
    ['JSON', '{"version":"https://jsonfeed.org/version/1.1"}', 'malformed'],
  ];
  it.each(failures)('such as %s is a named failure', async (_, body, kind) => {
    expect(await parseArxivFeed(body, { sourceId: 'arxiv' })).toMatchObject({ ok: false, failure: { kind } });
  });

  it('says what arXiv complained about', async () => {
    expect(await parseArxivFeed(fixture('arxiv-error'), { sourceId: 'arxiv' })).toMatchObject({
      failure: { message: 'answered: There is no category cs.ZZ.' },
    });
  });
});
