/** A place in TeX source, and how to move it. */

export type Scanner = {
  readonly source: string;
  at: number;
  /** Open groups; bounded, since hostile text may open a million. */
  depth: number;
  /** False once maths held a command that nobody here knows. */
  understood: boolean;
};

export const MAX_DEPTH = 40;

export function scan(source: string, depth = 0): Scanner {
  return { source, at: 0, depth, understood: true };
}

/** Matches a sticky pattern at the scanner and moves past it; null leaves it where it is. */
export function take(scanner: Scanner, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scanner.at;
  const match = pattern.exec(scanner.source);
  if (match !== null) scanner.at = pattern.lastIndex;
  return match;
}

/** The next character, whole even outside the basic plane. */
export function takeCharacter(scanner: Scanner): string {
  const character = String.fromCodePoint(scanner.source.codePointAt(scanner.at) ?? 0);
  scanner.at += character.length;
  return character;
}

export function ended(scanner: Scanner): boolean {
  return scanner.at >= scanner.source.length;
}
