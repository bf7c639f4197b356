/** Makes a feed well-formed before it is read, so that one bare "&" or one unescaped tag does not cost the whole feed. */
import { Parser } from 'htmlparser2';
import { elementNames } from './element-names.ts';

/** Elements that hold text for people: markup inside them becomes escaped text, as most feeds write it anyway. */
const TEXT = new Set(
  `title subtitle description summary content content:encoded dc:title dc:description media:title media:description
   itunes:summary itunes:subtitle atom:title atom:summary atom:content`.split(/\s+/),
);
const LINK = new Set(['link', 'atom:link']);
/** Deeper than any feed: such a document aims at a parser's stack. */
const MAX_DEPTH = 200;
/** Characters of one text that are passed on; more than any summary is made of. */
const MAX_TEXT = 60_000;
/** Outside the Char production of XML 1.0 (section 2.2), and our own disguises. */
const ILLEGAL = /[\u0000-\u0008\u000E-\u001F\uE000\uE001\uFFFE\uFFFF]/g;
const SPACE_LIKE = /[\u000B\u000C]/g;
/** A "<" that opens nothing, as in "I <3 XML": taken for a tag it would swallow the title's own end. */
const LONE_SIGN = /<(?=[\s\d<>=&.,;:()'"$+*%-])/g;
/** Longer is no address, and no attribute that anybody reads here; sax gives up on a feed for one. */
const MAX_ATTRIBUTE = 8000;
/** Atom content that is a picture or an archive in base64 (RFC 4287 section 4.1.3.3). */
const BINARY = /^(?!text\/)[\w.+-]+\/(?!xml$|[\w.-]+\+xml$)[\w.+-]+$/i;

export type Tidied =
  | {
      readonly ok: true;
      readonly xml: string;
      /** Where relative links start: the document's address, its link to itself, or the root's `xml:base`. */
      readonly base: string;
    }
  | { readonly ok: false; readonly reason: string };

type Open = {
  readonly name: string;
  /** `xml:base` in force; null: that of the document, which may become known later. */
  readonly base: string | null;
};

/** Where the reading stands. */
type State = {
  readonly nameOf: ReturnType<typeof elementNames>;
  readonly out: string[];
  readonly path: Open[];
  /** The document's own address, as far as it is known. */
  home: string;
  /** It was asked for under that address; what a feed says of itself then counts for less. */
  readonly asked: boolean;
  depth: number;
  /** Depth of the text element we are in; 0 outside. */
  textDepth: number;
  /** Source of that text so far. */
  text: string;
  /** Characters its text may still take. */
  room: number;
  xhtml: boolean;
  done: boolean;
  problem: string | null;
};

/**
 * Reads tolerantly and writes strictly. Text is kept (CDATA as escaped text, HTML entities left for the HTML step),
 * comments, declarations and instructions are dropped, names get their usual prefix and case, `xml:base` is applied to
 * links. Signs of markup in it leave in disguise: see `reveal`.
 * @param documentUrl where relative references of links with `href` start; one that is not http(s) gives way to the
 *   address that the feed names as its own
 */
export function tidyXml(text: string, documentUrl: string): Tidied {
  const state: State = {
    ...{ nameOf: elementNames(), out: [], path: [], home: documentUrl, asked: isWeb(documentUrl) },
    ...{ depth: 0, textDepth: 0, text: '', room: 0, xhtml: false, done: false, problem: null },
  };
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => {
        open(state, name, attributes);
        // What follows is of no use, and the parser shifts its list of open elements: a million would take an hour.
        if (state.done) parser.pause();
      },
      ontext: (data) => write(state, data),
      onclosetag: (name, implied) => close(state, name, implied),
    },
    { xmlMode: true },
  );
  parser.end(text.replace(ILLEGAL, '').replace(SPACE_LIKE, ' ').replace(LONE_SIGN, '&lt;'));
  return state.problem === null
    ? { ok: true, xml: state.out.join(''), base: state.home }
    : { ok: false, reason: state.problem };
}

/**
 * rss-parser makes of every text a snippet that nobody reads here: it strips the markup, with an expression that takes
 * quadratic time over unclosed tags, and decodes the entities. So "<" and "&" pass through it as private characters
 * that no input can hold.
 */
