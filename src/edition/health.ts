/** The health of sources: what an editor should know of each, from what is stored of its readings. */
import type { Kysely } from 'kysely';
import type { Source, SourceFacts, SourceSection } from '../../sources/source.ts';
import type { Row, Tables } from '../database/schema.ts';
import { DAY_MS, type EditionDate, type Instant } from '../model/date.ts';
import { boardsUnchangedSince } from './board-history.ts';
import { SWITCHED_OFF } from './collections.ts';
import { contentOf, exchangesOf, readingsOf, type Content, type Exchanges } from './health-rows.ts';

/** `quiet`: it answers, and has had nothing new for longer than it should. */
export type HealthState = 'well' | 'quiet' | 'failing' | 'off' | 'never asked';

export type SourceHealth = SourceFacts & {
  readonly section: SourceSection;
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly state: HealthState;
  readonly lastSuccessAt: Instant | null;
  /** The first edition day of an unbroken row of failures. */
  readonly failingSince: EditionDate | null;
  /** Its newest item's first date; for a board, since when its rows are what they are. */
  readonly newestAt: Instant | null;
  /** Over the last four weeks; null for boards. */
  readonly itemsPerWeek: number | null;
  /** Of the requests of the last 30 days, how many were answered "not modified". */
  readonly requests: number;
  readonly notModified: number;
  /** Failures, warnings and silence in words; empty when there is nothing to say. */
  readonly remarks: readonly string[];
};

/** One for each source, in the order given. */
export async function healthOf(
  db: Kysely<Tables>,
  sources: readonly Source[],
  now: Instant,
): Promise<SourceHealth[]> {
  const readings = await readingsOf(db, now);
  const contents = await contentOf(db, now);
  const exchanges = await exchangesOf(db, now);
  const boards = await boardsUnchangedSince(
    db,
    sources.filter(({ section }) => section === 'benchmarks').map(({ id }) => id),
  );
  return sources.map((source) => {
    const content = contents.get(source.id) ?? null;
    return health(source, {
      now,
      rows: readings.get(source.id) ?? [],
      newestAt: boards.get(source.id) ?? content?.newestAt ?? null,
      content,
      exchanges: exchanges.get(source.id) ?? { requests: 0, notModified: 0 },
    });
  });
}

type Known = {
  readonly now: Instant;
  /** Newest first. */
  readonly rows: readonly Row<'collection'>[];
  readonly newestAt: Instant | null;
  readonly content: Content | null;
  readonly exchanges: Exchanges;
};

function health(source: Source, known: Known): SourceHealth {
  const { rows, newestAt, content, exchanges } = known;
  const { section, id, name, url, facts } = source;
  const silence = silenceOf(source, known);
  return {
    ...{ section, id, name, url, ...facts, newestAt },
    state: stateOf(rows[0], silence),
    lastSuccessAt: rows.find(({ failure_kind }) => failure_kind === null)?.collected_at ?? null,
    failingSince: failingSince(rows),
    itemsPerWeek: section === 'benchmarks' ? null : (content?.perWeek ?? 0),
    ...exchanges,
    remarks: remarksOn(rows, silence),
  };
}

function stateOf(last: Row<'collection'> | undefined, silence: string | null): HealthState {
  if (last === undefined) return 'never asked';
  if (last.failure_kind === null) return silence === null ? 'well' : 'quiet';
  return SWITCHED_OFF.includes(last.failure_kind) ? 'off' : 'failing';
}

/** Also where it answers 200 or "not modified" every day: that it answers says nothing of its news. */
function silenceOf({ facts, section }: Source, { rows, newestAt, now }: Known): string | null {
  const answered = rows.some(({ failure_kind }) => failure_kind === null);
  if (newestAt === null) return answered ? 'it has not held anything yet' : null;
  const days = Math.floor((now - newestAt) / DAY_MS);
  if (days <= facts.quietAfterDays) return null;
  return section === 'benchmarks'
    ? `its rows have not changed for ${days} days`
    : `its newest item is ${days} days old`;
}

function remarksOn([last, ...before]: readonly Row<'collection'>[], silence: string | null): string[] {
  if (last === undefined) return [];
  const since = failingSince([last, ...before]);
  const failure = last.failure_message ?? 'did not answer';
  const told = since === null ? (JSON.parse(last.warnings) as string[]) : [sinceWhen(failure, since, last)];
  // The reading itself may have told of the silence already, with what it saw beside it.
  const untold = silence !== null && !told.some((remark) => remark.includes(silence));
  return untold ? [...told, silence] : told;
}

function sinceWhen(failure: string, since: string, last: Row<'collection'>): string {
  return since === last.date ? failure : `${failure} (failing since ${since})`;
}

function failingSince(rows: readonly Row<'collection'>[]): EditionDate | null {
  const end = rows.findIndex(({ failure_kind }) => failure_kind === null);
  const failures = end === -1 ? rows : rows.slice(0, end);
  return (failures.at(-1)?.date ?? null) as EditionDate | null;
}
