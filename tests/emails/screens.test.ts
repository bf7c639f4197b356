import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { NOTICE_KINDS } from '../../src/model/notice.ts';
import { compileEdition, compileNotice, personaliser } from '../../src/render/index.ts';
import { seriousViolations } from '../support/axe.ts';
import { describeInBrowser } from '../support/browser.ts';

/** The pictures stay here, to be looked at: no test knows whether a mail is beautiful. */
const PICTURES = join(import.meta.dirname, '../../data/screens');
const WIDTHS = [280, 320, 375, 600];

const whole = (html: string) => html;
/** What remains in a client that drops style sheets, and in one that drops every style and class. */
const unsheeted = (html: string) => html.replaceAll(/<style>[\s\S]*?<\/style>/g, '');
const stripped = (html: string) => unsheeted(html).replaceAll(/ (?:style|class)="[^"]*"/g, '');

const SCREENS = [
  { name: 'light', colorScheme: 'light', as: whole, images: true },
  { name: 'dark', colorScheme: 'dark', as: whole, images: true },
  { name: 'stripped', colorScheme: 'light', as: stripped, images: true },
  { name: 'images-off', colorScheme: 'light', as: unsheeted, images: false },
] as const;

const compiled = await compileEdition(sampleEdition);
const VALUES = {
  address: 'a.reader@mail.university.example',
  unsubscribeUrl: 'https://news.example/unsubscribe/token',
  preferencesUrl: 'https://news.example/preferences/token',
  confirmUrl: 'https://news.example/confirm/token',
  actionUrl: 'https://news.example/',
  detail: '2026-11-24: “A title”: 0 findings block it, 2 warn.',
};
const { html } = personaliser(compiled)(VALUES);

describeInBrowser('the edition on real screens', (browser) => {
  it.each(SCREENS)(
    '$name: nothing is wider than the screen at 280 to 600 px, and axe finds nothing serious',
    async ({ name, colorScheme, as, images }) => {
      await mkdir(PICTURES, { recursive: true });
      const page = await browser().newPage({ colorScheme });
      if (!images) await page.route('**/*', (route) => route.abort());
      await page.setContent(as(html));
      const problems: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        problems.push(...(await problemsAt(page, width)));
        await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
      }
      await page.close();
      expect(problems).toEqual([]);
    },
  );

  it('figures of a table are never broken, and further columns come out where there is width', async () => {
    const page = await browser().newPage();
    await page.setContent(html);
    const cellsAt = async (width: number) => {
      await page.setViewportSize({ width, height: 800 });
      return page.evaluate<{ broken: string[]; columns: number }>(CELLS);
    };
    expect(await cellsAt(280)).toEqual({ broken: [], columns: 3 });
    expect(await cellsAt(600)).toEqual({ broken: [], columns: 5 });
    await page.close();
  });
});

describeInBrowser('the notices on real screens', (browser) => {
  it.each(NOTICE_KINDS)('%s: fits a phone in light and dark, and axe finds nothing serious', async (kind) => {
    const layout = await compileNotice(kind, sampleEdition.publication);
    const problems: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser().newPage({ colorScheme, viewport: { width: 320, height: 640 } });
      await page.setContent(personaliser(layout)(VALUES).html);
      problems.push(...(await problemsAt(page, 320)));
      await page.screenshot({ path: join(PICTURES, `${kind}-${colorScheme}.png`), fullPage: true });
      await page.close();
    }
    expect(problems).toEqual([]);
  });
});

async function problemsAt(page: Page, width: number): Promise<string[]> {
  const scrollWidth = await page.evaluate<number>('document.documentElement.scrollWidth');
  const wide = scrollWidth > width ? [`${width} px: ${scrollWidth} px wide`] : [];
  return [...wide, ...(await seriousViolations(page)).map((found) => `${width} px: ${found}`)];
}

/** Scores that take more than one line, and how many columns of the first table are seen. */
const CELLS = `(() => {
  const shown = [...document.querySelectorAll('table:has(> caption) td')].filter((cell) => cell.offsetParent !== null);
  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  };
  const words = shown.flatMap((cell) => [...cell.querySelectorAll('b, span, div')]);
  return {
    broken: words.filter((node) => lines(node) > 1).map(({ textContent }) => textContent),
    columns: [...document.querySelector('table:has(> caption) tr').children].filter((cell) => cell.offsetParent !== null).length,
  };
})()`;
