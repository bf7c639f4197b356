/** Check: the text part is there, within what mail carries (RFC 5322 section 2.1.1), its tables narrow enough to stay tables. */
import { block, warn, type Check, type Found } from './check.ts';

/** RFC 5322: 998 octets a line, without its line break. */
const MAX_OCTETS = 998;
/** What stands under a table's head. */
const RULE = /^[-=─]{5,}$/u;

export const textShape: Check = {
  name: 'text-shape',
  run: ({ samples, limits }) =>
    samples.flatMap(({ text }) => {
      const lines = text.split(/\r?\n/);
      return [
        ...(text.trim() === '' ? [block('text', 'The text part is empty.')] : []),
        ...lines.flatMap(longLine),
        ...lines.flatMap((_line, index) => wideTable(lines, index, limits.textColumns)),
      ];
    }),
};

function longLine(line: string, index: number): Found[] {
  const octets = Buffer.byteLength(line);
  return octets <= MAX_OCTETS
    ? []
    : [
        block(
          `text, line ${index + 1}`,
          `The line has ${octets} octets; mail carries ${MAX_OCTETS}: break it.`,
        ),
      ];
}

/** A table is the line before a rule, and all lines after it up to an empty one. */
function wideTable(lines: readonly string[], index: number, columns: number): Found[] {
  if (!RULE.test(lines[index] ?? '')) return [];
  const end = lines.indexOf('', index);
  const table = lines.slice(Math.max(0, index - 1), end === -1 ? lines.length : end);
  const widest = Math.max(...table.map((line) => [...new Intl.Segmenter('en').segment(line)].length));
  return widest <= columns
    ? []
    : [
        warn(
          `text, line ${index}`,
          `A table is ${widest} columns wide; more than ${columns} break on small screens.`,
        ),
      ];
}