export function reveal(text: string): string {
  return text.replace(DISGUISED, (sign) => (sign === TAG_SIGN ? '<' : '&'));
}

const TAG_SIGN = '\uE000';
const ENTITY_SIGN = '\uE001';
const DISGUISED = /[\uE000\uE001]/g;

function open(state: State, name: string, given: Record<string, string>): void {
  if (state.done) return;
  state.depth++;
  if (state.depth > MAX_DEPTH) {
    stop(state, 'nests its elements too deep');
    return;
  }
  if (state.textDepth > 0) {
    keep(state, tag(name, given));
    return;
  }
  const attributes = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const element = { name: state.nameOf(name, attributes), base: baseOf(state, attributes['xml:base']) };
  state.path.push(element);
  state.out.push(tag(element.name, linked(state, element, attributes)));
  if (!TEXT.has(element.name)) return;
  state.textDepth = state.depth;
  state.room = BINARY.test(attributes['type'] ?? '') ? 0 : MAX_TEXT;
  state.xhtml = attributes['type'] === 'xhtml';
}

function write(state: State, data: string): void {
  if (state.done || state.depth === 0) return;
  if (state.textDepth === 0) state.out.push(escapeXml(data));
  // Inside xhtml, text is no longer source but what it means: it is escaped once as HTML and once as XML.
  else keep(state, state.xhtml ? escapeXml(data) : data);
}

function close(state: State, name: string, implied: boolean): void {
  if (state.done) return;
  if (state.depth === state.textDepth) flush(state);
  if (state.textDepth > 0) keep(state, `</${name}>`);
  else state.out.push(`</${state.path.pop()?.name ?? name}>`);
  state.depth--;
  if (state.depth > 0) return;
  // A root that only the end of the input closes: the rest was lost on the way.
  if (implied) stop(state, 'ends in the middle');
  state.done = true;
}

/** Source of a text, as far as there is room for it. */
function keep(state: State, source: string): void {
  if (state.room <= 0) return;
  state.text += source.slice(0, state.room);
  state.room -= source.length;
}

/** The end of a text: written as one section, which costs the reader behind far less than a thousand references. */
function flush(state: State): void {
  const inert = state.text.replaceAll('<', TAG_SIGN).replaceAll('&', ENTITY_SIGN);
  const text = inert.replaceAll(']]>', ']]]]><![CDATA[>');
  if (text !== '') state.out.push(`<![CDATA[${text}]]>`);
  state.text = '';
  state.textDepth = 0;
}

function stop(state: State, problem: string): void {
  state.problem = problem;
  state.done = true;
}

function baseOf(state: State, stated: string | undefined): string | null {
  const around = state.path.at(-1)?.base ?? null;
  if (stated === undefined || stated.trim() === '') return around;
  const base = resolve(stated, around ?? state.home);
  if (state.depth === 1 && isWeb(base)) state.home = base;
  return base;
}

/** The attributes of a link with its address in full; from the feed's own links a file learns where it lives. */
function linked(state: State, element: Open, attributes: Record<string, string>): Record<string, string> {
  const { href, rel = 'alternate' } = attributes;
  if (href === undefined || !LINK.has(element.name)) return attributes;
  const address = resolve(href, element.base ?? state.home);
  const [root] = state.path;
  const ofDocument = state.depth === (root?.name === 'feed' ? 2 : 3) && root?.base === null;
  const tells = rel === 'self' || (rel === 'alternate' && !isWeb(state.home));
  if (!state.asked && ofDocument && tells && isWeb(address)) state.home = address;
  return { ...attributes, href: address };
}

function isWeb(address: string): boolean {
  return /^https?:/i.test(address);
}

function resolve(reference: string, base: string): string {
  return URL.parse(reference.trim(), base)?.href ?? (reference.trim() === '' ? base : reference);
}

function tag(name: string, attributes: Record<string, string>): string {
  const written = Object.entries(attributes)
    .filter(([key, value]) => /^[a-z_][\w:.-]*$/i.test(key) && value.length <= MAX_ATTRIBUTE)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join('')}>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
