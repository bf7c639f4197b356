/** Reads well-formed RSS (0.9x, 1.0, 2.0) and Atom through rss-parser's `parseString`. */
import RssParser from 'rss-parser';
import { z } from 'zod';
import type { FeedDocument, FeedEntry } from './entry.ts';

/** An xml2js node: text, or an object with text `_`, attributes `$` and children. */
const nodeText = z.preprocess(
  (node) => (typeof node === 'object' && node !== null && '_' in node ? node._ : node),
  z.string().catch(''),
);
const nodeTexts = z.array(nodeText).catch([]);
const linkNode = z.object({ $: z.object({ href: z.string(), rel: z.string().optional() }) });
const personNode = z.union([
  z.object({ name: z.array(nodeText) }).transform(({ name }) => name[0] ?? ''),
  nodeText,
]);

const itemSchema = z.object({
  title: nodeText,
  link: nodeText,
  guid: nodeText,
  id: nodeText,
  content: nodeText,
  summary: nodeText,
  'content:encoded': nodeText,
  'rdf:about': nodeText,
  linkNodes: z.array(z.unknown()).catch([]),
  origLink: nodeText,
  pubDate: nodeText,
  date: nodeText,
  published: nodeText,
  updated: nodeText,
  issued: nodeText,
  creators: nodeTexts,
  authors: z.array(personNode).catch([]),
  mediaDescription: nodeText,
  outlet: nodeText,
});
const feedSchema = z.object({
  title: nodeText,
  link: nodeText,
  lastBuildDate: nodeText,
  pubDate: nodeText,
  items: z.array(itemSchema),
});
type RssItem = z.infer<typeof itemSchema>;

const FIELDS = [
  ['link', 'linkNodes', { keepArray: true }],
  ['dc:creator', 'creators', { keepArray: true }],
  ['author', 'authors', { keepArray: true }],
  ['feedburner:origLink', 'origLink'],
  ['media:description', 'mediaDescription'],
  ['source', 'outlet'],
  ['published', 'published'],
  ['updated', 'updated'],
  ['issued', 'issued'],
] satisfies [string, string, { keepArray: boolean }?][];

/** @throws Error where rss-parser does: a root it does not know, an Atom date it cannot read, a link without attributes */
export async function readWithRssParser(xml: string): Promise<FeedDocument> {
  // The package's types know one option per field and no third element; its code reads [from, to, options].
  const item = FIELDS as unknown as string[][];
  const parser = new RssParser({ defaultRSS: 2, customFields: { item } });
  const feed = feedSchema.parse(await parser.parseString(xml));
  return {
    title: feed.title,
    home: feed.link,
    built: feed.lastBuildDate || feed.pubDate,
    entries: feed.items.map(toEntry),
  };
}

function toEntry(item: RssItem): FeedEntry {
  return {
    title: item.title,
    links: [item.origLink, ...alternates(item.linkNodes), item.link, item['rdf:about']].filter(Boolean),
    guid: item.guid || item.id,
    // `updated` comes last: it may even be earlier than `published`, and an edit is no news.
    dates: [item.published, item.pubDate, item.date, item.issued, item.updated].filter(Boolean),
    authors: item.creators.length > 0 ? item.creators : item.authors,
    bodies: [item.summary, item.content, item['content:encoded'], item.mediaDescription].filter(Boolean),
    outlet: item.outlet,
  };
}

/** Atom: `rel` is "alternate" where it is missing (RFC 4287 section 4.2.7.2); rss-parser takes the first link instead. */
function alternates(nodes: readonly unknown[]): string[] {
  return nodes.flatMap((node) => {
    const link = linkNode.safeParse(node).data?.$;
    return link !== undefined && (link.rel ?? 'alternate') === 'alternate' ? [link.href] : [];
  });
}
