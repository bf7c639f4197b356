/** Collects: asks every source at once, and stores what each answered, so that one that fails stops nothing. */
import type { Source } from '../../sources/source.ts';
import type { Database } from '../database/connect.ts';
import type { EditionDate, Instant } from '../model/date.ts';
import { messageOf } from '../model/errors.ts';
import { failed, type SourceFailure, type SourceResult } from '../model/source.ts';
import type { Clock } from '../platform/clock.ts';
import type { Fetcher } from '../platform/http.ts';
import { saveCollection } from './collections.ts';
import { saveItems } from './items.ts';
import { keepBoards, saveBoards, type Withheld } from './save-boards.ts';
import { recordFetches, saveExchanges, type Exchange } from './snapshots.ts';

export type CollectDeps = {
  readonly database: Database;
  /** Bounds concurrency, time and size itself. */
  readonly fetch: Fetcher;
  readonly clock: Clock;
  readonly artificialAnalysisApiKey: string | null;
};

/** What one source gave to one collection. */
export type SourceOutcome = {
  readonly sourceId: string;
  readonly name: string;
  readonly section: Source['section'];
  readonly items: number;
  /** Items never stored before. */
  readonly newItems: number;
  readonly boards: number;
  /** Every request was answered "not modified". */
  readonly unchanged: boolean;
  readonly warnings: readonly string[];
  /** null: it answered. */
  readonly failure: SourceFailure | null;
};

export type CollectInput = {
  readonly date: EditionDate;
  readonly sources: readonly Source[];
  /** How many days the last good board may stand in for one that came back damaged. */
  readonly staleDays: number;
  /** Called once per source, as each ends. */
  readonly onProgress?: (done: number, total: number, outcome: SourceOutcome) => void;
};

/**
 * Asks all sources together; collecting the same day again adds only what is new.
 * @returns one outcome per source, in the order given; a failed source is an outcome, never an exception
 */
export async function collect(deps: CollectDeps, input: CollectInput): Promise<SourceOutcome[]> {
  let done = 0;
  return Promise.all(
    input.sources.map(async (source) => {
      const outcome = await collectOne(deps, source, input);
      done += 1;
      input.onProgress?.(done, input.sources.length, outcome);
      return outcome;
    }),
  );
}

async function collectOne(
  deps: CollectDeps,
  source: Source,
  { date, staleDays }: CollectInput,
): Promise<SourceOutcome> {
  const now = deps.clock.now();
  const exchanges: Exchange[] = [];
  const fetch = recordFetches(deps, source.id, exchanges);
  const { artificialAnalysisApiKey } = deps;
  const result = await ask(source, { fetch, date, now, artificialAnalysisApiKey });
  return store(deps.database, { source, date, staleDays, now, exchanges, result });
}

async function ask(source: Source, context: Parameters<Source['collect']>[0]): Promise<SourceResult> {
  try {
    return await source.collect(context);
  } catch (error) {
    return failed('unexpected', `stopped with an error of ours: ${messageOf(error)}`);
  }
}

type Collected = {
  readonly source: Source;
  readonly date: EditionDate;
  readonly staleDays: number;
  readonly now: Instant;
  readonly exchanges: readonly Exchange[];
  readonly result: SourceResult;
};

/** One transaction: an ETag is kept only together with what was read under it, or a crash between would lose it to a 304. */
async function store(database: Database, collected: Collected): Promise<SourceOutcome> {
  const { source, date, staleDays, now, result } = collected;
  const failure = result.ok ? null : result.failure;
  const { items, boards, unchanged, warnings } = result.ok ? result : NOTHING;
  return database.query.transaction().execute(async (trx) => {
    const newItems = await saveItems(trx, source, items, now);
    const withheld = await saveBoards(trx, { sourceId: source.id, date, now, staleDays }, boards);
    // What was not believed must not be "not modified" tomorrow.
    await saveExchanges(trx, source.id, collected.exchanges, failure ?? disbelief(withheld));
    if (unchanged) await keepBoards(trx, source.id, date);
    const dates = items.flatMap((item) => item.publishedAt ?? []);
    const outcome: SourceOutcome = {
      sourceId: source.id,
      name: source.name,
      section: source.section,
      items: items.length,
      newItems,
      boards: boards.length,
      unchanged,
      warnings: [
        ...warnings,
        ...withheld.map(({ reason }) => `its table ${reason}, so the last good one stands in`),
      ],
      failure,
    };
    await saveCollection(trx, { date, at: now, newestItemAt: latest(dates), outcome });
    return outcome;
  });
}

function disbelief([first]: readonly Withheld[]): SourceFailure | null {
  return first === undefined ? null : failed('unexpected-shape', first.reason).failure;
}

const NOTHING = { items: [], boards: [], unchanged: false, warnings: [] } as const;

function latest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((max, at) => (max === null || at > max ? at : max), null);
}
