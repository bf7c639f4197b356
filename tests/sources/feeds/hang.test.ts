/** Text made to keep an expression busy, which would try each part of it from every other: seconds, or years, for one feed. */
import { expect, it } from 'vitest';
import { numberOf } from '../../../sources/boards/mapping.ts';
import { inspectFeed } from '../../../sources/inspect.ts';

/** Read once over, none of it takes a second. */
const LIMIT = { timeout: 15_000 };
const LENGTH = 40_000;
const TIMES = 20;
const NOW = Date.parse('2026-11-24T12:00:00Z');

const filled = (piece: string) => piece.repeat(LENGTH / piece.length);

it.for([
  ['author', '@('],
  ['author', '(a@'],
  ['author', 'a'],
  ['description', '-'],
  ['description', '#'],
  ['link', 'google.'],
] as const)('a feed whose <%s> is nothing but "%s"', LIMIT, async ([element, piece]) => {
  const items = Array.from({ length: TIMES }, (_, number) => {
    const link = `https://${element === 'link' ? `${filled(piece)}a1` : 'a.example'}/${number}`;
    const other = element === 'link' ? '' : `<${element}>${filled(piece)} x</${element}>`;
    return `<item><title>Story ${number}</title><link>${link}</link>${other}</item>`;
  });
  const body = new TextEncoder().encode(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  const url = 'https://lab.example/feed';
  const answer = await inspectFeed({ source: 'long', body, url, contentType: null }, NOW);
  expect(answer).toMatchObject({ failure: null });
  expect(answer.items).toHaveLength(TIMES);
});

it('a board whose cells hold no figure', LIMIT, () => {
  const cells = [filled('%'), `1${filled('%')}x`, filled('1'), `1${filled(' ')}x`];
  const read = Array.from({ length: TIMES }, () => cells.map(numberOf)).flat();
  expect(new Set(read)).toEqual(new Set([null]));
});
