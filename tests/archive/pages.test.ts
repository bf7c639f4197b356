import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { editionPage, frontPage } from '../../src/archive/pages/edition.ts';
import { benchmarksPage, itemsPage } from '../../src/archive/pages/full.ts';
import { archivePage } from '../../src/archive/pages/lists.ts';
import { editionDate } from '../../src/model/date.ts';
import type { SectionId } from '../../src/model/edition.ts';
import { edition, editionsOf, fullItems, publication, storedEdition, table } from './sample-edition.ts';

const summaries = await editionsOf(
  storedEdition({ date: editionDate('2026-11-25'), title: 'The day after' }),
  storedEdition(),
  storedEdition({ date: editionDate('2026-10-31'), title: 'The month before' }),
).list();

const section = (id: SectionId) => edition.sections.find((one) => one.id === id)!;
const fullBoard = (await editionsOf().boards(1))[0]!;

describe('every page', () => {
  const pages = {
    edition: () => editionPage(edition, summaries),
    front: () => frontPage(edition, summaries),
    labs: () => itemsPage(edition, section('labs'), fullItems.labs),
    papers: () => itemsPage(edition, section('papers'), fullItems.papers),
    benchmarks: () => benchmarksPage(edition, section('benchmarks'), [fullBoard]),
    archive: () => archivePage(publication, summaries),
  };

  it.each(Object.entries(pages))(
    '%s is well-formed HTML that names its language and direction',
    async (_, page) => {
      const html = String(await page());
      const errors: string[] = [];
      parse(html, { onParseError: ({ code }) => errors.push(code) });
      expect(errors).toEqual([]);
      expect(html).toContain('<html lang="en" dir="ltr">');
    },
  );

  it.each(Object.entries(pages))(
    '%s uses no id twice, and every link inside the page has its target',
    async (_, page) => {
      const html = String(await page());
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      expect(ids).toEqual([...new Set(ids)]);
      const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
      expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    },
  );

  it.each(Object.entries(pages))(
    '%s runs nothing, loads nothing foreign and follows no dangerous address',
    async (_, page) => {
      const html = String(await page());
      expect(html).not.toMatch(/<script|<iframe|<img|\sstyle=|\son\w+=|javascript:/i);
      expect(
        [...html.matchAll(/<link [^>]*href="([^"]*)"/g)].map(([, url]) => url?.split(/[?:]/)[0]),
      ).toEqual(expect.arrayContaining(['/style.css', 'data']));
    },
  );
});

describe('the edition page', () => {
  it('shows a hostile title as the characters it is', async () => {
    const html = String(await editionPage(edition, summaries));
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; {{#each &#39;all&#39;}}');
    expect(html).toContain('href="https://lab.example/news?a=1&amp;b=2"');
  });

  it('has an anchor per section and ends each but the essay in its full page', async () => {
    const html = String(await editionPage(edition, summaries));
    for (const { id, all } of edition.sections) {
      expect(html).toContain(`<section id="${id}"`);
      if (id !== 'essay') expect(html).toContain(`<a href="${all.path}">${all.label} →</a>`);
    }
  });

  it('says what is missing: an empty section, and sources that failed', async () => {
    const html = String(await editionPage(edition, summaries));
    expect(html).toContain('Nothing new came over the wire today.');
    expect(html).toContain('Gull Research: did not answer within 20 s');
  });

  it('leads to the neighbouring editions', async () => {
    const html = String(await editionPage(edition, summaries));
    expect(html).toMatch(/rel="prev" href="\/archive\/2026-10-31"/);
    expect(html).toMatch(/rel="next" href="\/archive\/2026-11-25"/);
  });

  it('reads movement out in words, and marks ties', async () => {
    const html = String(await editionPage(edition, summaries));
    expect(html).toContain('<span class="unseen">up 2</span>');
    expect(html).toContain('=2');
    expect(html).toContain('1 more row tied with the last one shown.');
  });
});

describe('the full pages', () => {
  it('group items by source with counts, undated items last', async () => {
    const html = String(await itemsPage(edition, section('labs'), fullItems.labs));
    expect(html).toMatch(/Albatross AI <small>1<\/small>[\s\S]*Harbour Lab <small>2<\/small>/);
    expect(html).toMatch(/A dated item[\s\S]*no date given/);
    expect(html).toMatch(/<time datetime="2026-11-23T14:10:00.000Z">Nov 23, 9:10\sAM<\/time>/);
  });

  it('show a paper with its ids, categories and folded abstract', async () => {
    const html = String(await itemsPage(edition, section('papers'), fullItems.papers));
    expect(html).toMatch(/arXiv 2611\.01234 ·\s+cs\.DC, cs\.AI · cross-list/);
    expect(html).toMatch(/<details>[\s\S]*finishes earlier\./);
  });

  it('show a whole table with an anchor, bounds, extras, and where it comes from', async () => {
    const html = String(await benchmarksPage(edition, section('benchmarks'), [fullBoard]));
    expect(html).toContain(`<section id="${table.id}"`);
    expect(html.match(/<th scope="row">/g)).toHaveLength(4);
    expect(html).toContain('62.9% to 65.9%');
    expect(html).toContain('<td class="figure">–</td>');
    expect(html).toMatch(
      /version 2\.1[\s\S]*window October 2026[\s\S]*Harbour Institute<\/a>\s*\(CC BY 4\.0\)/,
    );
    expect(html.replaceAll('<wbr />', '')).toContain('(heron-2-xhigh)');
  });

  it('say so when nothing was found', async () => {
    expect(String(await itemsPage(edition, section('wire'), []))).toContain('Nothing was found.');
  });
});

it('the list of editions is grouped by month', async () => {
  const html = String(await archivePage(publication, summaries));
  expect(html).toMatch(/November 2026[\s\S]*The day after[\s\S]*October 2026[\s\S]*The month before/);
});
