/** Gathers what an edition of a day is made from, as stored. The only reading of the database before selection. */
import type { Kysely } from 'kysely';
import type { Source, SourceSection } from '../../sources/source.ts';
import type { Settings } from '../config.ts';
import type { Tables } from '../database/schema.ts';
import { addDays, DAY_MS, HOUR_MS, instantOf, type EditionDate, type Instant } from '../model/date.ts';
import type { SourceReport } from '../model/edition.ts';
import type { LinkItem, PaperItem } from '../model/item.ts';
import { currentBoards, type CurrentBoard } from './boards.ts';
import { sourceReport } from './collections.ts';
import { carriedElsewhere, listedBefore, type Carried } from './carried.ts';
import { candidates, type Candidate } from './items.ts';
import { WEEK_DAYS } from './select-papers.ts';
import { recentSubjects } from './store.ts';

const SUBJECTS_REMEMBERED = 30;

export type Ingredients = {
  /** The moment of drafting, inside the edition's day. */
  readonly until: Instant;
  readonly labs: readonly Candidate<LinkItem>[];
  readonly wire: readonly Candidate<LinkItem>[];
  /** A week of them. */
  readonly papers: readonly Candidate<PaperItem>[];
  readonly papersListedBefore: ReadonlySet<string>;
  readonly boards: readonly CurrentBoard[];
  readonly carried: Carried;
  readonly report: SourceReport;
  readonly recentSubjects: readonly string[];
};

type GatherInput = {
  readonly date: EditionDate;
  readonly settings: Settings;
  readonly sources: readonly Source[];
  readonly now: Instant;
};

export async function gather(db: Kysely<Tables>, input: GatherInput): Promise<Ingredients> {
  const { date, settings, sources, now } = input;
  const until = momentOf(date, settings.timeZone, now);
  const weekAgo = addDays(date, -WEEK_DAYS - 1);
  const ids = (section: SourceSection) =>
    sources.filter((source) => source.section === section).map(({ id }) => id);
  // A day more than the window, for dates without an hour.
  const linksSince = (section: 'labs' | 'wire') => until - settings[section].windowHours * HOUR_MS - DAY_MS;
  const labs = await candidates(db, 'labs', ids('labs'), linksSince('labs'));
  const wire = await candidates(db, 'wire', ids('wire'), linksSince('wire'));
  const papers = await candidates(db, 'papers', ids('papers'), until - (WEEK_DAYS + 2) * DAY_MS);
  return {
    until,
    labs: labs.filter(isLink),
    wire: wire.filter(isLink),
    papers: papers.filter(isPaper),
    papersListedBefore: await listedBefore(db, 'papers', weekAgo, date),
    boards: await currentBoards(db, date, ids('benchmarks'), settings.benchmarks.staleDays),
    carried: await carriedElsewhere(db, date),
    report: await sourceReport(
      db,
      date,
      sources.map(({ id }) => id),
    ),
    recentSubjects: await recentSubjects(db, date, SUBJECTS_REMEMBERED),
  };
}

/** Now, but inside the edition's day: a number drafted late or early is still one of its own day. */
function momentOf(date: EditionDate, timeZone: string, now: Instant): Instant {
  const start = instantOf(timeZone, date, '00:00');
  const end = instantOf(timeZone, addDays(date, 1), '00:00');
  return Math.min(Math.max(now, start), end);
}

/** Narrows a candidate to its kind. */
export function isLink(candidate: Candidate): candidate is Candidate<LinkItem> {
  return candidate.item.kind === 'link';
}

export function isPaper(candidate: Candidate): candidate is Candidate<PaperItem> {
  return candidate.item.kind === 'paper';
}
