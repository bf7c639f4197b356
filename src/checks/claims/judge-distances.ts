/** Judges comparisons and spreads: who is ahead, by how much, and how far ranks lie apart. Pure. */
import type { Board, Standing } from '../../model/board.ts';
import type { EditionDate } from '../../model/date.ts';
import { absent, anyOf, both, earlierIn, printed, rowsOf, sameRow, type Answer, type Of } from './history.ts';
import { isFigure } from './numbers.ts';
import type { BoardPast, Figure } from './types.ts';

export function compares(claim: Of<'compare'>, past: BoardPast, today: EditionDate): Answer {
  if (claim.past && claim.period !== null)
    return anyOf(earlierIn(past, claim.period, today).map(({ board }) => comparesOn(claim, board)));
  const now = comparesOn(claim, past.board);
  if (!claim.turned || now !== true || claim.subject.kind === 'nobody') return now;
  const before = earlierIn(past, claim.period, today);
  return before.length === 0 ? null : before.some(({ board }) => otherwise(claim, past.board, board));
}

function comparesOn(claim: Of<'compare'>, board: Board): Answer {
  const subjects = rowsOf(board, claim.subject);
  const others = rowsOf(board, claim.other);
  if (subjects.length === 0) return absent(claim.subject, claim.named);
  if (others.length === 0) return absent(claim.other, claim.named);
  const holds = subjects.some((one) =>
    others.some((other) => one !== other && related(claim, board, one, other)),
  );
  return claim.subject.kind === 'nobody' ? !holds : holds;
}

/** It was not so on an earlier day: what "overtook" says beside "is ahead of". */
function otherwise(claim: Of<'compare'>, now: Board, then: Board): boolean {
  const [one] = rowsOf(now, claim.subject).flatMap((row) => sameRow(then, row) ?? []);
  const [other] = rowsOf(now, claim.other).flatMap((row) => sameRow(then, row) ?? []);
  return one !== undefined && other !== undefined && !related({ ...claim, by: null }, then, one, other);
}

function related(
  { relation, by, within }: Pick<Of<'compare'>, 'relation' | 'by' | 'within'>,
  board: Board,
  one: Standing,
  other: Standing,
): boolean {
  const ahead = other.rank - one.rank;
  if (relation === 'level') return ahead === 0;
  if ((relation === 'ahead' && ahead <= 0) || (relation === 'behind' && ahead >= 0)) return false;
  if (by === null) return true;
  if (by.unit === 'places') return isFigure(by, [Math.abs(ahead)]);
  const difference = printed(board, one.score) - printed(board, other.score);
  const sizes = distances(by, board, [difference, one.score - other.score], other.score);
  return within ? sizes.some((size) => size <= by.value + 1e-9) : isFigure(by, sizes);
}

/** A difference in points, or, for "percent", in hundredths of what is compared with (and in points on a board of percentages). */
export function distances(by: Figure, board: Board, differences: readonly number[], base: number): number[] {
  const points = differences.map(Math.abs);
  if (by.unit !== 'percent') return points;
  const relative = points.map((size) => (100 * size) / Math.abs(base));
  return board.suffix === '%' ? [...points, ...relative] : relative;
}

export function spreads({ from, to, width, range, within, named }: Of<'spread'>, board: Board): Answer {
  const first = board.rows[from - 1];
  const last = board.rows[to - 1];
  if (first === undefined || last === undefined) return named ? false : null;
  const ends = [both(board, first.score), both(board, last.score)] as const;
  if (range !== null) {
    const [one, two] = range;
    return (
      (isFigure(one, ends[0]) && isFigure(two, ends[1])) || (isFigure(one, ends[1]) && isFigure(two, ends[0]))
    );
  }
  if (width === null) return null;
  const sizes = distances(
    width,
    board,
    [printed(board, first.score) - printed(board, last.score), first.score - last.score],
    last.score,
  );
  return within ? sizes.some((size) => size <= width.value + 1e-9) : isFigure(width, sizes);
}
