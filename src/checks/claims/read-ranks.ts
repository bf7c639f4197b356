/** Reads places in a table: "is third", "leads", "in the top five", "last". Pure. */
import type { Mark } from './marks.ts';
import { distanceAfter, hasBefore, isElsewhere, linkBefore, type Reading, type Saying } from './reading.ts';
import { compared } from './read-distances.ts';
import { about, isObject, objectsAfter, paired } from './subjects.ts';
import { LAST, type Figure, type Subject } from './types.ts';

export function readRank(reading: Reading, mark: Extract<Mark, { kind: 'rank' }>, index: number): Saying[] {
  const { marks } = reading;
  if (mark.from !== mark.to || isObject(reading, index)) return [];
  const link = linkBefore(marks, index);
  const gapped = marks.some(({ kind }) => kind === 'gap');
  if (link === 'between' || (gapped && (link === 'from' || link === 'to' || isKept(marks, index)))) return [];
  if (
    mark.bare &&
    index > 0 &&
    !['model', 'comma', 'and', 'pronoun', 'not', 'link', 'rank', 'board'].includes(
      marks[index - 1]?.kind ?? '',
    )
  )
    return [];
  if (isElsewhere(reading, index)) return [];
  // "64.4% for the runner-up"
  if (/^for$/i.test(marks[index - 1]?.text ?? '') && marks[index - 2]?.kind === 'figure') return [];
  const origin = (link === 'from' && hasBefore(marks, index, 'move')) || isGivenUp(marks, index);
  // "has not moved from third": it is third.
  const still = link === 'from' && isStill(marks, index);
  const shared = mark.shared || (!origin && shares(marks));
  return paired(reading, index).map((subject) => ({
    kind: 'rank',
    subject,
    from: mark.from,
    to: mark.to,
    ...(still ? { negated: false } : origin ? { past: true } : {}),
    shared,
  }));
}

function isStill(marks: readonly Mark[], index: number): boolean {
  const move = marks.slice(0, index).findLast(({ kind }) => kind === 'move');
  return move?.kind === 'move' && move.direction === 'any' && hasBefore(marks, marks.indexOf(move), 'not');
}

/** "half a point is all that keeps Birch from third" */
function isKept(marks: readonly Mark[], index: number): boolean {
  return marks.slice(0, index).some((mark) => mark.kind === 'link' && mark.word === 'from');
}

/** "lost second place", "lost a point and second place": it was second. */
function isGivenUp(marks: readonly Mark[], index: number): boolean {
  let at = index - 1;
  if (marks[at]?.kind === 'and' && marks[at - 1]?.kind === 'figure') at -= 2;
  const before = marks[at];
  return before?.kind === 'move' && before.direction === 'down';
}

export function readLast(reading: Reading, index: number): Saying[] {
  if (isObject(reading, index)) return [];
  return about(reading, index).map((subject) => ({
    kind: 'rank',
    subject,
    from: LAST,
    to: LAST,
    shared: false,
  }));
}

/** "in the top five"; but "the top five are within …" is a spread. */
export function readTop(reading: Reading, count: number, index: number): Saying[] {
  const link = linkBefore(reading.marks, index);
  const before = reading.marks[index - 1];
  const among = before?.kind === 'link' && /^among$/i.test(before.text);
  if (!['in', 'to', 'at'].includes(link ?? '') && !among && before?.kind !== 'move' && before?.kind !== 'not')
    return [];
  // "Nobody among the first ten": of whom it is said, and not what.
  const subjects = about(reading, index).filter((subject) => subject.kind !== 'nobody');
  return subjects.map((subject) => ({
    kind: 'rank',
    subject,
    from: 1,
    to: count,
    shared: false,
  }));
}

/** "Birch rounds out the top five" is fifth; several who do are among them. */
export function readClosing(reading: Reading, count: number, index: number): Saying[] {
  const subjects = about(reading, index);
  const from = subjects.length > 1 ? 1 : count;
  return subjects.map((subject) => ({ kind: 'rank', subject, from, to: count, shared: false }));
}

/** "absent from SWE-rebench": at no rank of it. */
export function readAbsent(reading: Reading, index: number): Saying[] {
  if (!reading.named) return [];
  return about(reading, index).map((subject) => ({
    ...{ kind: 'rank', subject, shared: false, negated: true },
    ...{ from: 1, to: LAST },
  }));
}

export function readLead(reading: Reading, index: number): Saying[] {
  const { marks } = reading;
  const next = marks[index + 1];
  const object = objectsAfter(reading, index);
  if (object.length > 0) return compared(reading, index, object, { relation: 'ahead', turned: false });
  const stops: Mark['kind'][] = [
    'board',
    'table',
    'link',
    'comma',
    'and',
    'period',
    'compare',
    'not',
    'top',
    'rank',
    'bracket',
  ];
  if (next !== undefined && !stops.includes(next.kind)) return [];
  if (next?.kind === 'link' && !leadsToTable(marks.slice(index + 1), reading)) return [];
  if (
    next === undefined &&
    !reading.named &&
    !/^(?:leads|tops|in the|out|on top)/i.test(marks[index]?.text ?? '')
  )
    return [];
  const by = distanceAfter(marks, index);
  return about(reading, index).flatMap((subject): Saying[] => [
    { kind: 'rank', subject, from: 1, to: 1, shared: shares(marks) },
    // "leads by two points": before whoever is second.
    ...(by === null ? [] : [margin(subject, by)]),
  ]);
}

function margin(subject: Subject, by: Figure): Saying {
  const second: Subject = { kind: 'holder', rank: 2 };
  return { kind: 'compare', subject, other: second, relation: 'ahead', by, within: false, turned: false };
}

/** "leads at 64.4", "leads on Coding"; but not "leads in revenue" or "leads to doubt". */
function leadsToTable([link, next]: readonly Mark[], { named }: Reading): boolean {
  if (link?.kind === 'link' && link.word === 'to') return false;
  return (
    next === undefined || named || ['figure', 'board', 'table', 'top', 'rank', 'model'].includes(next.kind)
  );
}

function shares(marks: readonly Mark[]): boolean {
  return marks.some(({ kind, text }) => kind === 'compare' && /^(?:shar|joint|tie)/i.test(text));
}
