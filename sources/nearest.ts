/** Which known names are nearest to a mistyped one. */
import { compareText } from '../src/model/board.ts';

/** The `count` nearest, by the pairs of letters that two names share (Dice's coefficient). */
export function nearest(name: string, known: readonly string[], count = 3): string[] {
  const wanted = pairs(name);
  return known
    .map((candidate) => ({ candidate, likeness: likeness(wanted, pairs(candidate)) }))
    .toSorted((a, b) => b.likeness - a.likeness || compareText(a.candidate, b.candidate))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size);
}

function pairs(name: string): ReadonlySet<string> {
  const padded = ` ${name.toLowerCase()} `;
  return new Set(Array.from(padded.slice(1), (letter, index) => `${padded[index] ?? ''}${letter}`));
}
