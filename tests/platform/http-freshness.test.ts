/** How long an answer counts as fresh, by its headers. */
import { expect, it } from 'vitest';
import { freshUntil } from '../../src/platform/http-freshness.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const minutes = (headers: Record<string, string>) => {
  const until = freshUntil(headers, NOW);
  return until === null ? null : (until - NOW) / 60_000;
};

it.each([
  [{}, null],
  [{ 'cache-control': 'max-age=600' }, 10],
  [{ 'cache-control': 'public, max-age="600"', age: '120' }, 8],
  [{ 'cache-control': 'max-age=600', age: '700' }, null],
  [{ 'cache-control': 'max-age=0' }, null],
  [{ 'cache-control': 'no-cache, max-age=600' }, null],
  [{ 'cache-control': 'private, max-age=600, must-revalidate' }, null],
  [{ 'cache-control': 'max-age=31536000, immutable' }, 360],
  [{ 'cache-control': 'max-age=soon' }, null],
  [{ expires: 'Tue, 24 Nov 2026 12:30:00 GMT' }, 30],
  [{ expires: 'Tue, 24 Nov 2026 12:30:00 GMT', date: 'Tue, 24 Nov 2026 12:10:00 GMT' }, 20],
  [{ expires: '0' }, null],
])('%j: %s minutes', (headers, expected) => {
  expect(minutes(headers as Record<string, string>)).toBe(expected);
});
