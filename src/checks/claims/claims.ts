/** Reads what a clause claims of the boards, mark by mark. Pure. */
import type { Clause } from './clauses.ts';
import type { Mark } from './marks.ts';
import { readCompare, readGap, readWithin } from './read-distances.ts';
import { readExtreme, readFigure, readMore } from './read-figures.ts';
import { readMove } from './read-movement.ts';
import { readLast, readLead, readRank, readTop } from './read-ranks.ts';
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
  const past =
    marks.some(({ kind }) => kind === 'past') ||
    (clause.period !== null && clause.marks.some(({ text }) => TOLD.test(text)));
  const { boards, every, named, period } = clause;
  const claims = marks.flatMap((mark, index) =>
    readMark(reading, mark, index).map((saying): Claim => {
      const negated = negation !== -1 && negation < index;
      return { past, ...saying, boards, every, named, period, negated };
    }),
  );
  return { claims: [...claims, ...wasBefore(claims, marks[negation])], spoken: next };
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
