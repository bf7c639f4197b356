import { expect, it } from 'vitest';
import { batchKey, positionOf } from '../../src/delivery/batch.ts';
import { ledgerTags, listHeaders } from '../../src/delivery/headers.ts';
import type { Recipe } from '../../src/delivery/recipe.ts';

const recipe = (listName: string): Recipe => ({
  ...{ date: '2026-11-24', editionHash: 'ab12cd34ef', from: { name: 'N', address: 'a@b.example' } },
  ...{
    transport: 'resend',
    replyTo: null,
    listName,
    listId: 'daily.news.example',
    publicUrl: 'https://news.example',
  },
});

it.each([
  ['The Daily Test', 'The Daily Test <daily.news.example>'],
  ['Q & A, "daily"', '"Q & A, \\"daily\\"" <daily.news.example>'],
  ['Der Täglich', '<daily.news.example>'],
])('List-Id of %s (RFC 2919)', (name, expected) => {
  expect(listHeaders(recipe(name), 'https://news.example/u')['List-Id']).toBe(expected);
});

it('carries exactly the RFC 8058 pair, with one HTTPS address', () => {
  expect(listHeaders(recipe('N'), 'https://news.example/u')).toMatchObject({
    'List-Unsubscribe': '<https://news.example/u>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});

it('tags hold only what a provider takes in a tag', () => {
  const tags = ledgerTags(recipe('N'), { batch: 'batch-7-2', delivery: '42' });
  expect(tags).toEqual({ edition: '2026-11-24', batch: 'batch-7-2', delivery: '42' });
  for (const value of Object.values(tags)) expect(value).toMatch(/^[\w-]{1,256}$/);
});

it.each([7, 0, -12])(
  'the place of a batch, %i, is read back from the tag that its key ends with',
  (position) => {
    const batch = batchKey(recipe('N'), position, 2).split('/').at(-1) ?? '';
    expect(positionOf(batch)).toBe(position);
    for (const value of Object.values(ledgerTags(recipe('N'), { batch, delivery: '1' })))
      expect(value).toMatch(/^[\w-]{1,256}$/);
  },
);
