/** arXiv's daily RSS: one day's announcements, or an error dressed as a feed. */
import Parser from 'rss-parser';
import { z } from 'zod';
import { dateIn, type EditionDate } from '../../src/model/date.ts';
import { messageOf } from '../../src/model/errors.ts';
import type { PaperItem } from '../../src/model/item.ts';
import { failed, type SourceFailure } from '../../src/model/source.ts';
import { splitAuthors } from './authors.ts';
import { reveal, tidyXml } from '../feeds/tidy-xml.ts';
import { recognise } from '../feeds/recognise.ts';
import { decodeText } from '../text/charset.ts';
import { parseDate } from '../text/dates.ts';
import { cutAtSentence, TITLE_LENGTH } from '../text/summary.ts';
import { texToText } from './tex.ts';

type ArxivFeed = {
  readonly ok: true;
  readonly items: PaperItem[];
  /** No announcement in it: normal at weekends and on holidays. */
  readonly empty: boolean;
  /** The feed's own day, US Eastern. */
  readonly announcedOn: EditionDate | null;
  readonly warnings: string[];
};

const text = z.string().transform(reveal).catch('');
const category = z.union([
  z.string(),
  z.object({ _: z.string() }).transform((node) => node._),
  z.object({ $: z.object({ term: z.string() }) }).transform(({ $ }) => $.term),
]);
const feedSchema = z.object({
  title: text,
  description: text,
  pubDate: text,
  lastBuildDate: text,
  items: z.array(
    z
      .object({
        ...{ title: text, link: text, guid: text, id: text, content: text, summary: text, creator: text },
        ...{ pubDate: text, published: text, announceType: text },
        categories: z.array(category).catch([]),
      })
      // RSS names on the left, Atom's on the right.
      .transform(({ guid, id, content, summary, published, pubDate, ...entry }) => ({
        ...entry,
        guid: guid || id,
        content: content || summary,
        // rss-parser has already turned Atom's date into one of UTC, and its midnight with it.
        pubDate: published || pubDate,
      })),
  ),
});
type Entry = z.infer<typeof feedSchema>['items'][number];

/** Parses a day of arXiv announcements. Never throws. */
export async function parseArxivFeed(
  body: Uint8Array | string,
  options: { readonly sourceId: string },
): Promise<ArxivFeed | { ok: false; failure: SourceFailure }> {
  const xml = typeof body === 'string' ? body : decodeText(body, null);
  const recognised = recognise(xml, 'https://arxiv.org/');
  if (!recognised.ok) return recognised;
  const feed = await parseXml(recognised.text);
  if (!feed.ok) return feed;
  const complaint = complaintIn(feed);
  if (complaint !== null) return failed('feed-error', `answered: ${complaint}`);
  const papers = feed.items
    .map((entry) => paperOf(entry, options.sourceId))
    .filter((paper) => paper !== null);
  const items = onceEach(papers);
  const dropped = feed.items.length - papers.length;
  if (dropped > 0 && papers.length === 0)
    return failed('unexpected-shape', 'is a feed, but not of arXiv announcements');
  return {
    ok: true,
    items,
    empty: feed.items.length === 0,
    announcedOn: dayOf(feed.pubDate || feed.lastBuildDate),
    warnings:
      dropped === 0 ? [] : [`${dropped} of ${feed.items.length} entries were no papers that can be cited`],
  };
}

/** arXiv answers a wrong question with a valid feed: by its title in RSS, by a lone entry in the query API's Atom. */
function complaintIn(feed: z.infer<typeof feedSchema>): string | null {
  if (/^feed error/i.test(feed.title)) return texToText(feed.description) || texToText(feed.title);
  const [entry, ...others] = feed.items;
  const refused = entry?.title === 'Error' && others.length === 0 && entry.link.includes('/api/errors');
  return refused ? texToText(entry.content) : null;
}

const FIELDS: (string | { keepArray: boolean })[][] = [
  ['arxiv:announce_type', 'announceType'],
  ['dc:creator', 'creator'],
  ['published', 'published'],
  ['category', 'categories', { keepArray: true }],
];

type ParsedXml = ({ ok: true } & z.infer<typeof feedSchema>) | { ok: false; failure: SourceFailure };

async function parseXml(text: string): Promise<ParsedXml> {
  const tidied = tidyXml(text, 'https://arxiv.org/');
  if (!tidied.ok) return failed('malformed', tidied.reason);
  try {
    const parser = new Parser({ customFields: { item: FIELDS } });
    const parsed = feedSchema.safeParse(await parser.parseString(tidied.xml));
    return parsed.success
      ? { ok: true, ...parsed.data }
      : failed('unexpected-shape', 'is no RSS feed of papers');
  } catch (error) {
    return failed('malformed', `cannot be read as a feed: ${messageOf(error).split('\n')[0] ?? ''}`);
  }
}

function paperOf(entry: Entry, sourceId: string): PaperItem | null {
  const arxivId = arxivIdIn(entry.link) ?? arxivIdIn(entry.guid);
  const title = cutAtSentence(texToText(entry.title), TITLE_LENGTH);
  const announceType = announceTypeOf(entry);
  const categories = categoriesOf(entry);
  const [primaryCategory] = categories;
  if (arxivId === null || title === '' || announceType === null || primaryCategory === undefined) return null;
  const date = parseDate(entry.pubDate);
  return {
    kind: 'paper',
    sourceId,
    key: arxivId,
    url: `https://arxiv.org/abs/${arxivId}`,
    pdfUrl: `https://arxiv.org/pdf/${arxivId}`,
    title,
    summary: texToText(entry.content.replace(PREFIX, '')),
    authors: splitAuthors(entry.creator),
    // Announcements are stamped with a midnight: the day is known, the hour is not.
    publishedAt: date?.at ?? null,
    precision: date?.precision ?? 'day',
    arxivId,
    primaryCategory,
    categories,
    announceType,
  };
}

/** arXiv's own categories, the primary one first; journals' classes (ACM, MSC) stand among them. */
function categoriesOf(entry: Entry): string[] {
  return [...new Set(entry.categories.map((code) => code.trim()))].filter((code) =>
    /^[a-z]+(-[a-z]+)*(\.[A-Za-z-]+)?$/.test(code),
  );
}

const PREFIX = /^\s*arXiv:\S+\s+Announce Type:\s*([\w-]+)\s*(?:Abstract:\s*)?/i;

/** null for a type that announces no text of its own. */
function announceTypeOf(entry: Entry): PaperItem['announceType'] | null {
  const stated = (entry.announceType || (PREFIX.exec(entry.content)?.[1] ?? '')).trim();
  const known = (['new', 'cross', 'replace', 'replace-cross'] as const).find((type) => type === stated);
  return known ?? null;
}

/** The id without its version: `2611.01234`, or `math/0309136` as ids were until 2007. */
function arxivIdIn(address: string): string | null {
  return (
    /(?:abs\/|arXiv\.org:)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/.exec(
      address.trim(),
    )?.[1] ?? null
  );
}

/** A paper announced in two of the asked categories is one paper; its first entry stands. */
function onceEach(papers: readonly PaperItem[]): PaperItem[] {
  return [...Map.groupBy(papers, (paper) => paper.key).values()].flatMap((same) => same.slice(0, 1));
}

/** The day as the feed writes it: its midnight is US Eastern, and so is arXiv's day. */
function dayOf(pubDate: string): EditionDate | null {
  const date = parseDate(pubDate);
  return date === null ? null : dateIn(date.precision === 'day' ? 'UTC' : 'America/New_York', date.at);
}
