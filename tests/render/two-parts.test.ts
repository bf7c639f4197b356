import { expect, it } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { compileEdition } from '../../src/render/index.ts';
import { layOutText } from '../../src/render/plain-text.ts';

const text = layOutText(sampleEdition);

it('the heading of the names is not broken where the names are short', () => {
  expect(text).toMatch(/^Rank +Model or agent +Resolved/m);
  expect(text).not.toMatch(/^Rank +Model or +Resolved/m);
});

it('both parts end alike: what answered, then the last line', async () => {
  const { html } = await compileEdition(sampleEdition);
  const place = (words: string) => JSON.stringify(html).indexOf(words);
  expect(place('sources asked today')).toBeGreaterThan(0);
  expect(place('That is it for ')).toBeGreaterThan(place('sources asked today'));
  expect(text).toMatch(/sources asked today[^\n]*\n\nThat is it for /);
});
