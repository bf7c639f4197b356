/** Check: no control characters, broken encodings, or marks that turn the direction of text around for a reader. */
import { block, warn, type Check, type Found } from './check.ts';

/** C0 but tab and line ends, DEL, C1: no client shows them, some break on them. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u;
/** Overrides and embeddings reach past the text that holds them (Unicode UAX 9 section 2). */
const OVERRIDE = /[\u202A-\u202E]/u;
const LINE_SEPARATOR = /[\u2028\u2029]/u;
const REPLACEMENT = /\uFFFD/u;
const OPEN_ISOLATE = /[\u2066-\u2068]/gu;
const CLOSE_ISOLATE = /\u2069/gu;

export const characters: Check = {
  name: 'characters',
  run: ({ samples }) => {
    const found = samples.flatMap(({ subject, html, text }) =>
      Object.entries({ subject, html, text }).flatMap(([place, part]) => checkPart(place, part)),
    );
    // The words around a character differ from reader to reader; it is one finding all the same.
    const first = new Map(
      found.toReversed().map((one) => [`${one.place} ${one.message.split(AFTER)[0] ?? ''}`, one]),
    );
    return found.filter((one) => [...first.values()].includes(one));
  },
};

const AFTER = ' after "';

function checkPart(place: string, part: string): Found[] {
  const isolates = (part.match(OPEN_ISOLATE)?.length ?? 0) - (part.match(CLOSE_ISOLATE)?.length ?? 0);
  return [
    ...(CONTROL.test(part)
      ? [block(place, `A control character is in the ${place}${near(part, CONTROL)}: remove it.`)]
      : []),
    ...(OVERRIDE.test(part)
      ? [block(place, `A mark in the ${place} turns text around${near(part, OVERRIDE)}: remove it.`)]
      : []),
    ...(LINE_SEPARATOR.test(part)
      ? [block(place, `A Unicode line separator is in the ${place}: use a line break.`)]
      : []),
    ...(isolates === 0
      ? []
      : [block(place, `A bidi isolate in the ${place} is not closed, or closed twice.`)]),
    ...(REPLACEMENT.test(part)
      ? [warn(place, `A character was lost in decoding${near(part, REPLACEMENT)}: look at its source.`)]
      : []),
  ];
}

function near(part: string, sign: RegExp): string {
  const index = part.search(sign);
  const before = part.slice(Math.max(0, index - 24), index).replace(/\s+/gu, ' ');
  return `${AFTER}${before}"`;
}
