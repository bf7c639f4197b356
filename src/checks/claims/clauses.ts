/** Clauses: a sentence cut where a new statement begins, each with whom and which boards it is about. Pure. */
import type { Mark } from './marks.ts';
import { isExtra } from './numbers.ts';
import type { Spoken } from './reading.ts';
import type { Period } from './types.ts';

export type Clause = {
  readonly marks: readonly Mark[];
  /** Boards named here, else before in the sentence, else after, else before in the paragraph; empty: none. */
  readonly boards: readonly string[];
  /** The sentence itself names them. */
  readonly named: boolean;
  /** It names several in one breath. */
  readonly every: boolean;
  readonly period: Period | null;
  /** A wish, a forecast or another benchmark: nothing that stored tables could bear out. */
  readonly moot: boolean;
};

/** What a sentence leaves to the next one of its paragraph. */
export type Carried = Spoken & {
  readonly boards: readonly string[];
  /** It spoke of another benchmark last. */
  readonly elsewhere: boolean;
};
export const NOTHING: Carried = { subjects: [], nearest: [], boards: [], elsewhere: false };

/** Words that say something of a model: behind one of them, "and" with another model or verb begins a new clause. */
const SAYING: ReadonlySet<Mark['kind']> = new Set([
  'move',
  'compare',
  'lead',
  'rank',
  'last',
  'top',
  'score',
  'extreme',
  'more',
  'attribute',
  'figure',
  'closing',
  'crowd',
  'times',
  'absent',
]);
const STARTING: ReadonlySet<Mark['kind']> = new Set([
  'model',
  'pronoun',
  'move',
  'lead',
  'compare',
  'score',
  'nobody',
  'not',
  'past',
  'maybe',
  'absent',
]);

export function clausesOf(marks: readonly Mark[], carried: Carried): Clause[] {
  const parts = split(marks);
  const named = parts.map((part) => boardsIn(part));
  const periods = parts.map((part) => part.find((mark) => mark.kind === 'period'));
  return parts.map((part, index) => {
    const own = nearest(named, index);
    const period =
      periods[index] ??
      periods.slice(0, index).findLast((one) => one !== undefined) ??
      periods.slice(index).find((one) => one !== undefined);
    return {
      marks: part,
      boards: own ?? carried.boards,
      named: own !== null,
      every: part.filter(({ kind }) => kind === 'board').length > 1,
      period: period?.kind === 'period' ? period.period : null,
      moot: isMoot(part, own, carried) || isOfAnother(part, parts[index - 1]),
    };
  });
}

/** The last board named, for the sentences that follow. */
export function boardsAtEnd(marks: readonly Mark[], carried: Carried): Pick<Carried, 'boards' | 'elsewhere'> {
  const last = marks.findLast((mark) => mark.kind === 'board' || mark.kind === 'other-board');
  if (last === undefined) return carried;
  return last.kind === 'board' ? { boards: last.boards, elsewhere: false } : { boards: [], elsewhere: true };
}

function split(marks: readonly Mark[]): Mark[][] {
  const parts: Mark[][] = [[]];
  for (const [index, mark] of marks.entries()) {
    const part = parts.at(-1) ?? [];
    const rest = marks.slice(index + 1);
    if (mark.kind === 'break' && mark.text === ':' && isList(rest)) part.push({ kind: 'comma', text: ':' });
    else if (
      mark.kind === 'break' ||
      (isJoint(mark) && isSaid(part) && (starts(rest) || isNextBoard(part, rest)) && !isElliptic(part, rest))
    )
      parts.push(mark.kind === 'break' ? [] : listedName(part));
    else part.push(mark);
  }
  return parts.filter((part) => part.length > 0);
}

/** "…: Aster, Birch and Cedar": names of whom was spoken. */
function isList(rest: readonly Mark[]): boolean {
  return rest.every(
    ({ kind }) => kind === 'model' || kind === 'and' || kind === 'comma' || kind === 'filler',
  );
}

