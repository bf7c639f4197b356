/** Stories: the same news from several sources as one, by canonical address first, by likeness of titles second. */
import { HOUR_MS, type Instant } from '../model/date.ts';
import type { LinkItem } from '../model/item.ts';
import { areAboutOthers, titleWords } from './title-words.ts';

/** Two titles within this time can be about the same event. */
const SAME_STORY_MS = 48 * HOUR_MS;
/** Share of words in common from which two titles of different sources tell the same story. */
const LIKENESS = 0.6;
/** Titles of fewer words say too little: those must be equal. */
const MIN_WORDS = 4;
/** A short title that its source uses again after this time names a series. */
const SERIES_MS = 12 * HOUR_MS;

/** What is compared: a title, who told it, and when. */
type Told = { readonly item: Pick<LinkItem, 'title' | 'sourceId'>; readonly at: Instant };
export type Telling<T> = { readonly entry: T; readonly item: LinkItem; readonly at: Instant };

/** The first telling leads; the others are where else it can be read. */
export type Story<T> = readonly [Telling<T>, ...Telling<T>[]];

/** @param tellings in order of precedence: the first of a story leads it */
export function groupStories<T>(tellings: readonly Telling<T>[]): Story<T>[] {
  const stories: { members: [Telling<T>, ...Telling<T>[]]; lead: Titled }[] = [];
  const byUrl = new Map<string, (typeof stories)[number]>();
  for (const telling of tellings) {
    const titled = withWords(telling);
    const known = byUrl.get(telling.item.url) ?? stories.find(({ lead }) => areOneStory(lead, titled));
    const story = known ?? { members: [telling], lead: titled };
    if (known === undefined) stories.push(story);
    else known.members.push(telling);
    if (!byUrl.has(telling.item.url)) byUrl.set(telling.item.url, story);
  }
  return stories.map(({ members }) => members);
}

/** @returns whether any telling of a story was told among those of the past, under whatever address */
export function alreadyTold(past: readonly Told[]): (story: readonly Told[]) => boolean {
  const before = past.map(withWords);
  return (story) => story.map(withWords).some((now) => before.some((then) => areOneStory(then, now)));
}

type Titled = Told & { readonly words: ReadonlySet<string> };

function withWords(told: Told): Titled {
  return { ...told, words: titleWords(told.item.title) };
}

function areOneStory(a: Titled, b: Titled): boolean {
  if (Math.abs(a.at - b.at) > SAME_STORY_MS) return false;
  const common = [...a.words].filter((word) => b.words.has(word)).length;
  const equal = common === a.words.size && common === b.words.size && common > 0;
  // One source rarely tells a story twice, but often has a series of like titles: "Morning brief" is another one daily.
  if (a.item.sourceId === b.item.sourceId)
    return equal && (a.words.size >= MIN_WORDS || Math.abs(a.at - b.at) < SERIES_MS);
  if (areAboutOthers(a.words, b.words)) return false;
  if (equal) return true;
  if (Math.min(a.words.size, b.words.size) < MIN_WORDS) return false;
  return common / (a.words.size + b.words.size - common) >= LIKENESS;
}
