/** Check: who reads the text part reads the same edition: its headlines, its links, its words. */
import { countWords } from '../model/essay.ts';
import type { Section } from '../model/edition.ts';
import { block, type Check, type CheckInput, type Found, type ReadSample } from './check.ts';
import { named } from './page.ts';
import { folded } from './read-html.ts';

/** Words of the text part for each word of the html. */
const LEAST_SHARE = 0.25;

export const textParity: Check = {
  name: 'text-parity',
  run: (input) =>
    input.samples.flatMap((sample) => [...words(sample), ...headlines(sample, input), ...hrefs(sample)]),
};

function words({ page, text }: ReadSample): Found[] {
  const shown = countWords(named(page, 'body')[0]?.text ?? '');
  const said = countWords(text);
  if (said >= shown * LEAST_SHARE) return [];
  return [block('text', `The text part has ${said} words, the html ${shown}: filters take that for spam.`)];
}

function headlines({ page, text }: ReadSample, { edition, shown }: CheckInput): Found[] {
  const inHtml = bare(named(page, 'body')[0]?.text ?? '');
  const inText = bare(text);
  return (shown?.edition ?? edition).sections.flatMap((section) => [
    ...titlesOf(section)
      .filter((title) => inHtml.includes(bare(title)) && !inText.includes(bare(title)))
      .map((title) => block(`text, ${section.heading}`, `“${title}” is in the html and not in the text.`)),
    ...(inHtml.includes(bare(section.heading))
      ? []
      : [block(`html, ${section.heading}`, 'The section is missing: the template leaves it out.')]),
    ...(inText.includes(bare(section.heading))
      ? []
      : [block(`text, ${section.heading}`, 'The section is missing: the text leaves it out.')]),
  ]);
}

function titlesOf(section: Section): string[] {
  return section.kind === 'links' || section.kind === 'papers'
    ? section.entries.map(({ title }) => title)
    : [];
}

/** An address that the html only spells out, as abstracts do, is no link in either part. */
function hrefs({ page, text }: ReadSample): Found[] {
  const spelled = bare(named(page, 'body')[0]?.text ?? '');
  const linked = new Set(named(page, 'a').flatMap(({ attributes }) => attributes['href'] ?? []));
  const inText = new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? []);
  return [
    ...[...linked]
      .filter((href) => /^https?:/.test(href) && !text.includes(href))
      .map((href) => block('text', `The link ${href.slice(0, 120)} of the html is not in the text.`)),
    ...[...inText]
      .filter(
        (href) =>
          !linked.has(href) &&
          ![...linked].some((other) => other.startsWith(href) || href.startsWith(other)) &&
          !spelled.includes(bare(href)),
      )
      .map((href) => block('html', `The link ${href.slice(0, 120)} of the text is not in the html.`)),
  ];
}

/** Layouts break long words and add marks of direction: only letters and digits count. */
function bare(text: string): string {
  return folded(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
