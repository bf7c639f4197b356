/** Wrapping: table cells to their columns, and any line to the octets that mail allows. */
import { graphemes, width } from './width.ts';

/** RFC 5322 section 2.1.1: no line of a mail may be longer, without its line break. */
const MAX_OCTETS = 998;

/** Lines of at most `columns` columns, broken at spaces where there are any. */
export function wrap(text: string, columns: number): string[] {
  return pack(text, (line) => width(line) <= columns);
}

/** Prose is left unwrapped, since phones wrap better than we could; only what mail cannot carry is broken. */
export function withinOctets(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (Buffer.byteLength(line) <= MAX_OCTETS ? [line] : pack(line, fitsMail)))
    .join('\n');
}

function fitsMail(line: string): boolean {
  return Buffer.byteLength(line) <= MAX_OCTETS;
}

/** Greedy: as many words a line as fit, and words that fit no line are cut between characters. */
function pack(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/(?<=\s)(?=\S)/u).flatMap((word) => cut(word, fits))) {
    if (line !== '' && !fits((line + piece).trimEnd())) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

function cut(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word.trimEnd())) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const grapheme of graphemes(word).flatMap((whole) => (fits(whole) ? [whole] : Array.from(whole)))) {
    if (piece !== '' && !fits(piece + grapheme)) {
      pieces.push(piece);
      piece = '';
    }
    piece += grapheme;
  }
  return [...pieces, piece];
}
