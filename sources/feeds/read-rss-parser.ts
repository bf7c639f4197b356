/** Reads well-formed RSS (0.9x, 1.0, 2.0) and Atom through rss-parser's `parseString`. */
import RssParser from 'rss-parser';
import { sortLinks, type FeedDocument, type FeedEntry, type FeedLink } from './entry.ts';
import { reveal } from './tidy-xml.ts';

/** What the package gives is what the feed holds: any of it may be missing, or of another kind. */
type Nodes = Readonly<Record<string, unknown>>;
type Field = [from: string, to: string, options?: { keepArray: boolean }];

const ALL = { keepArray: true };
const ITEM_FIELDS: Field[] = [
  ['link', 'links', ALL],
  ['atom:link', 'atomLinks', ALL],
  ['dc:creator', 'creators', ALL],
  ['author', 'authors', ALL],
  ['atom:author', 'atomAuthors', ALL],
  ['itunes:author', 'itunesAuthor'],
  ['feedburner:origLink', 'origLink'],
  ['media:description', 'mediaDescription'],
  ['media:group', 'mediaGroup'],
  ['itunes:summary', 'itunesSummary'],
  ['dc:description', 'dcDescription'],
  ['atom:summary', 'atomSummary'],
  ['source', 'outlet'],
  ['published', 'published'],
  ['updated', 'updated'],
  ['issued', 'issued'],
  ['dcterms:created', 'terms'],
  ['dcterms:issued', 'terms'],
  ['atom:published', 'atomPublished'],
  ['atom:updated', 'atomUpdated'],
];
const FEED_FIELDS: Field[] = [
  ['subtitle', 'subtitle'],
  ['author', 'authors', ALL],
];

/** @throws Error where rss-parser does: a root it does not know, an Atom date it cannot read, a link without attributes */
export async function readWithRssParser(xml: string): Promise<FeedDocument> {
  // The package's types know one option per field and no third element; its code reads [from, to, options].
  const customFields = {
    item: ITEM_FIELDS as unknown as string[][],
    feed: FEED_FIELDS as unknown as string[],
  };
  const parser = new RssParser({ defaultRSS: 2, customFields });
  const feed: Nodes & { items: Nodes[] } = await parser.parseString(xml);
  return {
    title: textOf(feed['title']),
    about: textOf(feed['description']) || textOf(feed['subtitle']),
    home: textOf(feed['link']),
    built: textOf(feed['lastBuildDate']) || textOf(feed['pubDate']),
    // Of Atom alone: in RSS a channel's `author` is its webmaster.
    authors: /^<feed\b/.test(xml) ? peopleOf(feed['authors']) : [],
    entries: feed.items.map(toEntry),
  };
}

function toEntry(item: Nodes): FeedEntry {
  const sorted = sortLinks([...listOf(item['links']), ...listOf(item['atomLinks'])].map(linkOf));
  const [copiedFrom] = [item['outlet']].filter(isNode);
  const authors = [
    ...[item['creators'], item['authors'], item['atomAuthors'], [item['itunesAuthor']]],
    // A planet's entries may leave their authors with the feed they came from (RFC 4287 section 4.2.11).
    copiedFrom?.['author'],
  ];
  const [enclosed] = [item['enclosure']].filter(isNode);
  const [group] = [item['mediaGroup']].filter(isNode);
  return {
    title: textOf(item['title']),
    links: given(textOf(item['origLink']), ...sorted.links, textOf(item['rdf:about'])),
    otherLinks: given(...sorted.otherLinks, textOf(enclosed?.['url'])),
    guid: textOf(item['guid']) || textOf(item['id']),
    // `updated` comes last: it may even be earlier than `published`, and an edit is no news.
    dates: texts(item, 'published pubDate date issued terms atomPublished updated atomUpdated'),
    authors: authors.map(peopleOf).find((names) => names.length > 0) ?? [],
    bodies: given(
      ...texts(item, 'summary content atomSummary dcDescription content:encoded mediaDescription'),
      textOf(listOf(group?.['media:description'])[0]),
      textOf(item['itunesSummary']),
    ),
    outlet: textOf(item['outlet']),
  };
}

function texts(item: Nodes, names: string): string[] {
  return given(...names.split(' ').map((name) => textOf(item[name])));
}

/** An xml2js node: text, or an object with text `_`, attributes `$` and children. */
function textOf(node: unknown): string {
  const text = isNode(node) ? node['_'] : node;
  return typeof text === 'string' ? reveal(text) : '';
}

/** RSS writes the address as text, Atom as an attribute; feeds mix them. */
function linkOf(node: unknown): FeedLink {
  const attributes = isNode(node) && isNode(node['$']) ? node['$'] : {};
  const { href, rel, type } = attributes;
  if (typeof href !== 'string') return { href: textOf(node) };
  return {
    href,
    rel: typeof rel === 'string' ? rel : undefined,
    type: typeof type === 'string' ? type : undefined,
  };
}

/** Atom names people by an element, RSS by text. */
function peopleOf(nodes: unknown): string[] {
  return given(
    ...listOf(nodes).map((node) =>
      textOf(isNode(node) ? (listOf(node['name'] ?? node['atom:name'])[0] ?? node) : node),
    ),
  );
}

function listOf(node: unknown): readonly unknown[] {
  return Array.isArray(node) ? node : [];
}

function isNode(node: unknown): node is Nodes {
  return typeof node === 'object' && node !== null;
}

function given(...values: string[]): string[] {
  return values.filter((value) => value !== '');
}
