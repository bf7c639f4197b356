/** Reads movement: "climbed two places to second", "lost 1.2 points", "is new to the index", "did not move". Pure. */
import type { Mark } from './marks.ts';
import { attributeOf, hasBefore, linkBefore, type Reading, type Saying } from './reading.ts';
import { isBound } from './numbers.ts';
import { about, objectsAfter } from './subjects.ts';
import type { Figure, Subject } from './types.ts';

export function readMove(
  reading: Reading,
  direction: Extract<Mark, { kind: 'move' }>['direction'],
  index: number,
): Saying[] {
  const { marks } = reading;
  if (attributeOf(marks, index) !== null || !isSaidOfModel(marks, index)) return [];
  const rest = marks.slice(index + 1);
  const target = rest.find(({ kind }) => kind !== 'period' && kind !== 'not');
  const counted = rest.find(({ kind }) => kind === 'figure');
  const after =
    counted?.kind === 'figure' && isDistance(marks, marks.indexOf(counted), index) ? counted.figure : null;
  const by = after ?? noun(marks, index);
  const goal = rest.find(
    (mark, at) => ['figure', 'rank', 'top'].includes(mark.kind) && linkBefore(rest, at) === 'to',
  );
  if (direction === 'new')
    return target?.kind === 'model' ? joining(reading, index) : newcomer(reading, index, target);
  if (
    !movesOnTable(target, rest) ||
    (direction === 'any' &&
      by === null &&
      goal === undefined &&
      !hasBefore(marks, index, 'not') &&
      !hasBefore(marks, index, 'nobody'))
  )
    return [];
  const of =
    by?.unit === 'places' || goal?.kind === 'rank' || goal?.kind === 'top'
      ? 'rank'
      : by !== null || goal?.kind === 'figure'
        ? 'score'
        : 'either';
  const more = counted === undefined || after === null ? [] : furtherDistances(marks, marks.indexOf(counted));
  // "has not moved": as it was, in place or in score.
  const still = direction === 'any' && hasBefore(marks, index, 'not') && goal === undefined && by === null;
  if (still)
    return about(reading, index).map((subject) => ({
      ...{ kind: 'move', subject, by, of, negated: false },
      direction: 'none',
    }));
  // "Nobody moved": no place changed hands.
  const inRank = (subject: Subject) => direction === 'any' && subject.kind === 'nobody' && of === 'either';
  return about(reading, index).flatMap((subject) => [
    { kind: 'move', subject, direction, by, of: inRank(subject) ? 'rank' : of } as const,
    ...more.map((also): Saying => ({ kind: 'move', subject, direction, by: also, of: measureOf(also) })),
  ]);
}

/** "a 1.3-point gain" */
function noun(marks: readonly Mark[], index: number): Figure | null {
  const before = marks[index - 1];
  return before?.kind === 'figure' && /-(?:points?|places?|spots?)$/i.test(before.text)
    ? before.figure
    : null;
}

/** "two points and three places": what is joined to the first distance. */
function furtherDistances(marks: readonly Mark[], at: number): Figure[] {
  const [joint, next] = marks.slice(at + 1);
  const isNext = (joint?.kind === 'and' || joint?.kind === 'comma') && next?.kind === 'figure';
  return isNext && ['points', 'places'].includes(next.figure.unit) ? [next.figure] : [];
}

function measureOf({ unit }: Figure): 'rank' | 'score' {
  return unit === 'places' ? 'rank' : 'score';
}

/** Behind a verb of movement: nothing, a distance, a goal, a board, a day; anything else is another story. */
function movesOnTable(target: Mark | undefined, rest: readonly Mark[]): boolean {
  if (target === undefined) return true;
  if (target.kind === 'figure')
    return (
      target.figure.unit !== 'other' && target.figure.unit !== 'dollars' && target.figure.unit !== 'times'
    );
  if (target.kind !== 'link')
    return [
      'compare',
      'rank',
      'board',
      'table',
      'comma',
      'and',
      'past',
      'top',
      'bracket',
      'model',
      'last',
    ].includes(target.kind);
  const goal = rest[rest.indexOf(target) + 1];
  if (goal?.kind === 'figure') return goal.figure.unit !== 'other' && goal.figure.unit !== 'dollars';
  return (
    goal === undefined || ['rank', 'top', 'board', 'table', 'last', 'period', 'compare'].includes(goal.kind)
  );
}

