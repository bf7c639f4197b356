import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { arxivSource } from '../../../sources/papers/arxiv.ts';
import type { SourceContext } from '../../../sources/source.ts';
import { editionDate } from '../../../src/model/date.ts';
import type { FetchResult } from '../../../src/platform/http.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/papers/${name}.xml`, import.meta.url));

/** Answers every request alike, and keeps what was asked. */
function contextWith(answer: Omit<FetchResult, 'url'> & { kind: string }) {
  const asked: string[] = [];
  const context: SourceContext = {
    date: editionDate('2026-11-24'),
    now: Date.UTC(2026, 10, 24, 10),
    artificialAnalysisApiKey: null,
    fetch: async ({ url }) => {
      asked.push(url);
      return { ...answer, url } as FetchResult;
    },
  };
  return { asked, context };
}
const page = (body: Uint8Array) => ({ kind: 'answer' as const, status: 200, headers: {}, body });

describe('arXiv as a source', () => {
  it('asks once for all categories together', async () => {
    const { asked, context } = contextWith(page(fixture('arxiv-day')));
    const source = arxivSource({
      categories: ['cs.DC', 'cs.LG', 'cs.DC'],
      feedUrl: 'https://rss.arxiv.org/rss/',
    });
    const result = await source.collect(context);
    expect(asked).toEqual(['https://rss.arxiv.org/rss/cs.DC+cs.LG']);
    expect(source).toMatchObject({ id: 'arxiv', name: 'arXiv', section: 'papers' });
    expect(result.ok && result.items).toHaveLength(3);
  });

  it('fills the day into an address that holds it', async () => {
    const { asked, context } = contextWith(page(fixture('arxiv-day')));
    await arxivSource({ categories: ['cs.AI'], feedUrl: 'http://127.0.0.1:9/{date}/rss' }).collect(context);
    expect(asked).toEqual(['http://127.0.0.1:9/2026-11-24/rss/cs.AI']);
  });

  it('finds an empty weekend normal and an empty Tuesday odd', async () => {
    const source = arxivSource({ categories: ['cs.DC'], feedUrl: 'https://rss.arxiv.org/rss' });
    const weekend = fixture('arxiv-empty');
    const tuesday = Buffer.from(weekend.toString().replace('Sat, 28 Nov', 'Tue, 24 Nov'));
    expect(await source.collect(contextWith(page(weekend)).context)).toMatchObject({
      ok: true,
      warnings: [],
    });
    expect(await source.collect(contextWith(page(tuesday)).context)).toMatchObject({
      ok: true,
      items: [],
      warnings: ['announced nothing on a day on which it usually does'],
    });
  });

  it('passes on what the fetch said: unchanged, or why it failed', async () => {
    const source = arxivSource({ categories: ['cs.DC'], feedUrl: 'https://rss.arxiv.org/rss' });
    const failure = { kind: 'rate-limited' as const, message: 'asks us to wait' };
    expect(await source.collect(contextWith({ kind: 'not-modified' }).context)).toMatchObject({
      ok: true,
      unchanged: true,
    });
    const refused = contextWith({ kind: 'failed', failure } as never).context;
    expect(await source.collect(refused)).toEqual({ ok: false, failure });
  });
});
