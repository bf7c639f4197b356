import { expect, it } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { compileEdition } from '../../src/render/index.ts';

async function htmlIn(direction: 'ltr' | 'rtl'): Promise<string> {
  const publication = { ...sampleEdition.publication, direction };
  return (await compileEdition({ ...sampleEdition, publication })).html.literals.join('');
}

it('a newsletter written right to left mirrors its layout, and its figures still run from left to right', async () => {
  const html = await htmlIn('rtl');
  expect(html).toMatch(/<html[^>]* dir="rtl"/);
  expect(html).toMatch(/<td dir="ltr"[^>]*align="left"[^>]*><b>71\.4<\/b>/);
  expect(html).not.toMatch(/<td (?!dir="ltr")[^>]*class="rule"/);
  expect(html).toContain('border-right:2px solid');
  expect(html).not.toContain('border-left:2px solid');
});

it('a title that runs the other way is kept apart from the line around it', async () => {
  expect(await htmlIn('ltr')).toContain('<bdi>מודל שפה חדש לעברית ולערבית</bdi>');
  expect(await htmlIn('ltr')).not.toContain('<bdi>Price change');
  expect(await htmlIn('rtl')).toContain('<bdi>Price change for batch requests</bdi>');
});
