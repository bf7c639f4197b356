import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SourceHealth } from '../../src/edition/health.ts';
import { createDesk } from '../../src/studio/desk.ts';
import { createStudio, startStudio } from '../../src/studio/server.ts';
import { describeInBrowser } from '../support/browser.ts';
import { draft } from './sample-draft.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOCAL = { headers: { host: '127.0.0.1:8081' } };
const well: SourceHealth = {
  ...{ section: 'labs', id: 'alpha', name: 'Alpha', url: 'https://alpha.example/feed', kind: 'RSS' },
  ...{ cadence: 'daily', quietAfterDays: 5, quirks: 'Titles only.', lastChecked: '2026-09-21' },
  ...{ state: 'well', lastSuccessAt: Date.parse('2026-11-24T10:00:00Z'), failingSince: null },
  ...{ newestAt: Date.parse('2026-11-23T08:00:00Z'), itemsPerWeek: 3.25, requests: 30, notModified: 21 },
  remarks: [],
};
const failing: SourceHealth = {
  ...well,
  ...{ id: 'beta', name: 'Beta <b>', url: 'javascript:alert(1)', state: 'failing', lastSuccessAt: null },
  ...{ newestAt: null, remarks: ['fell silent (failing since 2026-11-20)', '<i>odd</i>'] },
};
const table: SourceHealth = {
  ...well,
  section: 'benchmarks',
  id: 'coding',
  name: 'Coding',
  itemsPerWeek: null,
};

async function page(sources: readonly SourceHealth[]): Promise<string> {
  const desk = createDesk(async () => draft());
  return (
    await createStudio(desk, 'The Morning Gradient', async () => sources).request('/sources', LOCAL)
  ).text();
}

describe('the page of sources', () => {
  it('shows each with its health in words, those that need a look first, by section', async () => {
    const text = (await page([well, failing, table])).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('1 failing, 2 well.');
    expect(text).toMatch(/failing never never 3\.3 21 of 30 fell silent \(failing since 2026-11-20\)/);
    expect(text).toContain('RSS · daily · seen to work 2026-09-21 · Titles only.');
    expect(text).toMatch(/Alpha .* well 2026-11-24 2026-11-23 3\.3 21 of 30/);
    expect(text.indexOf('Beta')).toBeLessThan(text.indexOf('Alpha'));
    expect(text).toMatch(/benchmarks .* Coding .* well 2026-11-24 2026-11-23 – 21 of 30/);
  });

  it('shows hostile words as words, and links only what a browser may follow', async () => {
    const text = await page([failing]);
    expect(text).toContain('Beta &lt;b&gt;');
    expect(text).toContain('&lt;i&gt;odd&lt;/i&gt;');
    expect(text).not.toContain('javascript:');
  });

  it('says so when there is none', async () => {
    expect(await page([])).toContain('No source is configured.');
  });
});

describeInBrowser('the page of sources in a browser', (browser) => {
  it('fits a narrow window, and axe finds nothing serious', async () => {
    const room = { newsletterName: 'The Morning Gradient', sources: async () => [well, failing, table] };
    const studio = await startStudio({
      port: 0,
      warm: true,
      ...room,
      render: async () => draft(),
      watch: [],
    });
    onTestFinished(() => studio.close());
    const view = await browser().newPage({ viewport: { width: 375, height: 700 }, bypassCSP: true });
    onTestFinished(() => view.close());
    await view.goto(`${studio.url}/sources`);
    expect(await view.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    const remark = await view.getByText('fell silent').boundingBox();
    expect((remark?.x ?? 0) + (remark?.width ?? Infinity)).toBeLessThanOrEqual(375);
    await view.addScriptTag({ content: AXE });
    const { violations } = await view.evaluate<AxeResults>('axe.run()');
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
