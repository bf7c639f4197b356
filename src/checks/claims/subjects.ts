/** Whom a word of a clause is about: the name it touches, the one spoken of, the one that follows, or the one carried over. Pure. */
import type { Mark } from './marks.ts';
import { isName, linkBefore, namesBefore, type Reading } from './reading.ts';
import type { Subject } from './types.ts';

/** Names joined by "and" are one group; a list of as many figures belongs to them one by one. */
export function paired(reading: Reading, index: number): readonly Subject[] {
  const { marks } = reading;
  const kind = marks[index]?.kind;
  const start = listStart(marks, index);
  const list = marks
    .slice(start)
    .findIndex((mark) => mark.kind !== kind && mark.kind !== 'and' && mark.kind !== 'comma');
  const listed = marks
    .map((mark, at) => ({ mark, at }))
    .slice(start, list === -1 ? undefined : start + list)
    .filter(({ mark }) => mark.kind === kind);
  const subjects = about(reading, start);
  if (listed.length > 1 && listed.length === subjects.length) {
    const own = subjects[listed.findIndex(({ at }) => at === index)];
    return own === undefined ? [] : [own];
  }
  return about(reading, index);
}

function listStart(marks: readonly Mark[], index: number): number {
  const kind = marks[index]?.kind;
  let start = index;
  for (let at = index - 1; at >= 0 && [kind, 'and', 'comma'].includes(marks[at]?.kind); at -= 1)
    if (marks[at]?.kind === kind) start = at;
  return start;
}

/** The group of names a mark speaks of: the one it touches, else the last that is no object, else the next, else carried. */
export function about(reading: Reading, index: number): readonly Subject[] {
  const { marks, subjects: carried } = reading;
  const touching = touched(marks, index);
  if (touching !== null) return groupAt(reading, touching);
  const before = marks.slice(0, index).findLastIndex((mark, at) => isName(mark) && !isObject(reading, at));
  if (before !== -1) return groupAt(reading, before);
  if (carried.length > 0 && !opensInverted(marks, index)) return carried;
  const after = marks.findIndex((mark, at) => at > index && mark.kind === 'model' && !isObject(reading, at));
  if (after !== -1) return groupAt(reading, after);
  return carried.length > 0 ? carried : [];
}

/** "Birch at 62.8", "Birch (62.8)", "Birch's 62.8": a figure belongs to the name beside it, object or not. */
export function touched(marks: readonly Mark[], index: number): number | null {
  if (marks[index]?.kind !== 'figure') return null;
  let at = index - 1;
  while (
    ['bracket', 'score'].includes(marks[at]?.kind ?? '') ||
    (marks[at]?.kind === 'link' && linkBefore(marks, index) === 'at')
  )
    at -= 1;
  return isName(marks[at]) ? at : null;
}

/** "Second is Birch", "At 64.4, Aster leads": the name comes behind. */
function opensInverted(marks: readonly Mark[], index: number): boolean {
  const first = marks.findIndex((mark) => isName(mark) && mark.kind !== 'pronoun');
  return (
    first > index &&
    marks
      .slice(0, first)
      .every(({ kind }) =>
        [
          'rank',
          'link',
          'figure',
          'comma',
          'lead',
          'board',
          'table',
          'period',
          'extreme',
          'and',
          'last',
          'top',
          'bracket',
        ].includes(kind),
      )
  );
}

export function mainSubjects(reading: Reading): readonly Subject[] {
  const first = reading.marks.findIndex((mark, at) => isName(mark) && !isObject(reading, at));
  return first === -1 ? reading.subjects : groupAt(reading, first);
}

export function lastNamed(reading: Reading): readonly Subject[] {
  const last = reading.marks.findLastIndex(({ kind }) => kind === 'model');
  return last === -1 ? reading.nearest : groupAt(reading, last);
}

/** All names of the group that a mark is part of. */
/** "Aster and Loomworks's Birch": whose it is stands between. */
function isMaker(marks: readonly Mark[], at: number): boolean {
  const before = marks[at - 1]?.kind;
  const joined = before === 'and' || before === 'comma';
  return joined && marks[at]?.kind === 'word' && /^\p{Lu}/u.test(marks[at].text) && isName(marks[at + 1]);
}

export function groupAt(reading: Reading, index: number): readonly Subject[] {
  const { marks } = reading;
  const joins = (at: number) =>
    isName(marks[at]) || marks[at]?.kind === 'and' || marks[at]?.kind === 'comma' || isMaker(marks, at);
  let start = index;
  while (start > 0 && joins(start - 1)) start -= 1;
  let end = index;
  while (end + 1 < marks.length && joins(end + 1)) end += 1;
  return marks.slice(start, end + 1).flatMap((mark) => subjectsOf(mark, reading));
}

function subjectsOf(mark: Mark, { subjects: carried, nearest, marks }: Reading): readonly Subject[] {
  if (mark.kind === 'model') return [{ kind: 'model', name: mark.name, known: mark.known }];
  if (mark.kind === 'nobody') {
    const top = marks.find((one) => one.kind === 'top');
    return [{ kind: 'nobody', within: top?.kind === 'top' ? top.count : Infinity }];
  }
  if (mark.kind !== 'pronoun') return [];
  // "Birch's 57.3 puts it second"
  const own = namesBefore(marks, marks.indexOf(mark)).slice(0, 1);
  if (own.length > 0 && !mark.nearest && /^it$/i.test(mark.text)) return own;
  return mark.nearest ? nearest : carried;
}

/** Names or holders of a rank straight behind a mark (and its figure, "of", "than", "both"). */
export function objectsAfter(reading: Reading, index: number): readonly Subject[] {
  const { marks } = reading;
  let at = index + 1;
  while (
    marks[at]?.kind === 'link' &&
    ['of', 'than', 'at', 'to'].includes((marks[at] as Extract<Mark, { kind: 'link' }>).word)
  )
    at += 1;
  // "behind its successor Birch", "ahead of the much cheaper Birch"
  const name = marks.slice(at, at + 3).findIndex(({ kind }) => kind !== 'word');
  if (name > 0 && marks[at + name]?.kind === 'model') at += name;
  const next = marks[at];
  if (next?.kind === 'rank' && (!next.bare || marks[index]?.kind === 'compare')) {
    const holder: Subject = { kind: 'holder', rank: next.from };
    // "the leader, Aster": the name says who holds it.
    return marks[index]?.kind === 'lead' ||
      (marks[index]?.kind === 'compare' && marks[index].relation === 'level')
      ? []
      : [holder];
  }
  return isName(next) ? groupAt(reading, at).filter((one) => one.kind !== 'nobody') : [];
}

/** Behind "ahead of", "than", "of" after a distance: what is compared with, not what is spoken of. */
export function isObject({ marks }: Reading, index: number): boolean {
  let at = index - 1;
  while (
    at >= 0 &&
    (isName(marks[at]) ||
      (marks[at]?.kind === 'word' && marks[index]?.kind === 'model' && at >= index - 2) ||
      (['and', 'comma'].includes(marks[at]?.kind ?? '') && isName(marks[at - 1])) ||
      marks[at]?.kind === 'board')
  )
    at -= 1;
  const before = marks[at];
  if (before?.kind === 'compare')
    return (
      before.relation !== 'level' ||
      !/^(?:shar|joint|tied|tie|in a tie|level)/i.test(before.text) ||
      isName(marks[index])
    );
  if (before?.kind === 'more' || before?.kind === 'lead') return isName(marks[index]);
  return (
    before?.kind === 'link' &&
    (before.word === 'than' || (before.word === 'of' && marks[at - 1]?.kind === 'figure'))
  );
}
