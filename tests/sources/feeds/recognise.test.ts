import { expect, it } from 'vitest';
import { recognise } from '../../../sources/feeds/recognise.ts';

it('fills in the entities that a feed declares, but not by the ten thousand', () => {
  const doctype = `<!DOCTYPE rss [<!ENTITY lab "${'x'.repeat(99)}">]>`;
  const text = (uses: number) => {
    const read = recognise(`${doctype}<rss>${'&lab;'.repeat(uses)}</rss>`, 'https://lab.example/');
    return read.ok ? read.text : '';
  };
  expect(text(2)).toBe(`<rss>${'x'.repeat(198)}</rss>`);
  expect(text(10_000).length).toBeLessThan(150_000);
});
