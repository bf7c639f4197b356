/** Reads JSON Feed, and the XML that rss-parser gives up on, through feedsmith. */
import {
  parseFeed as parseWithFeedsmith,
  type AtomFeed,
  type JsonFeed,
  type RdfFeed,
  type RssFeed,
} from 'feedsmith';
import { sortLinks, type FeedDocument, type FeedEntry } from './entry.ts';
import { reveal } from './tidy-xml.ts';

/** @throws Error of feedsmith when it finds no feed. */
export function readWithFeedsmith(text: string): FeedDocument {
  // The signs that tidying disguised need no escape in JSON: this reveals them in every string at once.
  return JSON.parse(reveal(JSON.stringify(read(text)))) as FeedDocument;
}

function read(text: string): FeedDocument {
  const parsed = parseWithFeedsmith(text);
  switch (parsed.format) {
    case 'atom':
      return readAtom(parsed.feed);
    case 'json':
      return readJson(parsed.feed);
    case 'rdf':
      return readRdf(parsed.feed);
    case 'rss':
      return readRss(parsed.feed);
  }
}

function readAtom(feed: AtomFeed.Feed<string>): FeedDocument {
  return {
    title: feed.title?.value ?? '',
    about: feed.subtitle?.value ?? '',
    home: sortLinks(feed.links ?? []).links[0] ?? '',
    built: feed.updated ?? '',
    authors: names(feed.authors),
    entries: (feed.entries ?? []).map((entry) => ({
      title: entry.title?.value ?? '',
      ...sortLinks(entry.links ?? []),
      guid: entry.id ?? '',
      dates: given(entry.published, ...(entry.dc?.dates ?? []), entry.updated),
      authors: names(entry.authors),
      bodies: given(entry.summary?.value, entry.content?.value),
      outlet: '',
    })),
  };
}

function readRss(feed: RssFeed.Feed<string>): FeedDocument {
  return {
    title: feed.title ?? '',
    about: feed.description ?? '',
    home: feed.link ?? '',
    authors: [],
    built: feed.lastBuildDate ?? feed.pubDate ?? '',
    entries: (feed.items ?? []).map((item) => ({
      title: item.title ?? item.dc?.titles?.[0] ?? '',
      links: given(item.link, ...sortLinks(item.atom?.links ?? []).links),
      otherLinks: given(...(item.enclosures ?? []).map(({ url }) => url)),
      guid: item.guid?.value ?? '',
      dates: given(item.pubDate, ...(item.dc?.dates ?? []), item.atom?.published, item.atom?.updated),
      authors: [...given(...(item.dc?.creators ?? [])), ...names(item.authors)],
      bodies: given(item.atom?.summary?.value, item.description, item.content?.encoded),
      outlet: item.source?.title ?? '',
    })),
  };
}

function readRdf(feed: RdfFeed.Feed<string>): FeedDocument {
  return {
    title: feed.title ?? '',
    about: feed.description ?? '',
    home: feed.link ?? '',
    authors: [],
    built: feed.dc?.dates?.[0] ?? '',
    entries: (feed.items ?? []).map((item) => ({
      title: item.title ?? '',
      links: given(item.link, item.rdf?.about),
      otherLinks: [],
      guid: item.rdf?.about ?? '',
      dates: given(...(item.dc?.dates ?? [])),
      authors: given(...(item.dc?.creators ?? [])),
      bodies: given(item.description, item.content?.encoded),
      outlet: '',
    })),
  };
}

function readJson(feed: JsonFeed.Feed<string>): FeedDocument {
  return {
    title: escapeHtml(feed.title ?? ''),
    about: escapeHtml(feed.description ?? ''),
    home: feed.home_page_url ?? feed.feed_url ?? '',
    built: '',
    authors: names(feed.authors),
    entries: (feed.items ?? []).map((item): FeedEntry => ({
      title: escapeHtml(item.title ?? ''),
      links: given(item.url, item.external_url),
      otherLinks: [],
      guid: item.id ?? '',
      dates: given(item.date_published, item.date_modified),
      authors: names(item.authors),
      bodies: given(escapeHtml(item.summary ?? ''), item.content_html, escapeHtml(item.content_text ?? '')),
      outlet: '',
    })),
  };
}

function names(people: readonly { name?: string }[] = []): string[] {
  return given(...people.map(({ name }) => name));
}

function given(...values: (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined && value !== '') as string[];
}

/** JSON Feed gives titles and summaries as plain text: here they become HTML like every other feed's. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
