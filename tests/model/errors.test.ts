import { readFileSync, mkdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { messageOf } from '../../src/model/errors.ts';

function thrown(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

it.each([
  ['a file that is not there', () => readFileSync('/nowhere/at all, no'), 'no such file or directory'],
  ['a folder read as a file', () => readFileSync(import.meta.dirname), 'illegal operation on a directory'],
  ['a file taken for a folder', () => mkdirSync(`${import.meta.filename}/x`), 'not a directory'],
])('%s is told without code, call and path, which the sentence around it has', (_, act, said) => {
  expect(messageOf(thrown(act))).toBe(said);
});

it('everything else is told as it is', () => {
  expect(messageOf(new Error('connect ECONNREFUSED 127.0.0.1:5432'))).toBe(
    'connect ECONNREFUSED 127.0.0.1:5432',
  );
  expect(messageOf(new Error('ERROR: relation "edition", again'))).toBe('ERROR: relation "edition", again');
  expect(messageOf('bare')).toBe('bare');
});
