/** Clean text: what a stranger's HTML says, as one line that is safe to set anywhere. */
import { Parser } from 'htmlparser2';

/** Longer input is cut before it is parsed: some feeds carry a whole README per item. */
const MAX_INPUT = 40_000;

const DROPPED = new Set(
  'script style template noscript iframe object svg math select textarea head figcaption'.split(' '),
);
const BLOCK = new Set(
  `address article aside blockquote br caption center dd details dialog div dl dt fieldset figure footer form
   h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul`.split(
    /\s+/,
  ),
);
const INLINE =
  `a abbr acronym area audio b base bdi bdo big body button canvas cite code col colgroup data del dfn em
  embed font html i img input ins kbd label legend link map mark marquee meta meter nobr output param picture progress
  q rp rt ruby s samp slot small source span strike strong sub sup time title track tt u var video wbr`.split(
    /\s+/,
  );

const KNOWN = new Set([...DROPPED, ...BLOCK, ...INLINE]);

/**
 * The text of an HTML fragment: markup gone, entities decoded once, white space folded, NFC, nothing invisible.
 * Text that still shows HTML's tags after that (feeds that encode twice) is read once more as HTML.
 */
export function cleanText(html: string): string {
  // Most titles, names and ids hold neither markup nor entities.
  if (!/[<&]/.test(html)) return defused(plainText(html.slice(0, MAX_INPUT)));
  const once = stripMarkup(withoutDanglingTag(html.slice(0, MAX_INPUT), html.length > MAX_INPUT), 'any');
  const twice = HTML_TAG.test(once) ? stripMarkup(once, 'html') : once;
  return defused(plainText(twice) || plainText(once));
}

/** What looks like a tag in plain text, being about one (`<think>`) or nested deeper than anybody reads, loses its teeth. */
export function defused(text: string): string {
  const tame = text.replace(/<([/!?]?[a-z][^<>]*)>/gi, '‹$1›');
  // One tag inside another leaves the outer one; no "<" before a ">" may be left to open anything.
  const lastEnd = tame.lastIndexOf('>');
  return tame.replace(/<(?=[/!?]?[a-z])/gi, (sign, at: number) => (at < lastEnd ? '‹' : sign));
}

const HTML_TAG = new RegExp(`<[/!]?(?:${[...KNOWN].join('|')}|--)(?![\\w-])[^<]*>`, 'i');

/** A cut in the middle of a tag, by us or by the publisher, leaves the first half of it. */
function withoutDanglingTag(html: string, cut: boolean): string {
  const start = html.lastIndexOf('<');
  const dangles = start > html.lastIndexOf('>') && (cut || /^<[a-z]\w*\s[^<]*=/i.test(html.slice(start)));
  return dangles ? html.slice(0, start) : html;
}

/** Text without markup made safe: white space folded, NFC, no control, bidi, private-use or other invisible characters. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(C1, (character) => WINDOWS_1252.decode(Uint8Array.of(character.charCodeAt(0))))
    .replace(SPACE_LIKE, ' ')
    .replace(CONTROL, '')
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

const SPACE_LIKE = /[\t-\r\u2028\u2029]/g;
const CONTROL = /\p{Cc}/gu;
/** Characters that are bytes of windows-1252 in truth: "it\u0092s". HTML reads their references so, too. */
const C1 = /[\u0080-\u009F]/g;
const WINDOWS_1252 = new TextDecoder('windows-1252');
/**
 * Bidi controls (a title could reverse what follows it), zero-width and soft characters, annotation and tag characters,
 * the private use area (which holds this project's own merge markers), non-characters and the replacement character, which only
 * says that something was lost. The two joiners stay:
 * Persian, Indic scripts and emoji need them.
 */
const INVISIBLE =
  /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uE000-\uF8FF\uFEFF\uFFF0-\uFFFB\uFFFD-\uFFFF\u{E0000}-\u{E0FFF}\u{F0000}-\u{10FFFF}]/gu;
/** More than four combining marks on a letter is no language but a mark that runs over the lines around it. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** @param tags which are taken for markup: any that is well-formed, or those of HTML only */
function stripMarkup(html: string, tags: 'any' | 'html'): string {
  let text = '';
  let dropping = 0;
  const input = withoutLoneSigns(html, tags);
  const isDropped = droppable(input);
  const separate = (name: string) => {
    if (BLOCK.has(name)) text += ' ';
  };
  const parser: Parser = new Parser({
    onopentag: (name) => {
      if (isDropped(name, parser.startIndex)) dropping++;
      else separate(name);
    },
    onclosetag: (name) => {
      if (DROPPED.has(name)) dropping = Math.max(0, dropping - 1);
      else separate(name);
    },
    ontext: (data) => {
      if (dropping === 0) text += data;
    },
  });
  parser.end(input);
  return text.replaceAll(LONE, '<');
}

/**
 * Whether an element's content goes with it. One that never closes would take the rest of the text along, and may be
 * what a headline is about ("the <select> element"); only code is dropped without its end, which a cut may have lost.
 */
function droppable(html: string): (name: string, at: number) => boolean {
  const lower = html.toLowerCase();
  const ends = new Map<string, number>();
  return (name, at) => {
    if (!DROPPED.has(name)) return false;
    if (name === 'script' || name === 'style') return true;
    const end = ends.get(name) ?? lower.lastIndexOf(`</${name}`);
    ends.set(name, end);
    return end > at;
  };
}

/** Stands for a "<" that opens no tag while HTML is read: a parser would take "x<y" for the start of one. */
const LONE = '\u0001';

function withoutLoneSigns(source: string, tags: 'any' | 'html'): string {
  // Inside escaped markup "<![CDATA[" would be a comment to an HTML parser, and its text lost.
  const html = source.replaceAll(LONE, '').replace(/<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/g, '$1');
  const lastEnd = html.lastIndexOf('>');
  const closed = new Set(
    [...html.matchAll(/<\/([a-z][\w:.-]*)/gi)].map(([, name = '']) => name.toLowerCase()),
  );
  return html.replace(/</g, (sign, at: number) =>
    at < lastEnd && opensTag(html, at, tags, closed) ? sign : LONE,
  );
}

function opensTag(html: string, at: number, tags: 'any' | 'html', closed: ReadonlySet<string>): boolean {
  const [, name, rest = ''] = matchAt(TAG_START, html, at) ?? [];
  if (name === undefined) return matchAt(OTHER_MARKUP, html, at) !== null;
  if (KNOWN.has(name.toLowerCase())) return true;
  // Another language's tag, or a custom one; not a bare word that nothing closes ("Use List<String>"), nor one in text
  // that was plain once already.
  const marked = (tags === 'any' && closed.has(name.toLowerCase())) || /[:-]/.test(name) || /\S/.test(rest);
  return marked && matchAt(TAG_END, html, at + 1) !== null;
}

/** A name, then the end or the start of an attribute: "a <b && c" opens nothing. */
const TAG_START = /<\/?([a-z][\w:.-]*)(?=\s*\/?>|[\s/]+([\w:@"']))/iy;
const TAG_END = /[^<>]*>/y;
const OTHER_MARKUP = /<(?:!--|!doctype\b|\?)/iy;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