/** "…, and Birch" before ", up two points": the name belongs to what follows. */
function listedName(part: Mark[]): Mark[] {
  const [joint, name] = part.slice(-2);
  const listed = name?.kind === 'model' && joint !== undefined && isJoint(joint);
  return listed && part.some(({ kind }) => kind === 'figure') ? part.splice(-1) : [];
}

/** "Aster gained 0.5 and Birch 1.9 points", "Aster runs at 264 tokens per second, Birch at 65": one verb for both. */
function isElliptic(part: readonly Mark[], [name, ...rest]: readonly Mark[]): boolean {
  const figure = rest[0]?.kind === 'link' && rest[0].word === 'at' ? rest[1] : rest[0];
  const verb = (mark: Mark) => mark.kind === 'move' || (mark.kind === 'figure' && isExtra(mark.figure));
  return name?.kind === 'model' && figure?.kind === 'figure' && part.some(verb);
}

function isJoint({ kind }: Mark): boolean {
  return kind === 'and' || kind === 'comma';
}

function isSaid(part: readonly Mark[]): boolean {
  return (
    part.some(({ kind }) => SAYING.has(kind)) &&
    part.some(({ kind }) => kind === 'model' || kind === 'pronoun' || kind === 'nobody' || kind === 'rank')
  );
}

/** "and Birch is second", "and fell a place"; but not the "and Birch" of "ahead of Aster and Birch". */
function starts(rest: readonly Mark[]): boolean {
  const [first, ...others] = rest.filter(({ kind }) => kind !== 'filler' && kind !== 'and');
  // "and is fourth today": a verb of its own makes a clause of a rank.
  const verb = rest.find(({ kind }) => kind !== 'and');
  if (
    first?.kind === 'rank' &&
    /^(?:is|are|now|sits|stands|remains|comes|has|holds)$/i.test(verb?.text ?? '')
  )
    return true;
  if (first === undefined || !STARTING.has(first.kind)) return false;
  if (first.kind === 'compare') return false;
  if (first.kind !== 'model' && first.kind !== 'pronoun') return true;
  const next = others.find(({ kind }) => !['model', 'and', 'comma', 'period', 'not', 'past'].includes(kind));
  const second = others[0]?.kind;
  return (
    next !== undefined &&
    second !== 'and' &&
    (SAYING.has(next.kind) || next.kind === 'link') &&
    second !== 'comma'
  );
}

/** "53.9 on this board and 61% on that one": a figure or rank with a board of its own. */
function isNextBoard(part: readonly Mark[], rest: readonly Mark[]): boolean {
  const [first, ...others] = rest.filter(({ kind }) => kind !== 'filler');
  const end = others.findIndex(({ kind }) => kind === 'and' || kind === 'comma' || kind === 'break');
  const next = end === -1 ? others : others.slice(0, end);
  const counts = first?.kind === 'figure' || first?.kind === 'rank';
  return counts && [part, next].every((marks) => marks.some(({ kind }) => kind === 'board'));
}

function boardsIn(part: readonly Mark[]): readonly string[] | null {
  const boards = part.flatMap((mark) => (mark.kind === 'board' ? mark.boards : []));
  return boards.length === 0 ? null : [...new Set(boards)];
}

function nearest(named: readonly (readonly string[] | null)[], index: number): readonly string[] | null {
  return (
    named[index] ??
    named.slice(0, index).findLast((one) => one !== null) ??
    named.slice(index).find((one) => one !== null) ??
    null
  );
}

/** "was downloaded 1.2 million times, up 40 percent": the change is that figure's. */
function isOfAnother([first, ...rest]: readonly Mark[], before: readonly Mark[] = []): boolean {
  const counted = before.some((mark) => mark.kind === 'figure' && mark.figure.unit === 'other');
  return counted && first?.kind === 'move' && !rest.some(({ kind }) => kind === 'model' || kind === 'board');
}

function isMoot(part: readonly Mark[], boards: readonly string[] | null, carried: Carried): boolean {
  const elsewhere = part.some(({ kind }) => kind === 'other-board') || carried.elsewhere;
  return part.some(({ kind }) => kind === 'maybe') || (boards === null && elsewhere);
}
