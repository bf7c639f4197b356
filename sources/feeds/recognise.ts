/** What an answer is before anything parses it: XML feed, JSON feed, or one of the things servers send instead. */
import { failed, type SourceFailure } from '../../src/model/source.ts';

export type Recognised =
  | {
      readonly ok: true;
      readonly format: 'xml' | 'json';
      /** From the feed's own first character on. */
      readonly text: string;
    }
  | { readonly ok: false; readonly failure: SourceFailure };

const LEADING = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/;
const FEED_ROOT = /^<(?:[\w-]+:)?(?:rss|feed|rdf)[\s>/]/i;
/** After a warning of the server's, only a root that declares itself counts: a page may well speak of <rss>. */
const LATE_ROOT = /<(?:[\w-]+:)?(?:rss|feed|rdf)\s+(?:version|xmlns)[\w:]*\s*=/i;
const LATE = 4000;
const PAGE = /^<(?:!doctype\s+html|html|head|body|title|script|meta)\b/i;
const BOT_WALL =
  /just a moment|attention required|access (?:is )?denied|are you (?:a )?(?:human|robot)|captcha|cf-chl|enable javascript|unusual traffic|request blocked/i;

/**
 * @param text the decoded answer
 * @param url where it was read
 */
export function recognise(text: string, url: string): Recognised {
  const start = text.replace(LEADING, '');
  if (start === '') return failed('empty', 'sent an empty answer');
  if (start.startsWith('{')) return { ok: true, format: 'json', text: start };
  if (PAGE.test(start)) return page(start, url);
  const doctype = start.slice(0, doctypeEnd(start));
  if (isHostile(doctype))
    return failed('malformed', 'declares entities of its own, which a feed has no use for');
  const body = start.slice(doctype.length).replace(LEADING, '');
  if (FEED_ROOT.test(body)) return { ok: true, format: 'xml', text: withOwnEntities(body, doctype) };
  const late = body.slice(0, LATE).search(LATE_ROOT);
  if (late > 0) return { ok: true, format: 'xml', text: body.slice(late) };
  const root = /^<([a-z][\w:.-]*)/i.exec(body)?.[1];
  if (root === undefined) return failed('not-a-feed', 'answered with something that is neither XML nor JSON');
  return failed('not-a-feed', `answered with <${root}>, which is no feed`);
}

/** A web page, and where it says that its feed is (HTML standard, link type "alternate"): an editor may want that one. */
function page(text: string, url: string): Recognised {
  if (BOT_WALL.test(text.slice(0, 20_000)))
    return failed('not-a-feed', 'answered with a page that keeps programs out');
  const feed = namedFeed(text.slice(0, 200_000), url);
  const hint = feed === null ? '' : `; its feed is said to be ${feed}`;
  return failed('not-a-feed', `answered with a web page instead of a feed${hint}`);
}

function namedFeed(page: string, url: string): string | null {
  for (const [tag] of page.matchAll(/<link\b[^<>]{1,1000}>/gi)) {
    const isFeed = /\balternate\b/i.test(tag) && /application\/(?:rss|atom|feed)\+(?:xml|json)/i.test(tag);
    const href = /\bhref\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/i.exec(tag);
    const address = href === null ? null : URL.parse(href[1] ?? href[2] ?? href[3] ?? '', url);
    if (isFeed && address !== null && address.href !== url && /^https?:$/.test(address.protocol))
      return address.href;
  }
  return null;
}

/**
 * Where a document type at the start ends, internal subset included; 0 without one. By hand: comments and quoted values
 * may hold brackets, and an expression for that would take for ever on some of them.
 */
function doctypeEnd(text: string): number {
  if (!/^<!doctype\s/i.test(text)) return 0;
  let inSubset = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (inSubset && text.startsWith('<!--', at)) at = endOf(text, '-->', at + 4) - 1;
    else if (character === '"' || character === "'") at = endOf(text, character, at + 1) - 1;
    else if (character === '[' || character === ']') inSubset = character === '[';
    else if (character === '>' && !inSubset) return at + 1;
  }
  return text.length;
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

/**
 * Entities that name others ("billion laughs"), are long, or come from elsewhere. The character entities of XHTML,
 * which RSS 1.0 showed how to include, are harmless here: nothing is ever loaded.
 */
function isHostile(doctype: string): boolean {
  const declared =
    /<!ENTITY\s+[^\s>]+\s+(?:SYSTEM|PUBLIC|"[^"]*&[a-z%]|'[^']*&[a-z%]|"[^"]{100}|'[^']{100})/i.test(doctype);
  return declared || /<!ENTITY\s+%\s+\S+\s+SYSTEM/i.test(doctype);
}

const ENTITY = /<!ENTITY\s+([a-z][\w.-]*)\s+(?:"([^"<&]{0,99})"|'([^'<&]{0,99})')\s*>/gi;
/** Uses of own entities that are filled in; hand-made feeds have a few dozen. */
const MAX_USES = 1000;

/** Fills in the short plain entities that a feed declares; HTML's own need no declaration. */
function withOwnEntities(body: string, doctype: string): string {
  const values = new Map([...doctype.matchAll(ENTITY)].map(([, name = '', a, b]) => [name, a ?? b ?? '']));
  if (values.size === 0) return body;
  let uses = 0;
  return body.replace(/&([a-z][\w.-]*);/gi, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined || ++uses > MAX_USES ? whole : value;
  });
}
