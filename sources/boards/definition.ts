/** What a board is before it is fetched, and what an adapter makes of an answer. */
import type { BoardReference } from '../../src/config.ts';
import type { Board, BoardColumn, UnrankedStanding } from '../../src/model/board.ts';
import type { SourceFailure } from '../../src/model/source.ts';
import type { SourceContext } from '../source.ts';

type ConfiguredBoard = Exclude<BoardReference, string>;

/** Which reader understands the answer. */
export type Adapter = ConfiguredBoard['adapter'];

/** Where the values of a row are: column names for CSV and tables, dotted paths for JSON. */
export type Mapping = NonNullable<ConfiguredBoard['read']>;

export type BoardDefinition = {
  /** Stable, kebab-case: snapshots are stored under it. */
  readonly id: string;
  readonly adapter: Adapter;
  readonly title: string;
  /** What it measures, one sentence. */
  readonly description: string;
  /** May hold `{date}`: the edition's day. */
  readonly url: string;
  readonly attribution: Board['attribution'];
  readonly scoreLabel: string;
  readonly suffix: string;
  readonly decimals: number;
  readonly higherIsBetter: boolean;
  /** For the csv, json and html-table adapters; null for those that know their source. */
  readonly read: Mapping | null;
  /** How often it is expected to change; null: it has stopped, or nobody knows. */
  readonly cadenceDays: number | null;
  /** What is odd about it. */
  readonly quirks: string | null;
  /** When its address and shape were last seen to hold: `YYYY-MM-DD`, or `YYYY-MM` where only the month is known. */
  readonly lastChecked: string | null;
};

export type BoardOptions = {
  /** The operator's statement that Artificial Analysis' figures may be printed. */
  readonly permission?: boolean;
  /** True for the sample newsroom: no key is asked for, and the board says that its models are invented. */
  readonly invented?: boolean;
};

/** An answer understood: everything of a board that the definition cannot know. */
export type Reading = {
  /** The day the source states, `YYYY-MM-DD`; null where it states none. */
  readonly asOf: string | null;
  readonly version: string | null;
  readonly window: string | null;
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly UnrankedStanding[];
  readonly warnings: readonly string[];
};

type Failed = { readonly ok: false; readonly failure: SourceFailure };
export type ReadingResult = ({ readonly ok: true } & Reading) | Failed;

/** Headers to send, or why the source must not be asked. */
export type Admission = { readonly ok: true; readonly headers: Readonly<Record<string, string>> } | Failed;

export type BoardAdapter = {
  admit?(context: SourceContext, options: BoardOptions): Admission;
  /** The address after this one, null on the last; absent where one answer is always the whole. */
  nextPage?(page: string, url: string): string | null;
  /** Pure; never throws. `pages` has at least one text. */
  read(pages: readonly string[], definition: Pick<BoardDefinition, 'read'>): ReadingResult;
};
