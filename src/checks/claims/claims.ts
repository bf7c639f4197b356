/** Reads what a clause claims of the boards, mark by mark. Pure. */
import type { Clause } from './clauses.ts';
import type { Mark } from './marks.ts';
import { readCompare, readGap, readWithin } from './read-distances.ts';
import { readExtreme, readFigure, readMore } from './read-figures.ts';
import { readMove, readNewcomer, readTimes } from './read-movement.ts';
import { readCrowd, readEvery, readOnly } from './read-crowds.ts';
import { readAbsent, readClosing, readLast, readLead, readRank, readTop } from './read-ranks.ts';
import type { Reading, Saying, Spoken } from './reading.ts';
import { lastNamed, mainSubjects } from './subjects.ts';
import type { Claim } from './types.ts';

/** Verbs that, with a day, tell of that day's table. */
const TOLD =
  /^(?:led|topped|headed|scored|posted|stood|sat|held|ranked|finished|came|trailed|beat|lagged)\b/i;

/** @param spoken whom the clauses before were about */
export function readClause(clause: Clause, spoken: Spoken): { claims: readonly Claim[]; spoken: Spoken } {
  const marks = clause.marks.filter(({ kind }) => kind !== 'filler');
  const reading = { ...spoken, marks, named: clause.named };
  const next = { subjects: mainSubjects(reading), nearest: lastNamed(reading) };
  if (clause.moot) return { claims: [], spoken: next };
  const negation = marks.findIndex(({ kind }) => kind === 'not');
  const nots = marks.flatMap((mark, at) => (mark.kind === 'not' && !/^nor$/i.test(mark.text) ? [at] : []));
  const past =
    marks.some(({ kind }) => kind === 'past') ||
    (clause.period !== null && clause.marks.some(({ text }) => TOLD.test(text)));
  const { boards, every, named, period } = clause;
  const only = clause.marks.findIndex(
    ({ text }, at) => isOnly(text) && clause.marks[at + 1]?.kind === 'model',
  );
  const claims = marks.flatMap((mark, index) =>
    [
      ...readMark(reading, mark, index),
      ...(only !== -1 && mark === clause.marks[only + 1] ? readOnly(reading, index) : []),
    ].map((saying): Claim => {
      const negated = nots.filter((at) => at < index).length % 2 === 1;
      return { past, negated, ...saying, boards, every, named, period };
    }),
  );
  return { claims: [...claims, ...wasBefore(claims, marks[negation])], spoken: next };
}

function isOnly(text: string): boolean {
  return /^only$/i.test(text);
}

/** "no longer first": it was. */
function wasBefore(claims: readonly Claim[], not: Mark | undefined): Claim[] {
  if (not?.kind !== 'not' || !not.before) return [];
  return claims
    .filter((claim) => claim.kind === 'rank' && claim.negated)
    .map((claim) => ({ ...claim, negated: false, past: true }));
}

function readMark(reading: Reading, mark: Mark, index: number): Saying[] {
  switch (mark.kind) {
    case 'figure':
      return readFigure(reading, mark.figure, index);
    case 'rank':
      return readRank(reading, mark, index);
    case 'top':
      return readTop(reading, mark.count, index);
    case 'closing':
      return readClosing(reading, mark.count, index);
    case 'crowd':
      return readCrowd(reading, mark, index);
    case 'pronoun':
      return readNewcomer(reading, mark.text, index);
    case 'only':
      return readCrowd(reading, { count: 1, among: null }, index);
    case 'every':
      return readEvery(reading, index);
    case 'absent':
      return readAbsent(reading, index);
    case 'times':
      return readTimes(reading, mark.by, index);
    case 'last':
      return readLast(reading, index);
    case 'lead':
      return readLead(reading, index);
    case 'move':
      return readMove(reading, mark.direction, index);
    case 'compare':
      return readCompare(reading, mark, index);
    case 'gap':
      return readGap(reading, index);
    case 'within':
      return readWithin(reading, index);
    case 'extreme':
      return readExtreme(reading, mark, index);
    case 'more':
      return readMore(reading, mark, index);
    default:
      return [];
  }
}
