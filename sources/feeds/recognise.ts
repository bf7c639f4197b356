/** What an answer is before anything parses it: XML feed, JSON feed, or one of the things servers send instead. */
import { failed, type SourceFailure } from '../../src/model/source.ts';

export type Recognised =
  | { readonly ok: true; readonly format: 'xml' | 'json' }
  | { readonly ok: false; readonly failure: SourceFailure };

const LEADING = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/;
const FEED_ROOT = /<(?:[\w-]+:)?(?:rss|feed|rdf)[\s>/]/i;
const BOT_WALL =
  /just a moment|attention required|access (?:is )?denied|are you (?:a )?(?:human|robot)|captcha|cf-chl|enable javascript|unusual traffic|request blocked/i;

/** @param text the decoded answer */
export function recognise(text: string): Recognised {
  const start = text.replace(LEADING, '').slice(0, 4000);
  if (start === '') return failed('empty', 'sent an empty answer');
  if (start.startsWith('{')) return { ok: true, format: 'json' };
  if (declaresEntities(start))
    return failed('malformed', 'declares entities of its own, which a feed has no use for');
  if (/^<(?:!doctype\s+html|html|head|body|title|script|meta)\b/i.test(start)) return page(text);
  if (FEED_ROOT.test(start)) return { ok: true, format: 'xml' };
  const root = /<([a-z][\w:.-]*)/i.exec(start.replace(/<!doctype[^>]*>/i, ''))?.[1];
  if (root === undefined) return failed('not-a-feed', 'answered with text that is neither XML nor JSON');
  return failed('not-a-feed', `answered with <${root}>, which is no feed`);
}

function page(text: string): Recognised {
  return BOT_WALL.test(text.slice(0, 20_000))
    ? failed('not-a-feed', 'answered with a page that keeps programs out')
    : failed('not-a-feed', 'answered with a web page instead of a feed');
}

/** Entities that name others ("billion laughs"), are long, or come from elsewhere. A short `nbsp` of one's own is fine. */
function declaresEntities(start: string): boolean {
  return /<!ENTITY\s+(?!%)[^\s>]+\s+(?:SYSTEM|PUBLIC|"[^"]*&[a-z%]|'[^']*&[a-z%]|"[^"]{100}|'[^']{100})/i.test(
    start,
  );
}
