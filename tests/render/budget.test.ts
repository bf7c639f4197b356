import { expect, it } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import type { Edition, Section, SectionId } from '../../src/model/edition.ts';
import { layOutWithin } from '../../src/render/budget.ts';
import { compileEdition } from '../../src/render/index.ts';
import { layOutEdition } from '../../src/render/layout-react.ts';

const within = (edition: Edition, bytes?: number) => layOutWithin(edition, layOutEdition, bytes);

function sectionOf(edition: Edition, id: SectionId): Section {
  return edition.sections.find((section) => section.id === id)!;
}

/** The sample edition with the headlines of its wire over and over. */
function withWire(count: number): Edition {
  const sections = sampleEdition.sections.map((section) =>
    section.id === 'wire'
      ? { ...section, entries: Array.from({ length: count }, (_, index) => section.entries[index % 10]!) }
      : section,
  );
  return { ...sampleEdition, sections };
}

function withAbstract(abstract: string): Edition {
  const sections = sampleEdition.sections.map((section) =>
    section.kind === 'papers'
      ? { ...section, entries: section.entries.map((paper) => ({ ...paper, abstract })) }
      : section,
  );
  return { ...sampleEdition, sections };
}

it('an edition that fits is laid out whole, once', async () => {
  let layouts = 0;
  const fitted = await layOutWithin(sampleEdition, (edition) => {
    layouts += 1;
    return layOutEdition(edition);
  });
  expect(fitted.cuts).toEqual([]);
  expect(fitted.edition).toEqual(sampleEdition);
  expect(layouts).toBe(1);
});

it('the wire gives way before labs, papers, essay and tables, and its link says how much more there is', async () => {
  const { edition, html, cuts } = await within(withWire(400));
  expect(Buffer.byteLength(html)).toBeLessThan(95_000);
  expect(cuts).toEqual(['From the Wire: 380 headlines']);
  expect(sectionOf(edition, 'wire').all).toEqual({
    label: '380 more in All feeds',
    path: '/feeds/2026-11-24',
  });
  expect(html).toContain('380 more in All feeds\u00A0→');
  expect(sectionOf(edition, 'labs')).toEqual(sectionOf(sampleEdition, 'labs'));
  expect(sectionOf(edition, 'benchmarks')).toEqual(sectionOf(sampleEdition, 'benchmarks'));
});

it('html and text leave out the same', async () => {
  const { html, text } = await compileEdition(withWire(400));
  const titles = (part: { literals: readonly string[] }) =>
    part.literals.join('').split('Universities pool their compute').length - 1;
  expect(titles(html)).toBe(titles(text));
  expect(text.literals.join('')).toContain(
    '380 more in All feeds →\n<https://news.example/feeds/2026-11-24>',
  );
});

it('an enormous abstract becomes its lead, with a link to the whole one', async () => {
  const { edition, cuts } = await within(
    withAbstract('We measure one thing and then another. '.repeat(3000)),
  );
  expect(cuts).toEqual([]);
  const papers = sectionOf(edition, 'papers');
  const [first] = papers.kind === 'papers' ? papers.entries : [];
  expect(first?.abstract).toBe('We measure one thing and then another. '.repeat(13).trim());
  expect(first?.cut).toBe(true);
});

it('in the end the essay is cut between its blocks, and its notes with it, and the link leads to the rest', async () => {
  const { edition, cuts } = await within(sampleEdition, 18_000);
  const section = sectionOf(edition, 'essay');
  const essay = section.kind === 'essay' ? section.essay : null;
  const whole = sectionOf(sampleEdition, 'essay');
  const blocks = whole.kind === 'essay' ? (whole.essay?.blocks ?? []) : [];
  expect(cuts).toContain('Essay: the end of the essay');
  expect(essay?.blocks).toEqual(blocks.slice(0, essay?.blocks.length));
  expect(essay?.blocks.at(-1)?.kind).not.toBe('heading');
  expect(section.all.label).toBe('Read the rest on the web');
});

it('a budget that nothing fits is an error, not a mail that is too long', async () => {
  await expect(within(sampleEdition, 2000)).rejects.toThrow(
    'Even the barest edition takes more than 2000 bytes.',
  );
});
