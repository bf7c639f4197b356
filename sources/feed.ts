/** Feeds: RSS, Atom, RDF and JSON Feed, from the bytes a server sent to items, and the source that does both. */
import type { Instant } from '../src/model/date.ts';
import { DAY_MS } from '../src/model/date.ts';
import { messageOf } from '../src/model/errors.ts';
import type { LinkItem } from '../src/model/item.ts';
import { failed, type SourceFailure } from '../src/model/source.ts';
import type { FeedDocument } from './feeds/entry.ts';
import { readWithFeedsmith } from './feeds/read-feedsmith.ts';
import { readWithRssParser } from './feeds/read-rss-parser.ts';
import { recognise } from './feeds/recognise.ts';
import { tidyXml } from './feeds/tidy-xml.ts';
import { withoutBuildDates } from './feeds/restamped.ts';
import { toItems } from './feeds/to-items.ts';
import { QUIET_AFTER_DAYS, type Source } from './source.ts';
import { decodeText } from './text/charset.ts';
import { cleanText } from './text/clean-text.ts';
import { parseDate } from './text/dates.ts';
import { cutAtSentence, TITLE_LENGTH } from './text/summary.ts';

/** A feed as the catalogue or the config writes it down. */
export type FeedDefinition = {
  readonly id: string;
  /** As readers see it. */
  readonly name: string;
  readonly url: string;
  readonly section: 'labs' | 'wire';
  readonly homepage?: string;
  /** As it was last seen; whatever arrives is read. */
  readonly kind?: 'RSS' | 'Atom' | 'JSON';
  /** How often it brings something new, in words: "several a day", "weekly". */
  readonly cadence?: string;
  /** Days of silence after which an editor should look. */
  readonly quietAfterDays?: number;
  /** What is odd about it. */
  readonly note?: string;
  /** When somebody last saw it work, `YYYY-MM-DD` or `YYYY-MM`; null where nobody wrote it down. */
  readonly lastChecked?: string | null;
  /** Put before every title: release feeds name bare versions. */
  readonly titlePrefix?: string;
  /** Titles that are left out: pre-releases, games. */
  readonly leaveOut?: RegExp;
};

export type FeedInput = {
  readonly sourceId: string;
  /** Where it was read: relative links start here. */
  readonly url: string;
  /** The Content-Type header, which names the charset. */
  readonly contentType: string | null;
  readonly now: Instant;
};

export type ParsedFeed =
  | {
      readonly ok: true;
      readonly title: string;
      readonly items: readonly LinkItem[];
      /** When the feed says it was last built. */
      readonly builtAt: Instant | null;
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly failure: SourceFailure };

/** A source that reads one feed, conditionally. */
export function feedSource(definition: FeedDefinition): Source {
  const { id, name, section, url } = definition;
  return {
    id,
    name,
    section,
    url,
    facts: {
      kind: definition.kind ?? 'feed',
      cadence: definition.cadence ?? null,
      quietAfterDays: definition.quietAfterDays ?? QUIET_AFTER_DAYS,
      quirks: definition.note ?? null,
      lastChecked: definition.lastChecked ?? null,
    },
    collect: async ({ fetch, now }) => {
      const result = await fetch({ url });
      if (result.kind === 'failed') return { ok: false, failure: result.failure };
      if (result.kind === 'not-modified')
        return { ok: true, items: [], boards: [], unchanged: true, warnings: [] };
      const contentType = result.headers['content-type'] ?? null;
      const feed = await parseFeed(result.body, { sourceId: id, url: result.url, contentType, now });
      if (!feed.ok) return feed;
      const items = chosen(feed.items, definition);
      const warnings = [...feed.warnings, ...silence(feed, definition, now)];
      return { ok: true, items, boards: [], unchanged: false, warnings };
    },
  };
}

/**
 * Bytes of a feed to items; pure.
 * @returns items in the feed's order; failures `empty`, `not-a-feed`, `malformed` or `feed-error`
 */
