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
      if (id !== 'essay') expect(html).toContain(`<a href="${all.path}">${all.label}&nbsp;→</a>`);
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
    expect(html).toContain('<span role="img" aria-label="up 2">▲2</span>');
    expect(html).toContain('<span role="img" aria-label="2, tied">=2</span>');
    expect(html).toContain('1 more is tied with the last row shown.');
  });
});

describe('the full pages', () => {
  it('group items by source with counts, undated items last', async () => {
    const html = String(await itemsPage(edition, section('labs'), fullItems.labs));
    expect(html).toMatch(/Albatross AI <small>1<\/small>[\s\S]*Harbour Lab <small>2<\/small>/);
    expect(html).toMatch(/A dated item[\s\S]*no date given/);
    expect(html).toMatch(/<time datetime="2026-11-23T14:10:00.000Z">Nov 23, 9:10\sAM<\/time>/);
  });

  it('do not repeat the house of a group at each of its items', async () => {
    const { item, ...rest } = fullItems.labs[0]!;
    const named = { ...rest, item: { ...item, authors: [rest.source, 'Ada Vale'] } };
    const html = String(await itemsPage(edition, section('labs'), [named]));
    expect(html).toContain(' · Ada Vale');
    expect(html).not.toContain(` · ${rest.source}`);
  });

  it('show a paper with its ids, categories and folded abstract', async () => {
    const html = String(await itemsPage(edition, section('papers'), fullItems.papers));
    expect(html).toMatch(
      /<time datetime="2026-11-\d\d">Nov \d+<\/time> · arXiv 2611\.01234 ·\s+cs\.DC, cs\.AI · cross-list/,
    );
    expect(html).toMatch(/<details>[\s\S]*finishes earlier\./);
  });

  it('show a whole table with an anchor, bounds, extras, and where it comes from', async () => {
    const html = String(await benchmarksPage(edition, section('benchmarks'), [fullBoard]));
    expect(html).toContain(`<section id="${table.id}"`);
    expect(html.match(/<th scope="row">/g)).toHaveLength(4);
    expect(html).toContain('62.9–65.9');
    expect(html).toContain('<td class="figure further">–</td>');
    expect(html).toMatch(
      /as of November 23, 2026, version 2\.1, window October 2026[\s\S]*Harbour Institute, CC BY 4\.0<\/a>/,
    );
  });

  it('say of a table what the mail says of it: a change in points, agents, the figures in a line for phones', async () => {
    const html = String(await benchmarksPage(edition, section('benchmarks'), [fullBoard]));
    expect(html).toContain('<small class="up">+1.2</small>');
    expect(html).toContain('Model or agent');
    expect(html).toContain(
      '<small class="in-line" hidden>Range 62.9–65.9\u00A0· tok/s 120\u00A0· $/1M –</small>',
    );
  });

  it("show the source's own name of a row only where it says more than name and effort", async () => {
    const rows = fullBoard.rows.map((row, at) =>
      at === 0 ? { ...row, rawName: 'harbour/kestrel@0f3' } : row,
    );
    const html = String(await benchmarksPage(edition, section('benchmarks'), [{ ...fullBoard, rows }]));
    expect(html.replaceAll('<wbr />', '')).toContain('harbour/kestrel@0f3');
    expect(html.replaceAll('<wbr />', '')).not.toContain('heron-2-xhigh');
  });

  it('say so when nothing was found', async () => {
    expect(String(await itemsPage(edition, section('wire'), []))).toContain('Nothing was found.');
  });
});

it('the list of editions is grouped by month', async () => {
  const html = String(await archivePage(publication, summaries));
  expect(html).toMatch(/November 2026[\s\S]*The day after[\s\S]*October 2026[\s\S]*The month before/);
});
