/** Reads distances: ahead of, behind, level with, the gap between, a spread of ranks, within so many points. Pure. */
import type { Mark } from './marks.ts';
import {
  attributeOf,
  distanceAfter,
  distanceBefore,
  linkBefore,
  namesBefore,
  same,
  type Reading,
  type Saying,
} from './reading.ts';
import { isSaidOfModel } from './read-movement.ts';
import { about, objectsAfter } from './subjects.ts';
import type { Relation, Subject } from './types.ts';

export function readCompare(
  reading: Reading,
  mark: Extract<Mark, { kind: 'compare' }>,
  index: number,
): Saying[] {
  const { marks } = reading;
  if (attributeOf(marks, index) !== null || marks.slice(index).some(({ kind }) => kind === 'attribute'))
    return [];
  if (mark.relation === 'level') return levelled(reading, index);
  const objects = objectsAfter(reading, index);
  if (objects.length === 0) return alone(reading, index, mark.relation);
  const after = marks.slice(index + 1);
  const strange = after.some(
    (one, at) => one.kind === 'link' && ['in', 'at'].includes(one.word) && after[at + 1]?.kind === 'word',
  );
  if (strange && !reading.named) return [];
  if (!isSaidOfModel(marks, index) && distanceBefore(marks, index) === null) return [];
  return compared(reading, index, objects, mark);
}

export function compared(
  reading: Reading,
  index: number,
  objects: readonly Subject[],
  { relation, turned }: { relation: Relation; turned: boolean },
): Saying[] {
  const { marks } = reading;
  const by = distanceBefore(marks, index) ?? distanceAfter(marks, index);
  return about(reading, index).flatMap((subject) =>
    objects
      .filter((other) => !same(subject, other))
      .map((other): Saying => ({ kind: 'compare', subject, other, relation, by, within: false, turned })),
  );
}

/** "Birch two points behind": behind whoever was spoken of before; "is two points clear": of the second. */
function alone(reading: Reading, index: number, relation: Relation): Saying[] {
  const by = distanceBefore(reading.marks, index);
  // "two points behind schedule"
  if (by === null || reading.marks[index + 1]?.kind === 'word') return [];
  return about(reading, index).flatMap((subject): Saying[] => {
    const before =
      reading.subjects.find((one) => !same(one, subject)) ??
      namesBefore(reading.marks, index).find((one) => !same(one, subject));
    const other = before ?? { kind: 'holder', rank: relation === 'behind' ? 1 : 2 };
    return [{ kind: 'compare', subject, other, relation, by, within: false, turned: false }];
  });
}

function levelled(reading: Reading, index: number): Saying[] {
  const { marks } = reading;
  const named = namesBefore(marks, index);
  const subjects = named.length > 0 ? named : about(reading, index);
  const objects = objectsAfter(reading, index);
  const others = subjects.length > 1 ? subjects.slice(1) : objects;
  const [first] = subjects;
  if (first === undefined) return [];
  return others
    .filter((other) => !same(first, other))
    .map((other) => ({
      kind: 'compare',
      subject: first,
      other,
      relation: 'level',
      by: null,
      within: false,
      turned: false,
    }));
}

export function readGap({ marks }: Reading, index: number): Saying[] {
  if (marks.findIndex(({ kind }) => kind === 'gap') !== index || attributeOf(marks, index) !== null)
    return [];
  const figures = marks.flatMap((mark) =>
    mark.kind === 'figure' && mark.figure.unit !== 'other' && mark.figure.unit !== 'places'
      ? [mark.figure]
      : [],
  );
  const [start, end] = figures;
  if (start === undefined) return [];
  const changed = marks.findIndex((mark) => mark.kind === 'figure' && mark.figure === start);
  // "narrowed by a tenth"
  const changes = marks.some(({ text }) => /^(?:narrow|shr[aiu]nk|widen|gr[eo]w)/i.test(text));
  if (changes && linkBefore(marks, changed) === 'by') return [];
  // "narrowed from 3.0 to 2.9": the second is how it stands.
  const first = linkBefore(marks, changed) === 'from' && end !== undefined ? end : start;
  const second = end;
  const range = second === undefined ? null : ([start, second] as const);
  const width = second === undefined ? first : null;
  const within = marks.some(({ kind }) => kind === 'within');
  const ranks = marks.flatMap((mark) =>
    mark.kind === 'rank' ? [mark.from, mark.to] : mark.kind === 'top' ? [1, mark.count] : [],
  );
  const names = namesBefore(marks, marks.length);
  const [one, two] = names;
  if (one !== undefined && two !== undefined)
    return [
      {
        kind: 'compare',
        subject: one,
        other: two,
        relation: marks.some((mark) => mark.kind === 'link' && mark.word === 'than') ? 'ahead' : 'apart',
        by: first,
        within,
        turned: false,
      },
    ];
  const leads = /lead|advantage|margin|cushion|buffer/i.test(marks[index]?.text ?? '');
  if (one !== undefined && (ranks.length === 0 || (leads && Math.max(...ranks) === 1)))
    return leads
      ? [
          {
            kind: 'compare',
            subject: one,
            other: { kind: 'holder', rank: 2 },
            relation: 'ahead',
            by: first,
            within,
            turned: false,
          },
        ]
      : [];
  if (one !== undefined && ranks.length > 0)
    return [
      {
        kind: 'compare',
        subject: one,
        other: { kind: 'holder', rank: Math.min(...ranks) },
        relation: 'apart',
        by: first,
        within,
        turned: false,
      },
    ];
  const [only] = ranks;
  if (only === undefined) return [];
  // "the gap at the top" is the one to the next.
  const from = Math.min(...ranks);
  const to = Math.max(...ranks, from + 1);
  return [{ kind: 'spread', from, to, width, range, within }];
}

/** "within two points of Birch", "the first five are within four points". */
export function readWithin(reading: Reading, index: number): Saying[] {
  const { marks } = reading;
  const width = marks[index + 1];
  if (width?.kind !== 'figure' || marks.some(({ kind }) => kind === 'gap')) return [];
  const others = objectsAfter(reading, index + 1);
  const ranks = marks.flatMap((mark) => (mark.kind === 'rank' ? [mark.from, mark.to] : []));
  const top = marks.find((mark) => mark.kind === 'top' || (mark.kind === 'rank' && mark.from !== mark.to));
  if (top?.kind === 'top')
    return [{ kind: 'spread', from: 1, to: top.count, width: width.figure, range: null, within: true }];
  if (top?.kind === 'rank')
    return [{ kind: 'spread', from: top.from, to: top.to, width: width.figure, range: null, within: true }];
  if (ranks.length > 2 && others.length === 0)
    return [
      {
        ...{ kind: 'spread', width: width.figure, range: null, within: true },
        ...{ from: Math.min(...ranks), to: Math.max(...ranks) },
      },
    ];
  return about(reading, index).flatMap((subject) =>
    others.map((other): Saying => ({
      kind: 'compare',
      subject,
      other,
      relation: 'apart',
      by: width.figure,
      within: true,
      turned: false,
    })),
  );
}
