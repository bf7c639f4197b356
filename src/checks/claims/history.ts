/** Stored standings of a board: today's and earlier days', and the rows a claim speaks of. Pure. */
import type { Board, Standing } from '../../model/board.ts';
import { addDays, type EditionDate } from '../../model/date.ts';
import { rowsNamed } from './names.ts';
import type { BoardPast, Claim, Period, Subject } from './types.ts';

/** null: the board can say neither yes nor no. */
export type Answer = boolean | null;
export type Of<Kind extends Claim['kind']> = Extract<Claim, { kind: Kind }>;
export type Dated = BoardPast['earlier'][number];

/** How far back a change may lie when the sentence names no day. */
const RECENT_DAYS = 7;

/** Snapshots of a period, or the one that was current then; the last days without one. */
export function earlierIn(
  { earlier }: BoardPast,
  period: Period | null,
  today: EditionDate,
): readonly Dated[] {
  const from = period?.from ?? addDays(today, -RECENT_DAYS);
  const within = earlier.filter(({ date }) => date >= from && (period === null || date <= period.to));
  if (within.length > 0) return within;
  const before = earlier.find(({ date }) => date <= (period?.to ?? today));
  return before === undefined ? [] : [before];
}

export function rowsOf(board: Board, subject: Subject): Standing[] {
  if (subject.kind === 'model') return rowsNamed(board, subject.name);
  if (subject.kind === 'holder') {
    // After a tie a rank may be empty: then whoever stands at that place is meant.
    const holders = board.rows.filter(({ rank }) => rank === subject.rank);
    return holders.length > 0 ? holders : board.rows.slice(subject.rank - 1, subject.rank);
  }
  return board.rows.filter(({ rank }) => rank <= subject.within);
}

/** A model that a named board does not have is no part of its standings. */
export function absent(subject: Subject, named: boolean): Answer {
  return named && subject.kind === 'model' ? false : null;
}

export function sameRow(board: Board, row: Standing): Standing | undefined {
  return (
    board.rows.find(({ rawName }) => rawName === row.rawName) ??
    board.rows.find(({ name }) => name === row.name)
  );
}

export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes(false) ? false : null;
}

export function both(board: Board, score: number): number[] {
  return [score, printed(board, score)];
}

export function printed(board: Board, score: number): number {
  return Number(score.toFixed(board.decimals));
}
