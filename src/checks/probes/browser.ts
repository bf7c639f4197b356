/** Probe: the mail in a real Chromium: nothing scrolls sideways, nothing is too small or too pale, and axe finds nothing grave. */
import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { messageOf } from '../../model/errors.ts';
import { block, warn, type Found } from '../check.ts';
import { ran, skipped, type Probe } from './probe.ts';

const WIDTHS = [280, 320, 375, 600];
const SCHEMES = ['light', 'dark'] as const;
/** The sandbox needs rights that containers and root lack; nothing is loaded but the mail itself. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];
const TIMEOUT_MS = 20_000;

export const browser: Probe = {
  name: 'browser',
  run: async ({ samples, tools, limits }) => {
    const [sample] = samples;
    if (tools.chromium === null) return skipped('no Chromium was found: install one, or set CHROMIUM_PATH.');
    if (sample === undefined) return skipped('there is no mail to show.');
    try {
      const running = await chromium.launch({
        executablePath: tools.chromium,
        args: QUIET,
        timeout: TIMEOUT_MS,
      });
      try {
        return ran(await look(running, sample.html, limits.fontPixels));
      } finally {
        await running.close();
      }
    } catch (error) {
      return skipped(`the browser failed: ${messageOf(error).split('\n')[0] ?? ''}`);
    }
  },
};

async function look(running: Browser, html: string, fontPixels: number): Promise<Found[]> {
  const found: Found[] = [];
  for (const colorScheme of SCHEMES) {
    const context = await running.newContext({ colorScheme, offline: true, javaScriptEnabled: true });
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    await page.setContent(html);
    found.push(...(await violations(page, colorScheme)));
    if (colorScheme === 'light') {
      found.push(...(await smallText(page, fontPixels)), ...(await wide(page, 'as sent')));
      await page.setContent(html.replace(/<style[\s\S]*?<\/style>/gi, ''));
      found.push(...(await wide(page, 'without style sheets')));
    }
    await context.close();
  }
  return found;
}

async function wide(page: Page, how: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (needed > width)
      found.push(
        block(
          `html, ${width} px`,
          `The mail (${how}) is ${needed} px wide on a screen of ${width}: break what is too long.`,
        ),
      );
  }
  return found;
}

async function violations(page: Page, scheme: string): Promise<Found[]> {
  await page.setViewportSize({ width: 600, height: 800 });
  await page.evaluate(axe.source);
  const result = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const first = nodes[0]?.html.slice(0, 120) ?? '';
      return block(`html, ${scheme}`, `${help} (axe ${id}, ${nodes.length} places, first: ${first}).`);
    });
}

/** Text nodes that show, with their size; the smallest first. A string: it runs in the page, where other types live. */
const SMALLEST = `[...document.querySelectorAll('body *')].flatMap((element) => {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
  const style = getComputedStyle(element);
  return own && element.getClientRects().length > 0 && style.opacity !== '0' && style.maxHeight !== '0px'
    ? [{ size: parseFloat(style.fontSize), words: element.textContent.trim().slice(0, 40) }]
    : [];
}).sort((a, b) => a.size - b.size)[0] ?? null`;

async function smallText(page: Page, least: number): Promise<Found[]> {
  const smallest = await page.evaluate<{ size: number; words: string } | null>(SMALLEST);
  if (smallest === null || smallest.size >= least) return [];
  return [
    warn('html', `“${smallest.words}” is shown in ${smallest.size} px; below ${least} is hard to read.`),
  ];
}
