/** From entries to items: clean, dated, addressed and keyed; what cannot be an item is counted, never invented. */
import { createHash } from 'node:crypto';
import { DAY_MS, HOUR_MS, type Instant } from '../../src/model/date.ts';
import type { LinkItem } from '../../src/model/item.ts';
import { texToText } from '../papers/tex.ts';
import { canonicalUrl } from '../text/canonical-url.ts';
import { cleanText } from '../text/clean-text.ts';
import { parseDate, type FeedDate } from '../text/dates.ts';
import { cutAtSentence, TITLE_LENGTH } from '../text/summary.ts';
import type { FeedDocument, FeedEntry } from './entry.ts';
import { unwrap, type Unwrapped } from './wrappers.ts';

export type ItemContext = {
  readonly sourceId: string;
  /** Where relative links start that the feed itself gives no place. */
  readonly url: string;
  readonly now: Instant;
};

/** Room for clock skew; what lies further ahead is a scheduled post. */
const FUTURE_MS = HOUR_MS;
/** A day has begun somewhere (UTC+14) this long before it does in Greenwich. */
const FIRST_DAY_MS = 14 * HOUR_MS;
const MAX_KEY = 400;

/** Why an entry is no item, as the count of them is told. */
type Reason = 'without a usable link' | 'without a title' | 'dated in the future' | 'given twice';

export function toItems(feed: FeedDocument, context: ItemContext): { items: LinkItem[]; warnings: string[] } {
  const base = canonicalBase(feed.home, context.url);
  const items = new Map<string, LinkItem>();
  const stories = new Set<string>();
  const refused: Reason[] = [];
  let undated = 0;
  for (const entry of feed.entries) {
    const item = toItem(entry, feed.authors, base, context);
    if (typeof item === 'string') {
      refused.push(item);
      continue;
    }
    const twin = items.get(item.key);
    // A generator that gives every entry the same guid has told nothing with it: then the address is the key.
    const key = twin === undefined || twin.url === item.url ? item.key : item.url;
    // One page may hold many entries (a changelog), but not two of one title.
    const story = `${item.url}\n${item.title}`;
    if (items.has(key) || stories.has(story)) refused.push('given twice');
    else items.set(key, { ...item, key });
    stories.add(story);
    if (item.publishedAt === null) undated++;
  }
  const warnings = [...Map.groupBy(refused, (reason) => reason)].map(
    ([reason, all]) => `${entries(all.length)} ${reason}`,
  );
  if (undated > 0) warnings.push(`${entries(undated)} without a date`);
  return { items: [...items.values()], warnings };
}

function toItem(
  entry: FeedEntry,
  feedAuthors: readonly string[],
  base: string,
  context: ItemContext,
): LinkItem | Reason {
  const url = addressOf(entry, base);
  if (url === null) return 'without a usable link';
  const title = titleOf(entry);
  if (title === '') return 'without a title';
  const story = readable(unwrap(entry, { title, url }));
  const date = dateOf(entry);
  if (date !== null && isAhead(date, context.now)) return 'dated in the future';
  return {
    kind: 'link',
    sourceId: context.sourceId,
    key: keyOf(entry, url),
    ...story,
    authors: authorsOf(entry.authors.length > 0 ? entry.authors : feedAuthors),
    publishedAt: date?.at ?? null,
    precision: date?.precision ?? 'instant',
  };
}

/** arXiv writes TeX in whatever feed its papers come by. */
function readable(story: Unwrapped): Unwrapped {
  if (!story.url.startsWith('https://arxiv.org/abs/')) return story;
  return { ...story, title: texToText(story.title), summary: texToText(story.summary) };
}

function isAhead({ at, precision }: FeedDate, now: Instant): boolean {
  return precision === 'day' ? Math.floor(at / DAY_MS) * DAY_MS > now + FIRST_DAY_MS : at > now + FUTURE_MS;
}

/** The first usable link; a guid that is itself an address where there is none; else a file or related page. */
function addressOf(entry: FeedEntry, base: string): string | null {
  const first = (links: readonly string[]) =>
    links.map((link) => canonicalUrl(link, base)).find((url) => url !== null) ?? null;
  return first(entry.links) ?? canonicalUrl(entry.guid) ?? first(entry.otherLinks);
}

/** Notes have no title: their first words serve. */
function titleOf(entry: FeedEntry): string {
  const title = cleanText(entry.title);
  if (title !== '') return cutAtSentence(title, TITLE_LENGTH);
  const body = entry.bodies.map(cleanText).find((text) => text !== '') ?? '';
  return cutAtSentence(body, 120);
}

function dateOf(entry: FeedEntry): FeedDate | null {
  for (const text of entry.dates) {
    const date = parseDate(text);
    if (date !== null) return date;
  }
  return null;
}

/** Guid, else canonical link: every item here has one of them, and a hash keeps endless guids short. */
function keyOf(entry: FeedEntry, url: string): string {
  const key = cleanText(entry.guid) || url;
  return key.length <= MAX_KEY ? key : createHash('sha256').update(key).digest('hex');
}

/** "jane@example.org (Jane Doe)", as RSS 2.0 writes it. */
const ADDRESS_THEN_NAME = /^[^\s@]+@[^\s(]+\s?\((.+)\)$/;
/** Begun at the start of a word only: a text without an end to its first address would be tried from every letter. */
const ADDRESS = /\s?[<(]?(?<![^\s<(])[^\s<(@]+@[^\s>)]+[>)]?,?\s?/g;

/** Addresses are nobody's business here. */
function authorsOf(authors: readonly string[]): string[] {
  const names = authors.map((author) => {
    const text = cleanText(author);
    const named = ADDRESS_THEN_NAME.exec(text)?.[1] ?? text.replace(ADDRESS, '');
    return named.replace(/^by\s+(?=\p{Lu})/iu, '').replace(/^(["“(])(.+)["”)]$/u, '$2');
  });
  return [...new Set(names.filter((name) => name !== '' && name.length <= 120))];
}

function canonicalBase(home: string, feedUrl: string): string {
  return URL.parse(home.trim(), feedUrl)?.href ?? feedUrl;
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