/** The verb belongs to a model when nothing but known words stands between them. */
export function isSaidOfModel(marks: readonly Mark[], index: number): boolean {
  const before = marks
    .slice(0, index)
    .findLast(
      ({ kind }) =>
        !['not', 'period', 'board', 'table', 'past', 'comma', 'link', 'bracket', 'and'].includes(kind),
    );
  return before === undefined || before.kind !== 'word';
}

/** Of a move: "two places", "by 1.2", "1.2 points"; not "to 51.4". */
export function isDistance(marks: readonly Mark[], at: number, moveAt: number): boolean {
  const link = linkBefore(marks, at);
  const figure = marks[at];
  if (
    figure?.kind !== 'figure' ||
    isBound(figure.figure) ||
    link === 'to' ||
    link === 'from' ||
    link === 'at'
  )
    return false;
  if (
    marks
      .slice(moveAt + 1, at)
      .some(({ kind }) => ['rank', 'model', 'compare', 'figure', 'comma'].includes(kind))
  )
    return false;
  return (
    link === 'by' || figure.figure.unit === 'points' || figure.figure.unit === 'places' || at === moveAt + 1
  );
}

/** "doubled its score" */
export function readTimes(reading: Reading, by: number, index: number): Saying[] {
  const next = reading.marks[index + 1];
  if (!reading.named || !['score', 'link', 'board'].includes(next?.kind ?? '')) return [];
  const figure: Figure = { value: by, decimals: by < 1 ? 1 : 0, unit: 'times', bend: 'exact' };
  return about(reading, index).map((subject) => ({
    ...{ kind: 'move', subject, of: 'score' },
    direction: by < 1 ? 'down' : 'up',
    by: figure,
  }));
}

/** "Birch joined Aster in second": they are level. */
function joining(reading: Reading, index: number): Saying[] {
  if (!reading.named || !/^join/i.test(reading.marks[index]?.text ?? '')) return [];
  return about(reading, index).flatMap((subject) =>
    objectsAfter(reading, index).map((other): Saying => ({
      ...{ kind: 'compare', subject, other, relation: 'level' },
      ...{ by: null, within: false, turned: false },
    })),
  );
}

/** "The newcomer Birch lands ninth" */
export function readNewcomer({ marks, named }: Reading, words: string, index: number): Saying[] {
  const next = marks[index + 1];
  const ranked = marks.some(({ kind }) => kind === 'rank' || kind === 'figure');
  if (next?.kind !== 'model' || !named || !ranked || !/new|debut/i.test(words)) return [];
  const subject = { kind: 'model', name: next.name, known: next.known } as const;
  return [{ kind: 'move', subject, direction: 'new', by: null, of: 'either' }];
}

function newcomer(reading: Reading, index: number, target: Mark | undefined): Saying[] {
  const onTable = target !== undefined && ['board', 'table', 'top', 'rank'].includes(target.kind);
  const atRank =
    target?.kind === 'link' &&
    ['rank', 'figure', 'board', 'table'].includes(
      reading.marks[reading.marks.indexOf(target) + 1]?.kind ?? '',
    );
  if (!onTable && !atRank) return [];
  // "enters the top five" is about a rank, which is read where it stands.
  const top = reading.marks[index + 1]?.kind === 'top';
  if (top)
    return about(reading, index).map((subject) => ({
      kind: 'move',
      subject,
      direction: 'up',
      by: null,
      of: 'rank',
    }));
  return reading.named || target.kind !== 'link' || atRank
    ? about(reading, index).map((subject) => ({
        kind: 'move',
        subject,
        direction: 'new',
        by: null,
        of: 'either',
      }))
    : [];
}
