import { describe, expect, it } from 'vitest';
import { effortText } from '../../emails/table-words.ts';
import { shortSummary } from '../../emails/words.ts';

describe('a summary in the mail', () => {
  it('stays whole when it is short', () => {
    expect(shortSummary('Weights are out.')).toBe('Weights are out.');
  });

  it('ends with its last whole sentence', () => {
    const whole = 'A model that counts its own tokens is out, and it counts them twice to be sure of it.';
    expect(shortSummary(`${whole} ${'The rest is about money and who will lend it. '.repeat(4)}`)).toMatch(
      /^A model that counts .*[^…]\.$/,
    );
  });

  it('is cut between words, and not behind a comma', () => {
    const list = `The cache, ${'eviction, '.repeat(30)}`;
    expect(shortSummary(list)).toMatch(/^The cache, .*eviction…$/);
    expect(shortSummary(list).length).toBeLessThanOrEqual(181);
  });
});

it.each([
  ['high', 'en', 'high effort'],
  ['Adaptive Reasoning, Max Effort', 'en', 'Adaptive Reasoning, Max Effort'],
  ['high', 'de-AT', 'Aufwand: high'],
])('an effort %j is named once, in %s: %j', (effort, locale, said) => {
  expect(effortText(effort, { locale })).toBe(said);
});
