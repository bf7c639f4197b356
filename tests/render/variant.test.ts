import { expect, it } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { compileEdition, cutTo } from '../../src/render/index.ts';

it('a variant holds its sections alone, in html, text and contents, and says how long it is', async () => {
  const { html, text } = await compileEdition(cutTo(sampleEdition, 'labs+benchmarks'));
  for (const part of [html.literals.join(''), text.literals.join('')]) {
    expect(part).toContain('Borealis 5 is out of preview');
    expect(part).toContain('Repository Repair');
    expect(part).not.toContain('A year ago the argument');
    expect(part).not.toContain('From the Wire');
    expect(part).toContain('1 min read');
  }
});

it('the whole edition is no variant: nothing of it is computed anew', () => {
  expect(cutTo(sampleEdition, 'essay+labs+wire+papers+benchmarks')).toBe(sampleEdition);
});
