/** What a check is: a named rule over an edition and its mails, pure, saying what it found. */
import type { Board } from '../model/board.ts';
import type { EditionDate } from '../model/date.ts';
import type { Edition } from '../model/edition.ts';
import type { Message } from '../model/email.ts';
import type { Finding } from '../model/finding.ts';

/** A mail as one sample reader would get it. */
export type Sample = Pick<Message, 'subject' | 'html' | 'text' | 'headers'>;

export type CheckInput = {
  readonly edition: Edition;
  /** What of it the mails show, and in words what the byte budget left to the web; absent: all of it. */
  readonly shown?: { readonly edition: Edition; readonly cuts: readonly string[] };
  /** The edition for a few readers: their bytes are what leaves. */
  readonly samples: readonly Sample[];
  /** The stored snapshots behind the tables, by snapshot id. */
  readonly boards: ReadonlyMap<number, Board>;
  /** What each board said on earlier days, by board id, newest first; of the same version and window only. */
  readonly history: ReadonlyMap<string, readonly { readonly date: EditionDate; readonly board: Board }[]>;
  /** Subjects of the editions before. */
  readonly recentSubjects: readonly string[];
  readonly limits: Limits;
};

/** From which values a check warns or blocks. Bytes are UTF-8, after personalising. */
export type Limits = {
  readonly htmlBytes: { readonly warn: number; readonly block: number };
  /** Where the unsubscribe and view-online links must have come: a clipped mail ends there. */
  readonly linksBeforeByte: number;
  readonly subjectLength: number;
  readonly preheaderLength: { readonly min: number; readonly max: number };
  readonly essayWords: { readonly min: number; readonly max: number };
  /** Rows of a benchmark table. */
  readonly tableRows: number;
  readonly textColumns: number;
};

/** Gmail clips at 102 KB; the rest are the measures of this newsletter. */
export const DEFAULT_LIMITS: Limits = {
  htmlBytes: { warn: 80_000, block: 95_000 },
  linksBeforeByte: 90_000,
  subjectLength: 60,
  preheaderLength: { min: 40, max: 90 },
  essayWords: { min: 150, max: 2_500 },
  tableRows: 5,
  textColumns: 64,
};

/** A finding without its check's name, which the runner adds. */
export type Found = Omit<Finding, 'check'>;

export type Check = {
  /** kebab-case, unique. */
  readonly name: string;
  readonly run: (input: CheckInput) => Found[];
};

export function block(place: string, message: string): Found {
  return { severity: 'block', place, message };
}

export function warn(place: string, message: string): Found {
  return { severity: 'warn', place, message };
}
