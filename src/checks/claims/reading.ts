/** A clause as it is read: its marks without fillers, who is spoken of, and what stands around a mark. Pure. */
import type { Mark } from './marks.ts';
import type { Claim, Figure, Subject } from './types.ts';

/** What was spoken of before a clause, for "it" and for clauses that name nobody. */
export type Spoken = {
  readonly subjects: readonly Subject[];
  /** Named last, for "which". */
  readonly nearest: readonly Subject[];
};

export type Reading = Spoken & { readonly marks: readonly Mark[]; readonly named: boolean };

type Said<One> = One extends Claim
  ? Omit<One, 'boards' | 'every' | 'named' | 'period' | 'negated' | 'past'> & {
      readonly past?: true;
      readonly negated?: boolean;
    }
  : never;
/** A claim without what it has from its clause. */
export type Saying = Said<Claim>;

export function linkBefore(
  marks: readonly Mark[],
  index: number,
): Extract<Mark, { kind: 'link' }>['word'] | null {
  const before = marks[index - 1];
  return before?.kind === 'link' ? before.word : null;
}

/** "second in a poll", "91 percent on the bar exam": of something that no board here tells. */
export function isElsewhere({ marks, named }: Reading, index: number): boolean {
  const [link, thing] = marks.slice(index + 1);
  if (link?.kind === 'other-board') return true;
  if (named || link?.kind !== 'link' || thing?.kind !== 'word') return false;
  return link.word === 'in' || link.word === 'at' || link.word === 'between';
}

export function hasKind(marks: readonly Mark[], kind: Mark['kind']): boolean {
  return marks.some((mark) => mark.kind === kind);
}

export function hasBefore(marks: readonly Mark[], index: number, kind: Mark['kind']): boolean {
  return marks.slice(0, index).some((mark) => mark.kind === kind);
}

/** The last thing named before a mark that a model has: "its price fell". */
export function attributeOf(marks: readonly Mark[], index: number): 'price' | 'speed' | 'other' | null {
  const found = marks.slice(0, index).findLast(({ kind }) => kind === 'attribute');
  return found?.kind === 'attribute' ? found.of : null;
}

export function isName(mark: Mark | undefined): boolean {
  return mark?.kind === 'model' || mark?.kind === 'pronoun' || mark?.kind === 'nobody';
}

/** "two points ahead of": the figure in front. */
export function distanceBefore(marks: readonly Mark[], index: number): Figure | null {
  const before = marks[index - 1];
  if (before?.kind !== 'figure') return null;
  return ['points', 'places', 'none', 'percent'].includes(before.figure.unit) ? before.figure : null;
}

/** "leads Birch by two points": the figure behind "by". */
export function distanceAfter(marks: readonly Mark[], index: number): Figure | null {
  const at = marks.findIndex(
    (mark, where) => where > index && mark.kind === 'figure' && linkBefore(marks, where) === 'by',
  );
  const found = marks[at];
  return found?.kind === 'figure' ? found.figure : null;
}

export function namesBefore(marks: readonly Mark[], index: number): Subject[] {
  return marks
    .slice(0, index)
    .flatMap((mark) =>
      mark.kind === 'model' ? [{ kind: 'model', name: mark.name, known: mark.known }] : [],
    );
}

export function same(a: Subject, b: Subject): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
