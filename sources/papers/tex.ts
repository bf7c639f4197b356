/** TeX to readable text: titles, abstracts and names as arXiv carries them, never inside addresses. */
import { defused, plainText } from '../text/clean-text.ts';
import { mathToText } from './tex-math.ts';
import { ended, MAX_DEPTH, scan, take, takeCharacter, type Scanner } from './tex-scanner.ts';
import {
  ACCENTS,
  LETTERS,
  POINTERS,
  SWITCHES,
  SYMBOLS,
  SUBSCRIPTS,
  SUPERSCRIPTS,
  WRAPPERS,
} from './tex-symbols.ts';

/** Where a citation stood: swallows the space before it. */
const GONE = '\u0001';

/** arXiv allows 1,920 characters for an abstract; far more is no abstract. */
const MAX_LENGTH = 20_000;

/**
 * Readable text of TeX source: one line, NFC, no control or bidirectional characters.
 * A command that is not known stays as it is written; maths with one loses only its dollar signs.
 */
export function texToText(source: string): string {
  // Our own marks are control characters: none may come from outside.
  const text = convert(source.slice(0, MAX_LENGTH).replace(/[\s\p{Cc}]+/gu, ' '), 0);
  return defused(plainText(text.replace(/\s+/g, ' ').replace(/ ?\u0001/g, '')));
}

function convert(source: string, depth: number): string {
  return readText(scan(source, depth), false);
}

function readText(scanner: Scanner, inGroup: boolean): string {
  let text = '';
  while (!ended(scanner)) {
    if (inGroup && take(scanner, /\}/y)) return text;
    text += readPiece(scanner);
  }
  return text;
}

