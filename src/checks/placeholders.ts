/** Check: nothing unfinished shows: open merge fields, values that code forgot, filler text. */
import type { Edition } from '../model/edition.ts';
import { block, type Check, type Found, type ReadSample } from './check.ts';
import { folded } from './read-html.ts';

const UNFINISHED =
  /\{\{|\}\}|[\uE000-\uF8FF]|\[object |\bundefined\b|\bNaN\b|\bnull\b|\bInvalid Date\b|\blorem ipsum\b/giu;

export const placeholders: Check = {
  name: 'placeholders',
  run: ({ edition, samples }) => {
    const said = contentOf(edition);
    return samples.flatMap((sample) =>
      partsOf(sample).flatMap(([place, text]) => unfinished(place, text, said)),
    );
  },
};

function partsOf({ subject, read, text }: ReadSample): [place: string, text: string][] {
  return [
    ['subject', folded(subject)],
    ['html', read.text],
    ...read.addresses.map((address): [string, string] => ['html, an address', address]),
    ['text', folded(text)],
  ];
}

function unfinished(place: string, text: string, said: Content): Found[] {
  return [...text.matchAll(UNFINISHED)]
    .filter((match) => !isQuoted(text, match, said))
    .map(({ 0: sign, index }) => {
      const around = text.slice(Math.max(0, index - 30), index + sign.length + 30);
      return block(place, `"${sign}" stands unfinished in "…${around}…": correct the template or its data.`);
    });
}

type Content = { readonly whole: ReadonlySet<string>; readonly joined: string };

/**
 * A headline may well be about "undefined" behaviour, or show braces: what content itself says, with the word before or
 * after it, or as the whole of a field, is no placeholder.
 */
function isQuoted(text: string, match: RegExpExecArray, said: Content): boolean {
  const start = text.lastIndexOf(' ', match.index) + 1;
  const stop = text.indexOf(' ', match.index + match[0].length);
  const end = stop === -1 ? text.length : stop;
  const before = text.slice(text.lastIndexOf(' ', Math.max(0, start - 2)) + 1, end);
  const next = text.indexOf(' ', end + 1);
  const after = text.slice(start, next === -1 ? text.length : next);
  return (
    [before, after].some((words) => said.joined.includes(words) && words.includes(' ')) ||
    said.whole.has(text.slice(start, end))
  );
}

function contentOf(edition: Edition): Content {
  const strings: string[] = [];
  // JSON's own walk reaches every string of the model, whatever sections come later.
  JSON.stringify(edition, (_key, value: unknown) => {
    if (typeof value === 'string') strings.push(folded(value));
    return value;
  });
  return { whole: new Set(strings), joined: strings.join(' \n ') };
}
