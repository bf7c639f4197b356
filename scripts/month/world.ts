/** The world of the simulated month: fifty-six publishers, what each really told and when, and which tellings are one story. */
import { randomOf, type Random } from '../../sources/sample/random.ts';
import {
  addDays,
  DAY_MS,
  editionDate,
  HOUR_MS,
  startOfUtcDay,
  weekdayOf,
  type Instant,
} from '../../src/model/date.ts';

/** A Sunday; the month holds four weekends and a holiday of arXiv. */
export const FIRST_DAY = editionDate('2026-11-01');
export const DAYS = 30;
/** When sources are asked, UTC: early morning in New York. */
const COLLECT_HOUR = 10;
/** Days before the first whose stories the feeds still hold. */
const PAST_DAYS = 10;

export type Publisher = {
  readonly id: string;
  readonly section: 'labs' | 'wire';
  readonly format: 'rss' | 'atom' | 'json';
  /** Its dates have no hour, as several labs' have. */
  readonly midnight: boolean;
};

/** One telling of a story by one publisher. */
export type Telling = {
  /** The same for every telling of one story. */
  readonly story: string;
  readonly publisher: string;
  readonly title: string;
  readonly url: string;
  /** When it was really published. */
  readonly at: Instant;
};

export type World = { readonly publishers: readonly Publisher[]; readonly tellings: readonly Telling[] };

export function dateOf(day: number) {
  return addDays(FIRST_DAY, day);
}

export function collectedAt(day: number): Instant {
  return startOfUtcDay(dateOf(day)) + COLLECT_HOUR * HOUR_MS;
}

const FORMATS = ['rss', 'atom', 'json'] as const;
const named = (section: 'labs' | 'wire', count: number): Publisher[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${section === 'labs' ? 'lab' : 'wire'}-${String(index + 1).padStart(2, '0')}`,
    section,
    format: FORMATS[index % 3] ?? 'rss',
    midnight: section === 'labs' && index % 4 === 3,
  }));

/** These also retell what labs announced, under the lab's address or in their own words. */
const RETELLERS = ['wire-07', 'wire-08', 'wire-09', 'wire-10'];
/** Publishes far more than anybody wants to read. */
const FLOODER = 'wire-19';

/** The same seed gives the same world. */
export function createWorld(seed: string): World {
  const random = randomOf(seed);
  const publishers = [...named('labs', 24), ...named('wire', 32)];
  const own = publishers.flatMap((publisher) =>
    Array.from({ length: DAYS + PAST_DAYS }, (_, index) => index - PAST_DAYS).flatMap((day) =>
      Array.from({ length: howMany(publisher, day, random) }, () => tellingOf(publisher, day, random)),
    ),
  );
  const labs = own.filter(({ publisher }) => publisher.startsWith('lab'));
  return { publishers, tellings: [...own, ...labs.flatMap((telling) => retellingsOf(telling, random))] };
}

/** Labs rest at weekends, papers slow down. */
function howMany({ id, section }: Publisher, day: number, random: Random): number {
  const weekend = ['saturday', 'sunday'].includes(weekdayOf(dateOf(day)));
  if (id === FLOODER) return 25;
  if (section === 'labs') return weekend ? 0 : Number(random.next() < 0.5);
  return weekend ? Number(random.next() < 0.4) : random.int(0, 2);
}

/** Between the collection of the day before and that of the day; a date without an hour is that day's midnight. */
function tellingOf({ id, midnight }: Publisher, day: number, random: Random): Telling {
  const title = titleOf(random);
  const at = midnight ? startOfUtcDay(dateOf(day)) : collectedAt(day) - random.int(60_000, DAY_MS);
  const url = `https://${id}.example/${title.toLowerCase().replaceAll(' ', '-')}`;
  return { story: url, publisher: id, title, url, at };
}

/** Half of them under the lab's own address; some only on the day after, when an edition may have carried it. */
function retellingsOf(telling: Telling, random: Random): Telling[] {
  if (random.next() < 0.5) return [];
  const publisher = random.pick(RETELLERS);
  const at = telling.at + random.int(1, 22) * HOUR_MS;
  if (random.next() < 0.5)
    return [{ ...telling, publisher, at, url: `${telling.url}?utm_source=${publisher}` }];
  const url = `https://${publisher}.example/${telling.url.split('/').at(-1) ?? ''}`;
  return [{ ...telling, publisher, at, url, title: `${telling.title}, it says` }];
}

const BEGIN = 'b br d dr f g gr h k kl l m n p pr r s st t tr v z'.split(' ');
const MIDDLE = 'a e i o u ai ei ou'.split(' ');
const END = 'l m n r s t x nd rk st'.split(' ');

/** Six words that mean nothing, so that two titles are alike only where the world says so. */
function titleOf(random: Random): string {
  const syllable = () => `${random.pick(BEGIN)}${random.pick(MIDDLE)}`;
  const word = () => `${syllable()}${syllable()}${random.pick(END)}`;
  const words = Array.from({ length: 6 }, word).join(' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
