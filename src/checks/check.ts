/** What a check is: a named rule over an edition and its mails, pure, saying what it found. */
import type { Board } from '../model/board.ts';
import type { EditionDate } from '../model/date.ts';
import type { Edition } from '../model/edition.ts';
import type { Message } from '../model/email.ts';
import type { CHECK_NAMES, Finding } from '../model/finding.ts';
import type { Limits } from '../model/limits.ts';
import type { Page } from './page.ts';
import type { ReadHtml } from './read-html.ts';

/** A mail as one sample reader would get it. */
export type Sample = Pick<Message, 'to' | 'replyTo' | 'subject' | 'html' | 'text' | 'headers' | 'tags'>;

/** Its html is parsed once for all checks. */
export type ReadSample = Sample & { readonly page: Page; readonly read: ReadHtml };

export type CheckInput = {
  readonly edition: Edition;
  /** What of it the mails show, and in words what the byte budget left to the web; absent: all of it. */
  readonly shown?: { readonly edition: Edition; readonly cuts: readonly string[] };
  /** The edition for a few readers: their bytes are what leaves. */
  readonly samples: readonly ReadSample[];
  /** The stored snapshots behind the tables, by snapshot id. */
  readonly boards: ReadonlyMap<number, Board>;
  /** What each board said on earlier days, by board id, newest first; of the same version and window only. */
  readonly history: ReadonlyMap<string, readonly { readonly date: EditionDate; readonly board: Board }[]>;
  /** Days between two issues of a board, by board id; null: it has no rhythm. */
  readonly cadences: ReadonlyMap<string, number | null>;
  /** Subjects of the editions before. */
  readonly recentSubjects: readonly string[];
  /** Addresses that editions of the last week printed. */
  readonly recentUrls: ReadonlySet<string>;
  /** Readers now, and of the edition before; null: there was none. */
  readonly audience: { readonly now: number; readonly before: number | null };
  /** Rows of a benchmark table. */
  readonly tableRows: number;
  readonly limits: Limits;
};

/** A finding without its check's name, which the runner adds. */
export type Found = Omit<Finding, 'check'>;

export type Check = {
  readonly name: (typeof CHECK_NAMES)[number];
  readonly run: (input: CheckInput) => Found[];
};

export function block(place: string, message: string): Found {
  return { severity: 'block', place, message };
}

export function warn(place: string, message: string): Found {
  return { severity: 'warn', place, message };
}
