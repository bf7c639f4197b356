/** Judges movement: was there such a change between two stored days? Pure. */
import type { Standing } from '../../model/board.ts';
import { addDays, type EditionDate } from '../../model/date.ts';
import { distances } from './judge-distances.ts';
import { absent, earlierIn, printed, rowsOf, sameRow, type Answer, type Dated, type Of } from './history.ts';
import { isFigure } from './numbers.ts';
import type { BoardPast } from './types.ts';

export function hasMoved(claim: Of<'move'>, past: BoardPast, today: EditionDate): Answer {
  const rows = rowsOf(past.board, claim.subject);
  if (rows.length === 0) return absent(claim.subject, claim.named);
  const steps = stepsOf(claim, past, today);
  if (steps.length === 0) return null;
  // "Nobody moved", "has not moved", "unchanged": since the last table, unless a day is named.
  const [last] = steps;
  const still = claim.negated || claim.direction === 'none' || claim.subject.kind === 'nobody';
  const asked = still && last !== undefined && claim.period === null ? [last] : steps;
  const found = rows.some((row) => asked.some((step) => moved(claim, row, step)));
  return claim.subject.kind === 'nobody' ? !found : found;
}

/** Two stored days that a claim may compare. */
type Step = { readonly before: Dated; readonly after: Dated };

/** From each day of the period to today ("since Monday"), and into the days of the period ("on Monday"). */
function stepsOf({ period }: Of<'move'>, past: BoardPast, today: EditionDate): Step[] {
  const now = { date: today, board: past.board };
  const since = earlierIn(past, period, today).map((before) => ({ before, after: now }));
  if (period === null || period.since) return since;
  const into = past.earlier.flatMap((after, index): Step[] => {
    const before = past.earlier[index + 1];
    const inside = after.date >= period.from && after.date <= period.to;
    return before !== undefined && inside && before.date >= addDays(after.date, -7)
      ? [{ before, after }]
      : [];
  });
  return [...since, ...into];
}

function moved({ direction, by, of }: Of<'move'>, row: Standing, { before, after }: Step): boolean {
  const now = sameRow(after.board, row);
  const then = sameRow(before.board, row);
  if (direction === 'new') return now !== undefined && then === undefined;
  if (now === undefined || then === undefined) return false;
  const { board } = after;
  if (by?.unit === 'times') return isFigure(by, [now.score / then.score]);
  const places = then.rank - now.rank;
  const points = printed(board, now.score) - printed(board, then.score);
  const sizes = by === null ? [] : distances(by, board, [points, now.score - then.score], then.score);
  const ranks =
    of !== 'score' && fits(direction, places) && (by === null || isFigure(by, [Math.abs(places)]));
  const scores = of !== 'rank' && fits(direction, points) && (by === null || isFigure(by, sizes));
  return ranks || scores;
}

function fits(direction: Of<'move'>['direction'], change: number): boolean {
  const size = Math.abs(change) < 1e-9 ? 0 : change;
  if (direction === 'up') return size > 0;
  if (direction === 'down') return size < 0;
  return direction === 'none' ? size === 0 : size !== 0;
}
