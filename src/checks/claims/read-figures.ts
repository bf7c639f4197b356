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
import type { Figure } from './types.ts';

export function readFigure(reading: Reading, figure: Figure, index: number): Saying[] {
  const { marks } = reading;
  if (figure.unit === 'other' || figure.unit === 'times' || figure.unit === 'places') return [];
  if (figure.unit === 'dollars' || figure.unit === 'tokens per second')
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
  if (!isScore(reading, index)) return [];
  const origin = linkBefore(marks, index) === 'from' && hasBefore(marks, index, 'move');
  return paired(reading, index).map((subject) => ({
    kind: 'score',
    subject,
    figure,
    ...(origin ? { past: true } : {}),
  }));
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
  if (hasKind(marks, 'gap') && touched(marks, index) === null) return false;
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
  return (
    ['at', 'to', 'from', 'of', 'than', 'in'].includes(link ?? '') ||
    ['score', 'model', 'bracket', 'board', 'rank', 'pronoun', 'past'].includes(before.kind)
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
  return about(reading, index).map((subject) => ({ kind: 'extreme', subject, of, most }));
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
