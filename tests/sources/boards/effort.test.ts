import { describe, expect, it } from 'vitest';
import { splitEffort } from '../../../sources/boards/effort.ts';

describe('an effort in brackets', () => {
  it.each([
    ['Kestrel 3 (xhigh)', 'Kestrel 3', 'xhigh'],
    ['Kestrel 3 (Non-reasoning)', 'Kestrel 3', 'Non-reasoning'],
    ['Kestrel 3 (Adaptive Reasoning, Max Effort)', 'Kestrel 3', 'Adaptive Reasoning, Max Effort'],
    ['Kestrel 3 (August 2026)', 'Kestrel 3 (August 2026)', null],
    ['Kestrel 3 (Maximilian)', 'Kestrel 3 (Maximilian)', null],
    ['(high)', '(high)', null],
    ['Kestrel 3 [high]', 'Kestrel 3', 'high'],
    ['Kestrel 3 [v2]', 'Kestrel 3 [v2]', null],
    ['[high]', '[high]', null],
    ['Kestrel 3', 'Kestrel 3', null],
  ])('%s is %s', (name, base, effort) => {
    expect(splitEffort(name)).toEqual({ base, effort });
  });
});
