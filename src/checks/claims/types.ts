/** The words of the claims check: what a sentence says of the boards, and the stored tables it is held against. */
import type { Board } from '../../model/board.ts';
import type { EditionDate } from '../../model/date.ts';

/** A board as the edition shows it, and what it said on earlier days (newest first). */
export type BoardPast = {
  readonly board: Board;
  readonly earlier: readonly { readonly date: EditionDate; readonly board: Board }[];
};

export type Tables = { readonly date: EditionDate; readonly boards: readonly BoardPast[] };

/** A figure as written: 64.4 has one decimal; "nearly" and "more than" bend it. */
export type Figure = {
  readonly value: number;
  readonly decimals: number;
  readonly unit: Unit;
  readonly bend: 'exact' | 'about' | 'nearly' | 'just over' | 'under' | 'over';
};

export type Unit =
  | 'none'
  | 'percent'
  | 'points'
  | 'places'
  | 'dollars'
  | 'tokens per second'
  | 'times'
  /** Anything else that is counted: users, days, parameters. Never a figure of a board. */
  | 'other';

/** A rank that stands for the end of the table. */
export const LAST = Infinity;

/** Whom a claim is about: a model by the name the sentence uses, or whoever holds a rank. */
export type Subject =
  | { readonly kind: 'model'; readonly name: string; readonly known: boolean }
  | { readonly kind: 'holder'; readonly rank: number }
  | { readonly kind: 'nobody'; readonly within: number };

export type Direction = 'up' | 'down' | 'any' | 'none' | 'new';
/** `apart`: a distance without saying which way. */
export type Relation = 'ahead' | 'behind' | 'level' | 'apart';

/** Days before the edition's: what "yesterday", "on Monday" and "since 12 November" name. */
export type Period = {
  readonly from: EditionDate;
  readonly to: EditionDate;
  readonly words: string;
  /** "since Monday", "overnight": from then to today, and not what happened on that day. */
  readonly since: boolean;
};

type About = {
  /** Boards the claim may be about; empty: any. One of them must bear it out. */
  readonly boards: readonly string[];
  /** The sentence names several boards at once: each must bear it out. */
  readonly every: boolean;
  readonly named: boolean;
  readonly period: Period | null;
  readonly negated: boolean;
  /** Said of an earlier day: "was". */
  readonly past: boolean;
};

export type Claim = About &
  (
    | { readonly kind: 'score'; readonly subject: Subject; readonly figure: Figure }
    | {
        readonly kind: 'rank';
        readonly subject: Subject;
        readonly from: number;
        readonly to: number;
        readonly shared: boolean;
      }
    | {
        readonly kind: 'move';
        readonly subject: Subject;
        readonly direction: Direction;
        /** Ranks or scores moved; null: either. */
        readonly by: Figure | null;
        readonly of: 'rank' | 'score' | 'either';
      }
    | {
        readonly kind: 'compare';
        readonly subject: Subject;
        readonly other: Subject;
        readonly relation: Relation;
        readonly by: Figure | null;
        readonly within: boolean;
        /** It was the other way round before: "overtook". */
        readonly turned: boolean;
      }
    | {
        /** So many rows lie above or below a figure, or share a rank. */
        readonly kind: 'count';
        readonly count: number;
        /** Of the first so many rows; null: of all. */
        readonly among: number | null;
        readonly figure: Figure | null;
        readonly rank: number | null;
      }
    | {
        readonly kind: 'spread';
        readonly from: number;
        readonly to: number;
        readonly width: Figure | null;
        readonly range: readonly [Figure, Figure] | null;
        readonly within: boolean;
      }
    | { readonly kind: 'extra'; readonly subject: Subject; readonly figure: Figure }
    | {
        readonly kind: 'extreme';
        readonly subject: Subject;
        /** Among the first so many; null: whichever may be meant; Infinity: all. */
        readonly within: number | null;
        readonly of: 'price' | 'speed';
        readonly most: boolean;
      }
    | {
        readonly kind: 'extra-compare';
        readonly subject: Subject;
        readonly other: Subject;
        readonly of: 'price' | 'speed';
        readonly more: boolean;
      }
  );
