/** Holds claims against the stored tables: borne out, contradicted, or nothing stored to tell by. Pure. */
import type { Board } from '../../model/board.ts';
import type { EditionDate } from '../../model/date.ts';
import { absent, anyOf, both, earlierIn, rowsOf, type Answer, type Of } from './history.ts';
import { comparesExtra, hasExtra, isExtreme } from './judge-columns.ts';
import { compares, spreads } from './judge-distances.ts';
import { hasMoved } from './judge-movement.ts';
import { isFigure } from './numbers.ts';
import { LAST, type BoardPast, type Claim, type Tables } from './types.ts';

export type Verdict = {
  readonly kind: 'right' | 'wrong' | 'unknown';
  /** The boards that were asked and did not bear it out. */
  readonly boards: readonly BoardPast[];
};

export function verdictOn(claim: Claim, tables: Tables): Verdict {
  const scope = tables.boards.filter(
    ({ board }) => claim.boards.length === 0 || claim.boards.includes(board.id),
  );
  const answers = scope.map((past) => ({ past, answer: answerOf(claim, past, tables.date) }));
  const asked = answers.filter(({ answer }) => answer !== null);
  const right = claim.every
    ? asked.length > 0 && asked.every(({ answer }) => answer)
    : asked.some(({ answer }) => answer);
  if (right) return { kind: 'right', boards: [] };
  const wrong = asked.filter(({ answer }) => answer === false).map(({ past }) => past);
  return wrong.length > 0 ? { kind: 'wrong', boards: wrong } : { kind: 'unknown', boards: scope };
}

function answerOf(claim: Claim, past: BoardPast, today: EditionDate): Answer {
  const answer = positive(claim, past, today);
  return answer === null || !claim.negated ? answer : !answer;
}

function positive(claim: Claim, past: BoardPast, today: EditionDate): Answer {
  switch (claim.kind) {
    case 'score':
      return inTime(claim, past, today, (board) => hasScore(claim, board));
    case 'rank':
      return inTime(claim, past, today, (board) => hasRank(claim, board));
    case 'move':
      return hasMoved(claim, past, today);
    case 'compare':
      return compares(claim, past, today);
    case 'count':
      return counts(claim, past.board);
    case 'spread':
      return spreads(claim, past.board);
    case 'extra':
      return hasExtra(claim, past.board);
    case 'extreme':
      return isExtreme(claim, past.board);
    case 'extra-compare':
      return comparesExtra(claim, past.board);
  }
}

/** Today's table speaks for "is", the days named for "was"; "was" without a day may mean either. */
function inTime(
  { past, period }: Of<'score'> | Of<'rank'>,
  stored: BoardPast,
  today: EditionDate,
  test: (board: Board) => Answer,
): Answer {
  const now = { date: today, board: stored.board };
  const then = past || period !== null ? earlierIn(stored, period, today) : [];
  const asked = past && period !== null ? then : [now, ...then];
  return anyOf(asked.map(({ board }) => test(board)));
}

function hasScore({ subject, figure, named }: Of<'score'>, board: Board): Answer {
  const rows = rowsOf(board, subject);
  if (rows.length === 0) return absent(subject, named);
  if (subject.kind === 'nobody') return !rows.some(({ score }) => score > figure.value);
  if (figure.unit === 'percent' && board.suffix !== '%') return false;
  return rows.some(({ score }) => isFigure(figure, both(board, score)));
}

function hasRank({ subject, from, to, shared, named }: Of<'rank'>, board: Board): Answer {
  const rows = rowsOf(board, subject);
  if (rows.length === 0) return absent(subject, named);
  const last = Math.max(...board.rows.map(({ rank }) => rank));
  const wanted = (rank: number) => (from === LAST ? rank === last : rank >= from && rank <= to);
  if (subject.kind === 'nobody') return !rows.some(({ rank }) => wanted(rank));
  return rows.some(({ rank, tied }) => wanted(rank) && (tied || !shared));
}

/** "Above 57" may count a row at 57 exactly, or may not. */
function counts({ count, among, figure, rank }: Of<'count'>, board: Board): Answer {
  const rows = board.rows.slice(0, among ?? board.rows.length);
  const wanted = Math.min(
    count,
    among === null ? count : rows.length,
    count === Infinity ? rows.length : count,
  );
  if (rank !== null) return rows.filter((row) => row.rank === rank).length === wanted;
  if (figure === null) return null;
  const sign = figure.bend === 'under' ? -1 : 1;
  const beyond = (least: number) => rows.filter(({ score }) => sign * (score - figure.value) > least).length;
  return beyond(1e-9) === wanted || beyond(-1e-9) === wanted;
}
