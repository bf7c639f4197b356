/** Chooses headlines: recent, told once, never told before, no source flooding the day. Pure. */
import type { Settings } from '../config.ts';
import { compareText } from '../model/board.ts';
import type { EditionDate, Instant } from '../model/date.ts';
import type { LinkEntry } from '../model/edition.ts';
import type { LinkItem } from '../model/item.ts';
import { leadOf } from '../model/lead.ts';
import { isCarried, type Carried } from './carried.ts';
import type { Candidate } from './items.ts';
import { alreadyTold, groupStories, type Story, type Telling } from './stories.ts';
import { inWindow, shownAt } from './window.ts';

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

type LinkSection = 'labs' | 'wire';

export type LinkInput = {
  readonly candidates: Readonly<Record<LinkSection, readonly Candidate<LinkItem>[]>>;
  readonly settings: Readonly<
    Record<LinkSection, Pick<Settings['labs'], 'items' | 'perSource' | 'windowHours'>>
  >;
  /** In configured order: the first to tell a story leads it. */
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  readonly date: EditionDate;
  /** The moment of drafting, inside the edition's day. */
  readonly until: Instant;
  readonly carried: Carried;
};

type Seen = { readonly candidate: Candidate<LinkItem>; readonly section: LinkSection };
type LinkTelling = Telling<Seen>;
type LinkStory = Story<Seen>;

/** Labs tell their own stories; what is written about those is where else to read them, not a story of the wire. */
export function selectLinks(input: LinkInput): Readonly<Record<LinkSection, Selection<LinkEntry>>> {
  const places = placesOf(input.sources);
  const tellings = { labs: tellingsOf('labs', input), wire: tellingsOf('wire', input) };
  const all = [...tellings.labs, ...tellings.wire].toSorted(byPrecedence(places));
  const wasTold = alreadyTold(input.carried.recent);
  const fresh = groupStories(all)
    .filter((story) => !story.some(({ item }) => isCarried(item, input.carried)))
    .filter((story) => !wasTold(story));
  const labs = choose(
    fresh.filter(([lead]) => lead.entry.section === 'labs'),
    input.settings.labs,
    places,
  );
  const told = new Set(labs);
  const rest = fresh.filter((story) => !told.has(story)).flatMap(ledByWire);
  const wire = choose(rest, input.settings.wire, places);

  const names = new Map(input.sources.map(({ id, name }) => [id, name]));
  const ids = new Set([...labs, ...wire].flat().map(({ entry }) => entry.candidate.id));
  const selection = (section: LinkSection, stories: readonly LinkStory[]) => ({
    entries: stories.map((story) => linkEntry(story, names)),
    considered: tellings[section]
      .toSorted(newestFirst(places))
      .map(({ entry }) => consider(entry.candidate, ids)),
  });
  return { labs: selection('labs', labs), wire: selection('wire', wire) };
}

/** By source id; one that is no longer configured comes last. */
type Places = { of(telling: LinkTelling): number };
type Order = (a: LinkTelling, b: LinkTelling) => number;

function placesOf(sources: LinkInput['sources']): Places {
  const places = new Map(sources.map(({ id }, index) => [id, index]));
  return { of: ({ item }) => places.get(item.sourceId) ?? places.size };
}

function newestFirst(places: Places): Order {
  return (a, b) => b.at - a.at || places.of(a) - places.of(b) || compareText(a.item.url, b.item.url);
}

/** Who made the news before who writes of it, and who writes before who collects what others wrote. */
function byPrecedence(places: Places): Order {
  const distance = ({ entry, item }: LinkTelling) =>
    entry.section === 'labs' ? 0 : item.publisher === null ? 1 : 2;
  return (a, b) => distance(a) - distance(b) || places.of(a) - places.of(b) || newestFirst(places)(a, b);
}

function tellingsOf(section: LinkSection, input: LinkInput): LinkTelling[] {
  return input.candidates[section]
    .filter((candidate) => inWindow(candidate, { ...input, hours: input.settings[section].windowHours }))
    .map((candidate) => ({ entry: { candidate, section }, item: candidate.item, at: shownAt(candidate) }));
}

/** Newest first, at most so many of one source. */
function choose(
  stories: readonly LinkStory[],
  { perSource, items }: LinkInput['settings']['labs'],
  places: Places,
): LinkStory[] {
  const order = newestFirst(places);
  return capPerSource(
    stories.toSorted(([a], [b]) => order(a, b)),
    perSource,
  ).slice(0, items);
}

/** A lab's story for which the labs had no room is the wire's, where the wire tells it too. */
function ledByWire(story: LinkStory): LinkStory[] {
  const [first, ...others] = story.toSorted(
    (a, b) => Number(b.entry.section === 'wire') - Number(a.entry.section === 'wire'),
  );
  return first?.entry.section === 'wire' ? [[first, ...others]] : [];
}

export function consider(candidate: Candidate, chosen: ReadonlySet<number>): Considered {
  const { id, hash, item } = candidate;
  return { itemId: id, hash, url: item.url, chosen: chosen.has(id) };
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
  const { candidate } = lead.entry;
  const { item } = lead;
  const nameOf = ({ publisher, sourceId }: LinkItem) => publisher ?? names.get(sourceId) ?? sourceId;
  const source = nameOf(item);
  const elsewhere = others
    .map((other) => ({ source: nameOf(other.item), url: other.item.url }))
    .filter((other) => other.source !== source && other.url !== item.url);
  return {
    itemId: candidate.id,
    title: item.title,
    url: item.url,
    source,
    summary: leadOf(item.summary, SUMMARY_WORDS).text,
    publishedAt: candidate.publishedAt,
    precision: item.precision,
    alsoIn: [...new Map(elsewhere.toReversed().map((other) => [other.source, other])).values()].toReversed(),
  };
}
