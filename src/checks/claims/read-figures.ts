/** Reads figures: scores, prices and speeds, and who is said to be the cheapest or the fastest. Pure. */
import type { Mark } from './marks.ts';
import {
  attributeOf,
  hasBefore,
  hasKind,
  isElsewhere,
  linkBefore,
  type Reading,
  type Saying,
} from './reading.ts';
import { about, objectsAfter, paired, touched } from './subjects.ts';
import { isBound, isExtra } from './numbers.ts';
import { isDistance } from './read-movement.ts';
import type { Direction, Figure, Subject } from './types.ts';

export function readFigure(reading: Reading, written: Figure, index: number): Saying[] {
  const { marks } = reading;
  const figure = { ...written, unit: sharedUnit(marks, index) ?? written.unit };
  if (figure.unit === 'other' || figure.unit === 'times' || figure.unit === 'places') return [];
  if (isExtra(figure))
    return attributeOf(marks, index) === 'other'
      ? []
      : paired(reading, index).map((subject) => ({ kind: 'extra', subject, figure }));
  if (attributeOf(marks, index) !== null) return [];
  const change = changeOf(marks[index], marks[index - 1]);
  if (change !== null)
    return paired(reading, index).map((subject) => ({
      kind: 'move',
      subject,
      direction: change,
      by: figure,
      of: 'score',
    }));
  const shared = sharedMove(reading, index);
  if (shared !== null)
    return paired(reading, index).map((subject) => ({
      ...{ kind: 'move', subject, by: figure },
      ...{ direction: shared, of: figure.unit === 'places' ? 'rank' : 'score' },
    }));
  if (!isScore(reading, index)) return [];
  const origin = linkBefore(marks, index) === 'from' && hasBefore(marks, index, 'move');
  return scorers(reading, index).map((subject) => ({
    kind: 'score',
    subject,
    figure,
    ...(origin ? { past: true } : {}),
  }));
}

/** So many rows at most are asked for one figure. */
const MOST = 50;

/** "The highest score is 60.2", "second place now takes 57": without a name, whoever holds the rank. */
function scorers(reading: Reading, index: number): readonly Subject[] {
  const named = paired(reading, index);
  if (named.length > 0) return named;
  const rank = reading.marks.slice(0, index).findLast(({ kind }) => kind === 'rank');
  // "1503 against 1498" names nobody.
  const figures = reading.marks.filter(({ kind }) => kind === 'figure').length;
  if (rank?.kind !== 'rank' || figures > 1) return [];
  const ranks = Array.from(
    { length: Math.min(rank.to, MOST) - rank.from + 1 },
    (_, more) => rank.from + more,
  );
  return ranks.map((one) => ({ kind: 'holder', rank: one }));
}

/** "Aster runs at 264 tokens per second, Birch at 65": the unit of the first is the second's too. */
function sharedUnit(marks: readonly Mark[], index: number): Figure['unit'] | null {
  const own = marks[index];
  if (own?.kind !== 'figure' || own.figure.unit !== 'none' || touched(marks, index) === null) return null;
  const before = marks.slice(0, index).findLast(({ kind }) => kind === 'figure');
  return before?.kind === 'figure' && isExtra(before.figure) ? before.figure.unit : null;
}

/** "Aster gained 0.5 and Birch 1.9 points": the verb of the first is the second's too. */
function sharedMove({ marks }: Reading, index: number): Direction | null {
  if (marks[index - 1]?.kind !== 'model') return null;
  const at = marks.slice(0, index).findLastIndex(({ kind }) => kind === 'move');
  const verb = marks[at];
  const first = marks.findIndex(({ kind }, where) => where > at && kind === 'figure');
  return verb?.kind === 'move' && first < index && isDistance(marks, first, at) ? verb.direction : null;
}

/** "(+0.4)" is a change, whatever stands around it. */
function changeOf(mark: Mark | undefined, before: Mark | undefined): 'up' | 'down' | null {
  const sign = mark?.text[0];
  if (sign === '+') return 'up';
  return sign === '−' || (sign === '-' && before?.kind === 'bracket') ? 'down' : null;
}

/** A figure is a score where its place in the clause says so; a distance, a range and a count of something are none. */
function isScore(reading: Reading, index: number): boolean {
  const { marks } = reading;
  const before = marks[index - 1];
  const after = marks[index + 1];
  const link = linkBefore(marks, index);
  const figure = marks[index]?.kind === 'figure' ? marks[index].figure : null;
  if (figure === null || before === undefined) return false;
  // "1503 to 1498": the second is the other's.
  if (link === 'to' && marks[index - 2]?.kind === 'figure' && !hasKind(marks, 'move')) return false;
  if (isElsewhere(reading, index)) return false;
  if (hasKind(marks, 'gap') && (touched(marks, index) === null || figure.unit === 'points')) return false;
  if (link === 'by' || link === 'between' || (link === 'of' && !hasBefore(marks, index, 'score')))
    return false;
  if (before.kind === 'within' || (before.kind === 'gap' && figure.unit === 'points')) return false;
  if (after?.kind === 'compare' && after.relation !== 'level') return false;
  if (after?.kind === 'gap' || after?.kind === 'more' || after?.kind === 'move') return false;
  if (after?.kind === 'word' && !/^(?:resolved|solved|score|correct|rating)$/i.test(after.text)) return false;
  if (before.kind === 'and' || before.kind === 'comma') {
    const listed = marks.slice(0, index).findLastIndex(({ kind }) => kind === 'figure');
    if (
      listed !== -1 &&
      marks.slice(listed + 1, index).every(({ kind }) => kind === 'and' || kind === 'comma')
    )
      return isScore(reading, listed);
    return (
      ['rank', 'model', 'lead', 'top', 'board', 'table', 'compare'].includes(marks[index - 2]?.kind ?? '') &&
      figure.unit !== 'points'
    );
  }
  if (before.kind === 'lead') return figure.unit !== 'points';
  // "fell below 50": where it is now.
  if (before.kind === 'move') return isBound(figure);
  return (
    ['at', 'to', 'from', 'of', 'than', 'in'].includes(link ?? '') ||
    ['score', 'model', 'bracket', 'board', 'rank', 'pronoun', 'past', 'nobody', 'only'].includes(before.kind)
  );
}

export function readExtreme(
  reading: Reading,
  { of, most }: Extract<Mark, { kind: 'extreme' }>,
  index: number,
): Saying[] {
  const { marks } = reading;
  const before = marks[index - 1];
  const after = marks[index + 1];
  const beside =
    before === undefined ||
    ['model', 'pronoun', 'not', 'comma', 'past', 'and', 'figure'].includes(before.kind);
  if (!beside || after?.kind === 'word') return [];
  const top = marks.find(({ kind }) => kind === 'top');
  const all = after?.kind === 'board' || (after?.kind === 'link' && marks[index + 2]?.kind === 'board');
  const within = top?.kind === 'top' ? top.count : all ? Infinity : null;
  return about(reading, index).map((subject) => ({ kind: 'extreme', subject, of, most, within }));
}

export function readMore(
  reading: Reading,
  { of, more }: Extract<Mark, { kind: 'more' }>,
  index: number,
): Saying[] {
  const others = objectsAfter(reading, index);
  return about(reading, index).flatMap((subject) =>
    others.map((other): Saying => ({ kind: 'extra-compare', subject, other, of, more })),
  );
}
