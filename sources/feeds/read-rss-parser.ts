/** Reads well-formed RSS (0.9x, 1.0, 2.0) and Atom through rss-parser's `parseString`. */
import RssParser from 'rss-parser';
import { z } from 'zod';
import { sortLinks, type FeedDocument, type FeedEntry } from './entry.ts';
import { reveal } from './tidy-xml.ts';

/** An xml2js node: text, or an object with text `_`, attributes `$` and children. */
const nodeText = z.preprocess(
  (node) => (typeof node === 'object' && node !== null && '_' in node ? node._ : node),
  z.string().transform(reveal).catch(''),
);
const nodeTexts = z.array(nodeText).catch([]);
/** RSS writes the address as text, Atom as an attribute; feeds mix them. */
const link = z.union([
  z.object({ $: z.object({ href: z.string(), rel: z.string().optional() }) }).transform(({ $ }) => $),
  nodeText.transform((href) => ({ href, rel: undefined })),
]);
const links = z.array(link).catch([]);
const people = z
  .array(z.union([z.object({ name: z.array(nodeText) }).transform(({ name }) => name[0] ?? ''), nodeText]))
  .catch([]);
const mediaGroup = z
  .object({ 'media:description': nodeTexts })
  .transform((group) => group['media:description'][0] ?? '')
  .catch('');
const enclosure = z
  .object({ url: z.string() })
  .transform(({ url }) => url)
  .catch('');

const itemSchema = z.object({
  ...{ title: nodeText, guid: nodeText, id: nodeText, 'rdf:about': nodeText },
  ...{ links, atomLinks: links, origLink: nodeText, enclosure },
  ...{ pubDate: nodeText, date: nodeText, issued: nodeText, terms: nodeText },
  ...{ published: nodeText, updated: nodeText, atomPublished: nodeText, atomUpdated: nodeText },
  ...{ creators: nodeTexts, authors: people, atomAuthors: people, itunesAuthor: nodeText },
  ...{ content: nodeText, summary: nodeText, 'content:encoded': nodeText, atomSummary: nodeText },
  ...{ mediaDescription: nodeText, mediaGroup, itunesSummary: nodeText, dcDescription: nodeText },
  outlet: nodeText,
});
const feedSchema = z.object({
  title: nodeText,
  description: nodeText,
  subtitle: nodeText,
  link: nodeText,
  lastBuildDate: nodeText,
  pubDate: nodeText,
  /** Of Atom alone: in RSS a channel's `author` is its webmaster. */
  authors: people,
  items: z.array(itemSchema),
});
type RssItem = z.infer<typeof itemSchema>;

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
  const feed = feedSchema.parse(await parser.parseString(xml));
  return {
    title: feed.title,
    about: feed.description || feed.subtitle,
    home: feed.link,
    built: feed.lastBuildDate || feed.pubDate,
    authors: /^<feed\b/.test(xml) ? feed.authors.filter(Boolean) : [],
    entries: feed.items.map(toEntry),
  };
}

function toEntry(item: RssItem): FeedEntry {
  const sorted = sortLinks([...item.links, ...item.atomLinks]);
  const authors = [item.creators, item.authors, item.atomAuthors, [item.itunesAuthor]];
  return {
    title: item.title,
    links: [item.origLink, ...sorted.links, item['rdf:about']].filter(Boolean),
    otherLinks: [...sorted.otherLinks, item.enclosure].filter(Boolean),
    guid: item.guid || item.id,
    // `updated` comes last: it may even be earlier than `published`, and an edit is no news.
    dates: [
      ...[item.published, item.pubDate, item.date, item.issued, item.terms],
      ...[item.atomPublished, item.updated, item.atomUpdated],
    ].filter(Boolean),
    authors: authors.map((names) => names.filter(Boolean)).find((names) => names.length > 0) ?? [],
    bodies: [
      ...[item.summary, item.content, item.atomSummary, item.dcDescription, item['content:encoded']],
      ...[item.mediaDescription, item.mediaGroup, item.itunesSummary],
    ].filter(Boolean),
    outlet: item.outlet,
  };
}
