/** Aggregators that wrap other people's stories: what is the story's own address, title and publisher. */
import { Parser } from 'htmlparser2';
import { cleanText } from '../text/clean-text.ts';
import { canonicalUrl } from '../text/canonical-url.ts';
import { cutAtSentence, SUMMARY_LENGTH, summaryOf } from '../text/summary.ts';
import type { FeedEntry } from './entry.ts';

export type Unwrapped = {
  readonly title: string;
  readonly url: string;
  /** Clean text; '' for none. */
  readonly summary: string;
  /** The real publisher; null where the feed is the publisher. */
  readonly publisher: string | null;
};

/** @param story clean title and canonical address as the feed gives them */
export function unwrap(entry: FeedEntry, story: { title: string; url: string }): Unwrapped {
  const host = URL.parse(story.url)?.hostname.replace(/^www\./, '') ?? '';
  if (host === 'techmeme.com') return unwrapTechmeme(entry, story);
  if (host === 'news.google.com') return unwrapGoogleNews(entry, story);
  return { ...story, summary: summaryOf(entry.bodies, story.title), publisher: null };
}

/** The link is Techmeme's permalink; the story is the anchor in the description that carries its headline. */
function unwrapTechmeme(entry: FeedEntry, { title, url }: { title: string; url: string }): Unwrapped {
  const tail = /\s*\(([^()]*)\/([^()/]+)\)$/.exec(title);
  const headline = tail === null ? title : title.slice(0, tail.index);
  const outside = entry.bodies
    .flatMap(anchors)
    .filter(({ href }) => !/^https:\/\/(www\.)?techmeme\.com\b/.test(href));
  const named = outside.find(({ text }) => text.length > 10 && headline.startsWith(text.slice(0, 40)));
  const story = named ?? outside.find(({ href }) => URL.parse(href)?.pathname.replace('/', '') !== '');
  const text = cleanText(entry.bodies[0] ?? '');
  const at = text.indexOf(headline);
  const after = at === -1 ? '' : text.slice(at + headline.length);
  return {
    title: headline,
    url: story?.href ?? url,
    // Names and headline come first; what Techmeme itself says follows a dash.
    summary: cutAtSentence(after.replace(/^[\s—–-]+/, '').trim(), SUMMARY_LENGTH),
    publisher: tail?.[2]?.trim() ?? null,
  };
}

/** Google hides the address behind its own redirect; the title ends with " - Publisher". */
function unwrapGoogleNews(entry: FeedEntry, { title, url }: { title: string; url: string }): Unwrapped {
  const outlet = cleanText(entry.outlet);
  const suffix = /\s+[-–—]\s+([^-–—]{2,60})$/.exec(title);
  const publisher = outlet !== '' ? outlet : (suffix?.[1] ?? null);
  const ending = publisher === null ? '' : ` - ${publisher}`;
  return {
    title: title.endsWith(ending) ? title.slice(0, title.length - ending.length) : title,
    url,
    // Its descriptions hold the headline again, and others'.
    summary: '',
    publisher,
  };
}

function anchors(html: string): { href: string; text: string }[] {
  const found: { href: string; text: string }[] = [];
  let href: string | null = null;
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name !== 'a') return;
      href = canonicalUrl(attributes['href'] ?? '');
      text = '';
    },
    ontext: (data) => void (text += data),
    onclosetag: (name) => {
      if (name === 'a' && href !== null) found.push({ href, text: cleanText(text) });
      if (name === 'a') href = null;
    },
  });
  parser.end(html);
  return found;
}
