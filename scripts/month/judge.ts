/** Judges a lived month against the truth of its world: what was repeated, stale, unlabelled or called by a wrong name. */
import { canonicalUrl } from '../../sources/text/canonical-url.ts';
import { DAY_MS, type Instant } from '../../src/model/date.ts';
import type { Edition, LinkEntry, Section, SectionId } from '../../src/model/edition.ts';
import { failuresOn, rotOn } from './rot.ts';
import type { Day, Month } from './run.ts';
import { STALE_DAYS } from './settings.ts';
import { collectedAt, DAYS, type World } from './world.ts';

/** An item may be two days old, and a date without an hour a day more. */
const OLDEST_MS = 3 * DAY_MS;

/** @returns one sentence for each thing that is wrong; none for a month as it should be */
export function judgeMonth({ world, days, trapped }: Month): string[] {
  return [
    ...(days.length === DAYS ? [] : [`${days.length} editions in ${DAYS} days`]),
    ...trapped.map((url) => `a forbidden address was asked for ${url}`),
    ...repetitions(world, days),
    ...days.flatMap((day) => [
      ...staleNews(world, day),
      ...wrongFailures(day),
      ...unlabelled(day),
      ...wrongTables(day),
    ]),
  ];
}

/** By address, as the world knows it: two addresses of one story are one. */
function truthOf({ tellings }: World): Map<string, { story: string; at: Instant }> {
  return new Map(tellings.map(({ url, story, at }) => [canonicalUrl(url) ?? url, { story, at }]));
}

function repetitions(world: World, days: readonly Day[]): string[] {
  const truth = truthOf(world);
  const told = new Map<string, number>();
  return days.flatMap(({ day, edition }) =>
    namesOf(edition, truth).flatMap((name) => {
      const before = told.get(name);
      told.set(name, day);
      return before === undefined ? [] : [`day ${day} repeats ${name} of day ${before}`];
    }),
  );
}

/** One name a story, however many tellings of it an entry has. */
function namesOf(edition: Edition, truth: ReturnType<typeof truthOf>): string[] {
  const links = entriesOf(edition).map((entry) => truth.get(entry.url)?.story ?? `unknown ${entry.url}`);
  const papers = edition.sections.flatMap((section) => (section.kind === 'papers' ? section.entries : []));
  return [...links, ...papers.map(({ arxivId }) => arxivId)];
}

function entriesOf(edition: Edition): LinkEntry[] {
  return edition.sections.flatMap((section) => (section.kind === 'links' ? section.entries : []));
}

function staleNews(world: World, { day, edition }: Day): string[] {
  const truth = truthOf(world);
  return entriesOf(edition).flatMap(({ url }) => {
    const known = truth.get(url);
    if (known === undefined) return [`day ${day} shows ${url}, which nobody published`];
    const age = collectedAt(day) - known.at;
    return age <= OLDEST_MS ? [] : [`day ${day} shows ${url}, ${Math.round(age / DAY_MS)} days old, as new`];
  });
}

function wrongFailures({ day, outcomes }: Day): string[] {
  const expected = failuresOn(day);
  return outcomes.flatMap(({ sourceId, failure }) => {
    const [is, should] = [failure?.kind ?? 'well', expected.get(sourceId) ?? 'well'];
    return is === should
      ? []
      : [`day ${day}: ${sourceId} is ${is} (${failure?.message ?? ''}), not ${should}`];
  });
}

/** Whoever failed is in the report with a reason, and the section says that somebody is missing. */
function unlabelled({ day, edition }: Day): string[] {
  const failed = [...failuresOn(day).keys()];
  const reported = new Set(edition.report.failed.map(({ sourceId }) => sourceId));
  const silent = failed
    .filter((id) => !reported.has(id))
    .map((id) => `day ${day}: ${id} is not in the report`);
  const degraded = edition.sections.filter(({ id }) => failed.some((source) => sectionOf(source) === id));
  return [
    ...silent,
    ...degraded
      .filter((section) => section.note === null && !hasStandIn(section))
      .map(({ id }) => `day ${day}: ${id} is degraded and does not say so`),
  ];
}

function hasStandIn(section: Section): boolean {
  return section.kind === 'benchmarks' && section.tables.some(({ staleNote }) => staleNote !== null);
}

function sectionOf(source: string): SectionId {
  if (source === 'arxiv') return 'papers';
  if (source.startsWith('lab-')) return 'labs';
  return source.startsWith('wire-') ? 'wire' : 'benchmarks';
}

const ROWS = { arena: 50, index: 30, league: 12 } as const;

/** Always the whole table; of an earlier day when today's is damaged, and gone when it is too old for that. */
function wrongTables({ day, edition }: Day): string[] {
  const tables = edition.sections.flatMap((section) => (section.kind === 'benchmarks' ? section.tables : []));
  return Object.entries(ROWS).flatMap(([id, total]) => {
    const table = tables.find((one) => one.id === id);
    const lost = daysLost(id, day);
    if (table === undefined) return lost > STALE_DAYS ? [] : [`day ${day}: there is no table of ${id}`];
    const problems = [
      ...(table.total === total ? [] : [`has ${table.total} rows`]),
      ...(lost > STALE_DAYS ? ['is shown for too long'] : []),
      ...((table.staleNote === null) === (lost === 0) ? [] : [`says "${table.staleNote ?? ''}"`]),
      ...(movesAcrossVersions(id, day, table.rows) ? ['moves across versions'] : []),
    ];
    return problems.map((problem) => `day ${day}: the table of ${id} ${problem}`);
  });
}

/** For how many days up to this one the board has not been readable. */
function daysLost(board: string, day: number): number {
  const bad = (on: number) => on >= 0 && ['shrunken', 'web-page', 'gone'].includes(rotOn(board, on) ?? '');
  let lost = 0;
  while (bad(day - lost)) lost++;
  return lost;
}

function movesAcrossVersions(board: string, day: number, rows: readonly { movement: unknown }[]): boolean {
  const changed = rotOn(board, day) === 'new-version' && rotOn(board, day - 1) !== 'new-version';
  return changed && rows.some(({ movement }) => movement !== null);
}
