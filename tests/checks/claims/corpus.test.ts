import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doubtsOf } from '../../../src/checks/claims/index.ts';
import { essay } from '../../edition/newsroom.ts';
import { TABLES } from './boards.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/claims');

function sentences(file: string): string[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function verdicts(text: string): string[] {
  const blocks = [{ kind: 'paragraph' as const, content: [{ kind: 'text' as const, text }] }];
  return doubtsOf(essay({ title: 'A day', blocks }), TABLES).map(({ verdict }) => verdict.kind);
}

describe('a sentence that the tables bear out, or that is not about them, passes in silence', () => {
  it.each(sentences('right.txt'))('%s', (sentence) => {
    expect(verdicts(sentence)).toEqual([]);
  });
});

describe('a sentence that the tables contradict is found', () => {
  it.each(sentences('wrong.txt'))('%s', (sentence) => {
    expect(verdicts(sentence)).toContain('wrong');
  });
});

describe('a sentence of which nothing is stored is doubted', () => {
  it.each(sentences('unknown.txt'))('%s', (sentence) => {
    expect(new Set(verdicts(sentence))).toEqual(new Set(['unknown']));
  });
});