export async function parseFeed(body: Uint8Array, input: FeedInput): Promise<ParsedFeed> {
  const text = decodeText(body, input.contentType);
  const recognised = recognise(text, input.url);
  if (!recognised.ok) return recognised;
  const read = await readDocument(recognised.text, recognised.format, input.url);
  if (!read.ok) return read;
  const { document, base } = read;
  const title = cutAtSentence(cleanText(document.title), TITLE_LENGTH);
  const error = errorInside(document, title);
  if (error !== null) return failed('feed-error', error);
  return {
    ok: true,
    title,
    builtAt: parseDate(document.built)?.at ?? null,
    ...withoutBuildDates(toItems(document, { ...input, url: base }), input.now),
  };
}

type ReadDocument =
  { ok: true; document: FeedDocument; base: string } | { ok: false; failure: SourceFailure };

async function readDocument(text: string, format: 'xml' | 'json', url: string): Promise<ReadDocument> {
  if (format === 'json') return readOtherwise(text, 'not-a-feed', url);
  const tidied = tidyXml(text, url);
  if (!tidied.ok) return failed('malformed', tidied.reason);
  const { xml, base } = tidied;
  const document = await readWithRssParser(xml).catch(() => null);
  if (document !== null && document.entries.length > 0) return { ok: true, document, base };
  // One odd date or link costs rss-parser the whole feed, and it sees no items outside the channel; feedsmith reads on.
  const otherwise = readOtherwise(xml, 'malformed', base);
  return document === null || (otherwise.ok && otherwise.document.entries.length > 0)
    ? otherwise
    : { ok: true, document, base };
}

function readOtherwise(text: string, kind: 'malformed' | 'not-a-feed', base: string): ReadDocument {
  try {
    return { ok: true, document: readWithFeedsmith(text), base };
  } catch (error) {
    if (kind === 'not-a-feed')
      return isJson(text)
        ? failed('not-a-feed', 'answered with JSON that is no JSON Feed')
        : failed('malformed', 'is broken JSON');
    return failed(kind, `cannot be read as a feed: ${messageOf(error).slice(0, 200)}`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** arXiv answers errors as feeds: a "Feed error" channel, or one entry whose id lies under /api/errors. */
function errorInside(feed: FeedDocument, title: string): string | null {
  const [first] = feed.entries;
  // "Error Correction Weekly" may well have one entry; a feed that is an error has none.
  const named = /^feed error\b/i.test(title) || (/^error\b/i.test(title) && first === undefined);
  const isError = named || /\/api\/errors\b/.test(first?.guid ?? '');
  if (!isError || feed.entries.length > 1) return null;
  const said = [...(first?.bodies ?? []), feed.about, first?.title ?? '', title]
    .map(cleanText)
    .find((text) => text !== '');
  return `answered with an error: ${said ?? 'no reason given'}`;
}

function chosen(items: readonly LinkItem[], { titlePrefix, leaveOut }: FeedDefinition): LinkItem[] {
  const kept = leaveOut === undefined ? items : items.filter(({ title }) => !leaveOut.test(title));
  if (titlePrefix === undefined) return [...kept];
  return kept.map((item) => ({ ...item, title: `${titlePrefix} ${item.title}` }));
}

/** A feed may answer 200 every day, even with a fresh build date, and have said nothing for months. */
function silence(
  { items, builtAt }: { readonly items: readonly LinkItem[]; readonly builtAt: Instant | null },
  { quietAfterDays = QUIET_AFTER_DAYS }: FeedDefinition,
  now: Instant,
): string[] {
  const newest = Math.max(...items.map(({ publishedAt }) => publishedAt ?? -Infinity));
  const days = Math.floor((now - newest) / DAY_MS);
  if (!Number.isFinite(newest) || days <= quietAfterDays) return [];
  const rebuilt = builtAt !== null && now - builtAt < 2 * DAY_MS ? 'it is built anew every day, but ' : '';
  return [`${rebuilt}its newest item is ${days} days old`];
}
