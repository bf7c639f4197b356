/** Leads: the first sentences of a text, cut where a reader would stop, and single lines cut at a word. */

export type Lead = { readonly text: string; readonly cut: boolean };

/** What a reader calls a letter: an emoji of several code points is never cut in two. */
const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** UTF-16 units: a family emoji takes a dozen; whoever stacks a thousand accents on one letter keeps the first of them. */
const LONGEST_LETTER = 32;
/** Abbreviations whose full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|cf|al|vs|resp|approx|fig|figs|eq|sec|no|[A-Z])\.$/i;

/**
 * The lead of a text, cut at the end of the sentence nearest to `words` words; a single sentence far longer than that
 * is cut at a word and ends in "…".
 */
export function leadOf(text: string, words: number): Lead {
  if (wordCount(text) <= words) return { text, cut: false };
  // Nothing beyond twice the length can be nearest: an enormous text costs no more than a long one.
  const head = firstWords(text, 2 * words);
  const end = sentenceEnds(head, text).toSorted(
    (a, b) => distance(head, a, words) - distance(head, b, words),
  )[0];
  if (end === undefined || wordCount(head.slice(0, end)) > words * 1.5) {
    const kept = head.split(/\s+/u).slice(0, words).join(' ');
    return { text: `${withoutTail(kept)}…`, cut: true };
  }
  return { text: text.slice(0, end), cut: end < text.length };
}

/** One line of at most `length` characters, cut between words and ended with "…". */
export function lineOf(text: string, length: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= Math.min(length, LONGEST_LETTER)) return line;
  const letters = [...LETTERS.segment(line)].map(({ segment }) => segment.slice(0, LONGEST_LETTER));
  if (letters.length <= length) return letters.join('');
  const room = letters.slice(0, length - 1).join('');
  const space = letters[length - 1] === ' ' ? room.length : room.lastIndexOf(' ');
  // A script without spaces, or one enormous word, is cut where the room ends.
  return `${withoutTail(space > length / 2 ? room.slice(0, space) : room)}…`;
}

/** One line of at most `most` characters: whole sentences where they make at least `least`, else cut as `lineOf` does. */
export function sentencesWithin(text: string, { least, most }: { least: number; most: number }): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const end = sentenceEnds(line, line).findLast((at) => at <= most) ?? 0;
  return end >= least ? line.slice(0, end) : lineOf(line, most);
}

/** Positions just after each sentence of `head`; the end of the whole text is one. */
function sentenceEnds(head: string, text: string): number[] {
  const ends: number[] = [];
  for (const match of head.matchAll(/[.!?…]["'”’)\]]*(?=\s+["'“‘([]?[\p{Lu}\p{N}])|[。！？]/gu)) {
    if (!ABBREVIATION.test(head.slice(Math.max(0, match.index - 20), match.index + 1)))
      ends.push(match.index + match[0].length);
  }
  return head === text ? [...ends, text.length] : ends;
}

function firstWords(text: string, words: number): string {
  return text
    .split(/(?<=\s)(?=\S)/u)
    .slice(0, words)
    .join('');
}

function distance(text: string, end: number, words: number): number {
  return Math.abs(wordCount(text.slice(0, end)) - words);
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}

function withoutTail(text: string): string {
  return text.replace(/[\s,;:–—-]+$/u, '');
}
