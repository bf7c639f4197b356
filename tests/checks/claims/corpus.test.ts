import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doubtsOf, type Tables } from '../../../src/checks/claims/index.ts';
import { essay } from '../../edition/newsroom.ts';
import { ARENA_TABLES } from './arena.ts';
import { TABLES } from './boards.ts';
import { FIELD } from './field.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/claims');

type Case = { readonly sentence: string; readonly tables: Tables };

function cases(file: string, tables: Tables = TABLES): Case[] {
  const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((sentence) => ({ sentence, tables }));
}

function verdicts({ sentence, tables }: Case): string[] {
  const blocks = [{ kind: 'paragraph' as const, content: [{ kind: 'text' as const, text: sentence }] }];
  return doubtsOf(essay({ title: 'A day', blocks }), tables).map(({ verdict }) => verdict.kind);
}

describe('a sentence that the tables bear out, or that is not about them, passes in silence', () => {
  it.each([
    ...cases('right.txt'),
    ...cases('arena-right.txt', ARENA_TABLES),
    ...cases('field-right.txt', FIELD),
  ])('$sentence', (one) => {
    expect(verdicts(one)).toEqual([]);
  });
});

describe('a sentence that the tables contradict is found', () => {
  it.each([
    ...cases('wrong.txt'),
    ...cases('arena-wrong.txt', ARENA_TABLES),
    ...cases('field-wrong.txt', FIELD),
  ])('$sentence', (one) => {
    expect(verdicts(one)).toContain('wrong');
  });
});

describe('a sentence of which nothing is stored is doubted', () => {
  it.each(cases('unknown.txt'))('$sentence', (one) => {
    expect(new Set(verdicts(one))).toEqual(new Set(['unknown']));
  });
});
