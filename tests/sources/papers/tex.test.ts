import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { texToText } from '../../../sources/papers/tex.ts';

/** Blocks of two lines: what arXiv writes, and what a reader should see. */
const table = readFileSync(new URL('../../fixtures/papers/tex.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n\n')
  .map((block) => block.split('\n'));

describe('TeX to text', () => {
  it('has at least sixty snippets to go by', () => {
    expect(table.length).toBeGreaterThanOrEqual(60);
    expect(table.every((lines) => lines.length === 2)).toBe(true);
  });

  it.each(table)('reads %s', (source, expected) => {
    expect(texToText(source)).toBe(expected);
  });

  it('leaves plain prose alone, and its own output too', () => {
    for (const [source = ''] of table) {
      const once = texToText(source);
      // What is left in TeX on purpose (unknown commands, addresses) may read differently the second time.
      if (!/[\\$`{]|--|~/.test(once)) expect(texToText(once)).toBe(once);
    }
  });

  it('gives one line without control or bidirectional characters, whatever it is given', () => {
    const pieces = fc.constantFrom(
      ...[
        '$',
        '\\',
        '{',
        '}',
        '^',
        '_',
        '`',
        "'",
        '--',
        '~',
        '\\(',
        '\\)',
        '\\frac',
        '\\emph',
        "\\'e",
        '\\url{',
      ],
      ...[
        'https://a.example/',
        'word',
        ' ',
        '5',
        '\u202e',
        '\u0001',
        '\u0002',
        '\n',
        '\ud83d',
        '😀',
        '\\cite',
        '%',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = texToText(parts.join(''));
        expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        expect(text).toBe(text.trim());
      }),
      { numRuns: 1500, seed: 20261124 },
    );
  });

  it.each([
    ['open braces', '{'.repeat(100_000)],
    ['nested groups', '{'.repeat(20_000) + 'x' + '}'.repeat(20_000)],
    ['nested maths', `$${'\\frac{'.repeat(20_000)}$`],
    ['nested commands', '\\emph{'.repeat(20_000)],
    ['dollar signs', '$ '.repeat(50_000)],
    ['open brackets', '\\('.repeat(20_000)],
    ['quotes', '``'.repeat(20_000)],
    ['backslashes', '\\'.repeat(100_000)],
    ['a long formula', `$${'x^2 + '.repeat(20_000)}1$`],
  ])('is not brought down by a hundred thousand %s', (_, source) => {
    const start = performance.now();
    expect(typeof texToText(source)).toBe('string');
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
