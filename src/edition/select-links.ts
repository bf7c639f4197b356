/** Chooses headlines: recent, told once, never told before, no source flooding the day. Pure. */
import type { Settings } from '../config.ts';
import { compareText } from '../model/board.ts';
import { DAY_MS, HOUR_MS, startOfUtcDay, type EditionDate, type Instant } from '../model/date.ts';
import type { LinkEntry } from '../model/edition.ts';
import type { LinkItem } from '../model/item.ts';
import { isCarried, type Carried } from './carried.ts';
import type { Candidate } from './items.ts';
import { leadOf } from './lead.ts';
import { groupStories, type Story, type Telling } from './stories.ts';

/** Clocks of publishers run ahead by minutes, scheduled posts by days: beyond this an item waits for its time. */
const AHEAD_MS = HOUR_MS;
const SUMMARY_WORDS = 45;

/** One thing an edition considered, in the order of its full page. */
export type Considered = {
  readonly itemId: number;
  readonly hash: string;
  readonly url: string;
  readonly chosen: boolean;
};

export type Selection<Entry> = {
  readonly entries: readonly Entry[];
  readonly considered: readonly Considered[];
};

export type LinkInput = {
  readonly candidates: readonly Candidate<LinkItem>[];
  /** In configured order: the first to tell a story leads it. */
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  readonly date: EditionDate;
  /** The moment of drafting, inside the edition's day. */
  readonly until: Instant;
  readonly settings: Pick<Settings['labs'], 'items' | 'perSource' | 'windowHours'>;
  readonly carried: Carried;
};

type LinkStory = Story<Candidate<LinkItem>>;

export function selectLinks(input: LinkInput): Selection<LinkEntry> {
  const order = new Map(input.sources.map(({ id }, index) => [id, index]));
  const place = ({ item }: Telling<unknown>) => order.get(item.sourceId) ?? order.size;
  const tellings = input.candidates
    .filter((candidate) => inWindow(candidate, input))
    .map((entry) => ({ entry, item: entry.item, at: shownAt(entry) }));
  const newestFirst = (a: Telling<unknown>, b: Telling<unknown>) =>
    b.at - a.at || place(a) - place(b) || compareText(a.item.url, b.item.url);

  const byPrecedence = tellings.toSorted((a, b) => place(a) - place(b) || newestFirst(a, b));
  const fresh = groupStories(byPrecedence)
    .filter((story) => !story.some(({ item }) => isCarried(item, input.carried)))
    .toSorted(([a], [b]) => newestFirst(a, b));
  const chosen = capPerSource(fresh, input.settings.perSource).slice(0, input.settings.items);

  const names = new Map(input.sources.map(({ id, name }) => [id, name]));
  const told = new Set(chosen.flat().map(({ entry }) => entry.id));
  return {
    entries: chosen.map((story) => linkEntry(story, names)),
    considered: tellings.toSorted(newestFirst).map(({ entry }) => consider(entry, told)),
  };
}

export function consider(candidate: Candidate, chosen: ReadonlySet<number>): Considered {
  const { id, hash, item } = candidate;
  return { itemId: id, hash, url: item.url, chosen: chosen.has(id) };
}

/** By hours where the hour is known, by days where only the day is, by first sight where nothing is. */
function inWindow(candidate: Candidate, { date, until, settings }: LinkInput): boolean {
  const since = until - settings.windowHours * HOUR_MS;
  const { publishedAt, item } = candidate;
  if (publishedAt === null) return !candidate.baseline && candidate.firstSeenAt >= since;
  if (item.precision === 'instant') return publishedAt >= since && publishedAt <= until + AHEAD_MS;
  const age = Math.floor(startOfUtcDay(date) / DAY_MS) - Math.floor(publishedAt / DAY_MS);
  return age >= 0 && age <= Math.ceil(settings.windowHours / 24);
}

/** Where an item stands among others: a day without an hour counts as its noon, neither favoured nor buried. */
function shownAt({ publishedAt, firstSeenAt, item }: Candidate): Instant {
  if (publishedAt === null) return firstSeenAt;
  return item.precision === 'day' ? publishedAt + DAY_MS / 2 : publishedAt;
}

function capPerSource(stories: readonly LinkStory[], cap: number): LinkStory[] {
  const count = new Map<string, number>();
  return stories.filter(([{ item }]) => {
    const soFar = (count.get(item.sourceId) ?? 0) + 1;
    count.set(item.sourceId, soFar);
    return soFar <= cap;
  });
}

function linkEntry([lead, ...others]: LinkStory, names: ReadonlyMap<string, string>): LinkEntry {
  const { entry, item } = lead;
  const nameOf = ({ publisher, sourceId }: LinkItem) => publisher ?? names.get(sourceId) ?? sourceId;
  const source = nameOf(item);
  const elsewhere = others
    .map((other) => ({ source: nameOf(other.item), url: other.item.url }))
    .filter((other) => other.source !== source && other.url !== item.url);
  return {
    itemId: entry.id,
    title: item.title,
    url: item.url,
    source,
    summary: leadOf(item.summary, SUMMARY_WORDS).text,
    publishedAt: entry.publishedAt,
    precision: item.precision,
    alsoIn: [...new Map(elsewhere.toReversed().map((other) => [other.source, other])).values()].toReversed(),
  };
}
