/** Leads: the first sentences of a text, cut where a reader would stop, and single lines cut at a word. */

export type Lead = { readonly text: string; readonly cut: boolean };

/** What a reader calls a letter: an emoji of several code points is never cut in two. */
const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Abbreviations whose full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|cf|al|vs|resp|approx|fig|figs|eq|sec|no|[A-Z])\.$/i;

/**
 * The lead of a text, cut at the end of the sentence nearest to `words` words; a single sentence far longer than that
 * is cut at a word and ends in "…".
 */
export function leadOf(text: string, words: number): Lead {
  if (wordCount(text) <= words) return { text, cut: false };
  const end = sentenceEnds(text).toSorted((a, b) => distance(text, a, words) - distance(text, b, words))[0];
  if (end === undefined || wordCount(text.slice(0, end)) > words * 1.5) {
    const kept = text.split(/\s+/u).slice(0, words).join(' ');
    return { text: `${withoutTail(kept)}…`, cut: true };
  }
  return { text: text.slice(0, end), cut: end < text.length };
}

/** One line of at most `length` characters, cut between words and ended with "…". */
export function lineOf(text: string, length: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const letters = [...LETTERS.segment(line)].map(({ segment }) => segment);
  if (letters.length <= length) return line;
  const room = letters.slice(0, length - 1).join('');
  const space = letters[length - 1] === ' ' ? room.length : room.lastIndexOf(' ');
  // A script without spaces, or one enormous word, is cut where the room ends.
  return `${withoutTail(space > length / 2 ? room.slice(0, space) : room)}…`;
}

/** Positions just after each sentence; the end of the text is one. */
function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(/[.!?…]["'”’)\]]*(?=\s+["'“‘([]?[\p{Lu}\p{N}])|[。！？]/gu)) {
    if (!ABBREVIATION.test(text.slice(0, match.index + 1))) ends.push(match.index + match[0].length);
  }
  return [...ends, text.length];
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
