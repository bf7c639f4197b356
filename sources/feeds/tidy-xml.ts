/** Makes a feed well-formed before it is read, so that one bare "&" or one unescaped tag does not cost the whole feed. */
import { Parser } from 'htmlparser2';

/** Elements that hold text for people: markup inside them becomes escaped text, as most feeds write it anyway. */
const TEXT = new Set(
  `title subtitle description summary content content:encoded dc:title dc:description media:title media:description
   itunes:summary atom:title atom:summary atom:content`.split(/\s+/),
);
const LINK = new Set(['link', 'atom:link']);
/** Deeper than any feed: such a document aims at a parser's stack. */
const MAX_DEPTH = 200;
/** Outside the Char production of XML 1.0 (section 2.2). */
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

export type Tidied =
  { readonly ok: true; readonly xml: string } | { readonly ok: false; readonly reason: string };

/** Where the reading stands. */
type State = {
  readonly out: string[];
  /** `xml:base` in force, one per open element outside text. */
  readonly bases: string[];
  depth: number;
  /** Depth of the text element we are in; 0 outside. */
  textDepth: number;
  xhtml: boolean;
  done: boolean;
  problem: string | null;
};

/**
 * Reads tolerantly and writes strictly. Text is kept (CDATA as escaped text, HTML entities left for the HTML step),
 * comments, declarations and instructions are dropped, `xml:base` is applied to links.
 * @param documentUrl where relative references of links with `href` start
 */
export function tidyXml(text: string, documentUrl: string): Tidied {
  const state: State = {
    out: [],
    bases: [documentUrl],
    depth: 0,
    textDepth: 0,
    xhtml: false,
    done: false,
    problem: null,
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open(state, name, attributes),
      ontext: (data) => write(state, data),
      onclosetag: (name, implied) => close(state, name, implied),
    },
    { xmlMode: true },
  );
  parser.end(text.replace(ILLEGAL, ''));
  return state.problem === null
    ? { ok: true, xml: state.out.join('') }
    : { ok: false, reason: state.problem };
}

function open(state: State, name: string, attributes: Record<string, string>): void {
  if (state.done) return;
  state.depth++;
  if (state.depth > MAX_DEPTH) {
    stop(state, 'nests its elements too deep');
    return;
  }
  if (state.textDepth > 0) return void state.out.push(escapeXml(tag(name, attributes)));
  const base = resolve(attributes['xml:base'] ?? '', state.bases.at(-1) ?? '');
  state.bases.push(base);
  const { href } = attributes;
  const linked = href !== undefined && LINK.has(name);
  state.out.push(tag(name, linked ? { ...attributes, href: resolve(href, base) } : attributes));
  if (!TEXT.has(name)) return;
  state.textDepth = state.depth;
  state.xhtml = attributes['type'] === 'xhtml';
}

function write(state: State, data: string): void {
  if (state.done || state.depth === 0) return;
  // Inside xhtml, text is no longer source but what it means: it is escaped once as HTML and once as XML.
  const source = state.textDepth > 0 && state.xhtml ? escapeXml(data) : data;
  state.out.push(escapeXml(source));
}

function close(state: State, name: string, implied: boolean): void {
  if (state.done) return;
  const inText = state.textDepth > 0 && state.depth > state.textDepth;
  if (state.depth === state.textDepth) state.textDepth = 0;
  state.out.push(inText ? escapeXml(`</${name}>`) : `</${name}>`);
  if (!inText) state.bases.pop();
  state.depth--;
  if (state.depth > 0) return;
  // A root that only the end of the input closes: the rest was lost on the way.
  if (implied) stop(state, 'ends in the middle');
  state.done = true;
}

function stop(state: State, problem: string): void {
  state.problem = problem;
  state.done = true;
}

function resolve(reference: string, base: string): string {
  return URL.parse(reference.trim(), base)?.href ?? (reference.trim() === '' ? base : reference);
}

function tag(name: string, attributes: Record<string, string>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join('')}>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