function readPiece(scanner: Scanner): string {
  const plain = take(scanner, /https?:\/\/[^\s{}<>"]+|[^\\${}~`'h-]+|h/y)?.[0];
  if (plain !== undefined) return plain;
  return (
    readMaths(scanner) ??
    readMarks(scanner) ??
    readGroup(scanner) ??
    readBackslash(scanner) ??
    takeCharacter(scanner)
  );
}

function readMaths(scanner: Scanner): string | null {
  const start = scanner.at;
  const match =
    take(scanner, /\$\$([^$]{1,2000})\$\$/y) ??
    take(scanner, /\$((?:\\.|[^$\\]){1,2000})\$(?!\d)/sy) ??
    // Before a digit only what cannot be a price: "$\sim$40".
    take(scanner, /\$(\\[a-z]+)\$(?=\d)/y) ??
    // None opens inside another, so that each is looked through once.
    take(scanner, /\\\(((?:\\[^()]|[^\\]){1,2000})\\\)/y) ??
    take(scanner, /\\\[((?:\\[^[\]]|[^\\]){1,2000})\\\]/y);
  const content = match?.[1] ?? '';
  if (match !== null && (match[0].startsWith('\\') || isMaths(content)))
    return /^\\[,;: ]$/.test(content) ? ' ' : mathToText(content, convert, scanner.depth);
  scanner.at = start;
  return null;
}

/** "$5 million to $" is no formula: maths hugs its dollar signs, and words in it come with TeX. */
function isMaths(content: string): boolean {
  const hugging = !/^\s|\s$/.test(content);
  const technical = /[\\^_{}=<>+*/|]/.test(content);
  const even = /^\s.*\s$/s.test(content);
  return hugging ? technical || !/\s[a-z]{2}|[a-z]{2}\s/i.test(content) : even && technical;
}

/** Dashes, quotes and ties. */
function readMarks(scanner: Scanner): string | null {
  const before = scanner.source[scanner.at - 1] ?? ' ';
  if (take(scanner, /---/y)) return '—';
  // A dash pair before a word and after a space is a command-line option.
  if (/[\s(]/.test(before) && take(scanner, /--(?=[a-z])/y)) return '--';
  if (take(scanner, /--/y)) return '–';
  const quoted = take(scanner, /``((?:(?!``|'').){1,500})''/sy)?.[1];
  if (quoted !== undefined) return `“${convert(quoted, scanner.depth + 1)}”`;
  const single = take(scanner, /`([^`'\n]{1,200})'(?![\p{L}'])/uy)?.[1];
  if (single !== undefined) return `‘${convert(single, scanner.depth + 1)}’`;
  // "~5" says about five; elsewhere a tilde is a space that does not break.
  if (/[\s(]/.test(before) && take(scanner, /~(?=\d)/y)) return '~';
  return take(scanner, /~/y) ? ' ' : null;
}

/** Braces that only group go; those of a set, such as {0, 1}, are the author's. */
function readGroup(scanner: Scanner): string | null {
  if (scanner.depth >= MAX_DEPTH || !take(scanner, /\{/y)) return null;
  const start = scanner.at;
  scanner.depth++;
  const content = readText(scanner, true);
  scanner.depth--;
  const source = scanner.source.slice(start, scanner.at);
  const grouping = source.includes('\\') || /^[\p{L}\p{N}\s.:+-]*\}$/u.test(source);
  return grouping && source.endsWith('}') ? content : `{${content}${source.endsWith('}') ? '}' : ''}`;
}

function readBackslash(scanner: Scanner): string | null {
  const accent = readAccent(scanner);
  if (accent !== null) return accent;
  const letter = take(
    scanner,
    /\\(ss|aa|AA|ae|AE|oe|OE|[oOlLij]|dh|DH|th|TH|dj|DJ|ng|NG)(?![a-zA-Z])(?:\{\}|\s+)?/y,
  );
  if (letter !== null) return LETTERS.get(letter[1] ?? '') ?? '';
  const escaped = take(scanner, /\\([%&_#${}])/y)?.[1];
  if (escaped !== undefined) return escaped;
  if (take(scanner, /\\[,;: \\]|\\(?:q?quad|thinspace|newline)(?![a-zA-Z])/y)) return ' ';
  if (take(scanner, /\\[!/@-]/y)) return '';
  const name = take(scanner, /\\([a-zA-Z]+)\*?/y)?.[1];
  return name === undefined ? null : readCommand(name, scanner);
}

/** `\'e`, `\"{o}`, `\'\i`, `\c{c}`, `\v s`. */
function readAccent(scanner: Scanner): string | null {
  const match =
    take(scanner, /\\(['`^"~=.])\s*(?:\{\s*\\?([a-zA-Z])\s*\}|\\([ij])(?![a-zA-Z])(?:\{\})?|([a-zA-Z]))/y) ??
    take(scanner, /\\([cvHukrtdb])(?:\s*\{\s*\\?([a-zA-Z])\s*\}|\s+([a-zA-Z]))/y);
  if (match === null) return null;
  const [, command = '', ...letters] = match;
  const accented = `${letters.join('')}${ACCENTS.get(command) ?? ''}`.normalize('NFC');
  // No language puts an acute on every letter: "don\'t" is an apostrophe that somebody escaped.
  return command === "'" && Array.from(accented).length > 1 ? `'${letters.join('')}` : accented;
}

function readCommand(name: string, scanner: Scanner): string {
  if (name === 'url' || name === 'href' || name === 'nolinkurl') return readLink(scanner, name === 'href');
  if (POINTERS.has(name)) {
    take(scanner, /(?:\s*\[[^\]]{0,200}\]){0,2}\s*\{[^{}]{0,500}\}/y);
    return GONE;
  }
  if (name === 'textcolor' || name === 'color') take(scanner, /\s*\{[^{}]{0,50}\}/y);
  if (name === 'footnote') return ` (${readArgument(scanner)})`;
  if (name === 'textsuperscript') return small(readArgument(scanner), SUPERSCRIPTS);
  if (name === 'textsubscript') return small(readArgument(scanner), SUBSCRIPTS);
  if (WRAPPERS.has(name)) return readArgument(scanner);
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined) {
    take(scanner, /\{\}/y);
    return symbol;
  }
  if (SWITCHES.has(name)) {
    take(scanner, /\s+/y);
    return '';
  }
  // Unknown: as it is written, with its arguments.
  return `\\${name}${take(scanner, /(?:\[[^\]]{0,200}\])?(?:\{[^{}]{0,500}\}){1,4}/y)?.[0] ?? ''}`;
}

function readLink(scanner: Scanner, labelled: boolean): string {
  const address = take(scanner, /\s*\{([^{}]{1,1000})\}/y)?.[1] ?? '';
  if (!labelled) return address;
  const label = readArgument(scanner);
  return label === '' || label === address ? address : `${label} (${address})`;
}

/** The text of a following group; nothing where there is none. */
function readArgument(scanner: Scanner): string {
  if (scanner.depth >= MAX_DEPTH || !take(scanner, /\s*\{/y)) return '';
  scanner.depth++;
  const content = readText(scanner, true);
  scanner.depth--;
  return content;
}

function small(content: string, table: ReadonlyMap<string, string>): string {
  const characters = Array.from(content, (character) => table.get(character));
  return characters.every((character) => character !== undefined) ? characters.join('') : content;
}
