import { expect, it } from 'vitest';
import {
  extraText,
  rankStandings,
  rankText,
  scoreText,
  type UnrankedStanding,
} from '../../src/model/board.ts';

const row = (name: string, score: number): UnrankedStanding => ({
  ...{ name, rawName: name, effort: null, organisation: null, kind: 'model' },
  ...{ score, low: null, high: null, extra: {} },
});

it('ranks by competition: ties share a rank and the next rank skips', () => {
  const rows = [row('Delta', 60), row('Alpha', 62.8), row('Beta', 62.8), row('Gamma', 65.3)];
  const ranked = rankStandings(rows, { higherIsBetter: true, decimals: 1 });
  expect(ranked.map((r) => `${rankText(r)} ${r.name}`)).toEqual([
    '1 Gamma',
    '=2 Alpha',
    '=2 Beta',
    '4 Delta',
  ]);
});

it('two scores that print the same figure are tied, whatever their hidden digits', () => {
  const ranked = rankStandings([row('A', 57.24), row('B', 57.16)], { higherIsBetter: true, decimals: 1 });
  expect(ranked.map(rankText)).toEqual(['=1', '=1']);
});

it('can rank the lowest first', () => {
  const ranked = rankStandings([row('Slow', 9), row('Fast', 3)], { higherIsBetter: false, decimals: 0 });
  expect(ranked.map((r) => r.name)).toEqual(['Fast', 'Slow']);
});

it('writes figures the same way everywhere', () => {
  expect(scoreText({ prefix: '', suffix: '%', decimals: 1 }, 64.44)).toBe('64.4%');
  expect(scoreText({ prefix: '', suffix: '', decimals: 0 }, 1512.2)).toBe('1,512');
  const price = { key: 'usd', label: '$/1M', prefix: '$', suffix: '', decimals: 2 };
  expect(extraText(price, 11.254)).toBe('$11.25');
  expect(extraText(price, 1234567.891)).toBe('$1,234,567.89');
  expect(extraText(price, -3)).toBe('−$3.00');
  expect(extraText(price, null)).toBe('–');
});
