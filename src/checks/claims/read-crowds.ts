/** Reads how many: "six models score above 50", "the only model above 60", "every model of the first ten". Pure. */
import { isBound } from './numbers.ts';
import { hasKind, type Reading, type Saying } from './reading.ts';
import { groupAt } from './subjects.ts';

type Crowd = { readonly count: number; readonly among: number | null };

/** So many rows are beyond a figure, or share a rank. */
export function readCrowd({ marks, named }: Reading, { count, among }: Crowd, index: number): Saying[] {
  if (hasKind(marks, 'attribute') || hasKind(marks, 'move') || !named) return [];
  const after = marks.slice(index + 1);
  const bound = after.find((mark) => mark.kind === 'figure');
  if (bound?.kind === 'figure' && isBound(bound.figure))
    return [{ kind: 'count', count, among, figure: bound.figure, rank: null }];
  const rank = after.find((mark) => mark.kind === 'rank');
  const shared = after.some(({ kind, text }) => kind === 'compare' && /^(?:shar|tie)/i.test(text));
  return rank?.kind === 'rank' && rank.from === rank.to && shared
    ? [{ kind: 'count', count, among, figure: null, rank: rank.from }]
    : [];
}

/** "Only Birch and Cedar are above 57": as many as are named. */
export function readOnly(reading: Reading, index: number): Saying[] {
  return readCrowd(reading, { count: groupAt(reading, index).length, among: null }, index);
}

/** "Every model of the first ten is above 58": as many as there are. */
export function readEvery(reading: Reading, index: number): Saying[] {
  const top = reading.marks.find(({ kind }) => kind === 'top');
  const among = top?.kind === 'top' ? top.count : null;
  return readCrowd(reading, { count: among ?? Infinity, among }, index);
}
