/** A source: a place content comes from, written as code or data, asked once a collection. */
import type { EditionDate, Instant } from '../src/model/date.ts';
import type { SourceResult } from '../src/model/source.ts';
import type { Fetcher } from '../src/platform/http.ts';

export type SourceContext = {
  /** Conditional, guarded, capped; each answer is stored as a snapshot by whoever supplies it. */
  readonly fetch: Fetcher;
  /** The edition's day, in the newsletter's time zone. */
  readonly date: EditionDate;
  readonly now: Instant;
  readonly artificialAnalysisApiKey: string | null;
};

/** Which section its items feed. */
export type SourceSection = 'labs' | 'wire' | 'papers' | 'benchmarks';

/** What the catalogue knows of a source: for the editor, who sees its health. */
export type SourceFacts = {
  /** "RSS", "Atom", "arXiv", or the board's adapter. */
  readonly kind: string;
  /** How often it brings something new, in words; null: nobody wrote it down. */
  readonly cadence: string | null;
  /** Days of silence after which an editor should look. */
  readonly quietAfterDays: number;
  /** What is odd about it. */
  readonly quirks: string | null;
  /** When somebody last saw it work, `YYYY-MM-DD`; null: nobody wrote it down. */
  readonly lastChecked: string | null;
};

/** For a source that says nothing of its own pace. */
export const QUIET_AFTER_DAYS = 60;

export type Source = {
  /** Stable, kebab-case, unique: rows are stored under it. */
  readonly id: string;
  /** As readers see it. */
  readonly name: string;
  readonly section: SourceSection;
  /** Where it is fetched from (`{date}` already filled in where the address holds it). */
  readonly url: string;
  readonly facts: SourceFacts;
  /** Never throws for anything the web can do. */
  collect(context: SourceContext): Promise<SourceResult>;
};
