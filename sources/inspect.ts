/** What we would take from a feed, for an editor who wants to see it before adding it. */
import type { Instant } from '../src/model/date.ts';
import type { Item } from '../src/model/item.ts';
import type { SourceFailure } from '../src/model/source.ts';
import { parseFeed } from './feed.ts';
import { parseArxivFeed } from './papers/arxiv-feed.ts';

/** One answer, as `sources inspect --json` prints it: one line. */
export type Inspection = {
  /** The file or address as it was asked for. */
  readonly source: string;
  /** Clean text; '' where the feed has none, or could not be read. */
  readonly title: string;
  readonly items: readonly InspectedItem[];
  readonly failure: SourceFailure | null;
};

type InspectedItem = Pick<Item, 'title' | 'url' | 'authors' | 'summary'> & {
  /** ISO 8601, UTC; null: the feed gives no date. */
  readonly publishedAt: string | null;
};

/** A feed as it was found: in a file, or in a server's answer. */
export type FoundFeed = {
  readonly source: string;
  readonly body: Uint8Array;
  /** Where relative links start when the feed does not say. */
  readonly url: string;
  /** null: nobody told, as with a file. */
  readonly contentType: string | null;
};

/** Reads one feed of any kind, arXiv's too. Never throws. */
export async function inspectFeed(found: FoundFeed, now: Instant): Promise<Inspection> {
  const { source, body, url, contentType } = found;
  const feed = await parseFeed(body, { sourceId: 'inspected', url, contentType, now });
  if (!feed.ok) return notInspected(source, feed.failure);
  const items = (await papersIn(body)) ?? feed.items;
  return { source, title: feed.title, items: items.map(inspected), failure: null };
}

export function notInspected(source: string, failure: SourceFailure): Inspection {
  return { source, title: '', items: [], failure };
}

const ARXIV_MARK = 'oai:arXiv.org:';

/** arXiv's announcements, replacements left out as an edition leaves them out; null where it is another feed. */
async function papersIn(body: Uint8Array): Promise<Item[] | null> {
  if (!Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes(ARXIV_MARK)) return null;
  const feed = await parseArxivFeed(body, { sourceId: 'inspected' });
  if (!feed.ok) return null;
  return feed.items.filter(({ announceType }) => !announceType.startsWith('replace'));
}

function inspected({ title, url, publishedAt, authors, summary }: Item): InspectedItem {
  const at = publishedAt === null ? null : new Date(publishedAt).toISOString();
  return { title, url, publishedAt: at, authors, summary };
}
