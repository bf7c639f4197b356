import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, it, onTestFinished } from 'vitest';
import { describeInBrowser } from '../support/browser.ts';
import { openHouse } from './house.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PATHS = [
  '/',
  '/archive',
  '/archive/2026-11-24',
  '/labs/2026-11-24',
  '/feeds/2026-11-24',
  '/papers/2026-11-24',
  '/benchmarks/2026-11-24',
  '/privacy',
  '/subscribe',
  '/confirm/token',
  '/address/token',
  '/stay/token',
  '/unsubscribe/token',
  '/nothing-here',
];

async function serve() {
  const house = await openHouse();
  return { ...house, url: await house.serve() };
}

describeInBrowser('the pages in a browser', (browser) => {
  const open = async (options: Parameters<ReturnType<typeof browser>['newPage']>[0]) => {
    const page = await browser().newPage(options);
    onTestFinished(() => page.close());
    return page;
  };

  it.each(['light', 'dark'] as const)(
    'on a narrow phone in %s mode nothing is wider than the screen, and axe finds nothing',
    async (colorScheme) => {
      const { url, choiceToken } = await serve();
      // The pages' policy forbids foreign scripts, and axe is one: only this test lets it in.
      const page = await open({ viewport: { width: 320, height: 640 }, colorScheme, bypassCSP: true });
      const problems: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      for (const path of [...PATHS, `/preferences/${choiceToken}`]) {
        await page.goto(url + path);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (width > 320) problems.push(`${path} is ${width} px wide`);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate<AxeResults>('axe.run()');
        problems.push(
          ...violations.map(
            ({ id, nodes }) => `${path}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`,
          ),
        );
      }
      // The missing page answers 404, which a browser notes as an error.
      expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
    },
  );

  it('the policy lets the stylesheet in and the button work, without a script and without a cookie', async () => {
    const { url, leaveToken, reader, stateOf } = await serve();
    const page = await open({ javaScriptEnabled: false });
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(url)) foreign.push(request.url());
    });
    await page.goto(`${url}/unsubscribe/${leaveToken}`);
    expect(await stateOf(reader)).toBe('confirmed');
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await page.getByRole('heading', { name: 'You are off the list' }).waitFor();
    expect(await stateOf(reader)).toBe('unsubscribed');
    expect(await page.context().cookies()).toEqual([]);
    expect(foreign.filter((address) => !address.startsWith('data:'))).toEqual([]);
  });

  it('a keyboard reaches the content first, and every box that scrolls', async () => {
    const { url } = await serve();
    const page = await open({ viewport: { width: 320, height: 640 } });
    await page.goto(`${url}/benchmarks/2026-11-24`);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
    const wide = page.locator('.scroll').first();
    await page.evaluate(`document.querySelector('.scroll').style.width = '160px'`);
    await wide.focus();
    const scrolled = () => page.evaluate<number>('document.activeElement.scrollLeft');
    expect(await scrolled()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(scrolled).toBeGreaterThan(0);
  });

  it('no table is wider than a phone: its further figures are in a line there, and columns where there is room', async () => {
    const { url } = await serve();
    const page = await open({ viewport: { width: 320, height: 640 } });
    await page.goto(`${url}/benchmarks/2026-11-24`);
    const hiddenWidth = `Math.max(...[...document.querySelectorAll('.scroll')].map((box) => box.scrollWidth - box.clientWidth))`;
    expect(await page.evaluate<number>(hiddenWidth)).toBe(0);
    const shown = async () => ({
      line: await page.locator('.in-line').first().isVisible(),
      column: await page.locator('td.further').first().isVisible(),
    });
    expect(await shown()).toEqual({ line: true, column: false });
    await page.setViewportSize({ width: 800, height: 640 });
    expect(await shown()).toEqual({ line: false, column: true });
  });
});
