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

/** Tags we take for markup. Others stay: a headline may well be about `<think>`. */
const KNOWN = new Set([...DROPPED, ...BLOCK, ...INLINE]);

/**
 * The text of an HTML fragment: markup gone, entities decoded once, white space folded, NFC, nothing invisible.
 * Text that still shows tags after that (feeds that encode twice) is stripped once more.
 */
export function cleanText(html: string): string {
  const once = stripMarkup(html.slice(0, MAX_INPUT), true);
  const twice = once.includes('<') ? stripMarkup(once, false) : once;
  // Whatever was nested deeper is defused, not chased.
  return plainText(twice).replace(KNOWN_TAG, '‹');
}

const KNOWN_TAG = new RegExp(`<(?=[/!]?(?:${[...KNOWN].join('|')}|--)(?![\\w-]))`, 'gi');

/** Text without markup made safe: white space folded, NFC, no control, bidi, private-use or other invisible characters. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

const CONTROL = /[\p{Cc}\u2028\u2029]/gu;
/**
 * Bidi controls (a title could reverse what follows it), zero-width and soft characters, annotation and tag characters,
 * the private use area (which holds this project's own merge markers) and non-characters. The two joiners stay:
 * Persian, Indic scripts and emoji need them.
 */
const INVISIBLE =
  /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uE000-\uF8FF\uFEFF\uFFF0-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E0FFF}\u{F0000}-\u{10FFFF}]/gu;
/** More than four combining marks on a letter is no language but a mark that runs over the lines around it. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

function stripMarkup(html: string, decodeEntities: boolean): string {
  let text = '';
  let dropping = 0;
  // "<![CDATA[" inside escaped markup would be a comment to an HTML parser, and its text lost.
  const input = html.replace(/<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/g, '$1');
  const parser: Parser = new Parser(
    {
      onopentag: (name) => {
        if (DROPPED.has(name)) dropping++;
        else if (BLOCK.has(name)) text += ' ';
        else if (!KNOWN.has(name) && dropping === 0)
          text += input.slice(parser.startIndex, parser.endIndex + 1);
      },
      onclosetag: (name, implied) => {
        if (DROPPED.has(name)) dropping = Math.max(0, dropping - 1);
        else if (BLOCK.has(name)) text += ' ';
        else if (!KNOWN.has(name) && dropping === 0 && !implied) {
          text += input.slice(parser.startIndex, parser.endIndex + 1);
        }
      },
      ontext: (data) => {
        if (dropping === 0) text += data;
      },
    },
    { decodeEntities },
  );
  parser.end(input);
  return text;
}
