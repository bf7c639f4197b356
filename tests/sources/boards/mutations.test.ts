import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOARD_ADAPTERS } from '../../../sources/boards/adapters.ts';
import { boardOf } from '../../../sources/boards/board-source.ts';
import type { Adapter, BoardAdapter, Mapping } from '../../../sources/boards/definition.ts';
import { parseArxivFeed } from '../../../sources/papers/arxiv-feed.ts';
import { readFileSync } from 'node:fs';
import { boardSchema } from '../../../src/model/board.ts';
import { paperItemSchema } from '../../../src/model/item.ts';
import { SOURCE_FAILURE_KINDS } from '../../../src/model/source.ts';
import { definitionOf, fixture } from './collecting.ts';
import { runItem, sweRebenchPage } from './flight-page.ts';

const columns: Mapping = { rows: '', name: 'System', organisation: 'Lab', score: 'Accuracy', columns: [] };
const paths: Mapping = { rows: 'result.models', name: 'who.name', score: 'scores.0', columns: [] };

const seeds: Record<Adapter, { text: string; read: Mapping | null }> = {
  'artificial-analysis': { text: fixture('artificial-analysis-old.json'), read: null },
  'swe-rebench': { text: sweRebenchPage([runItem({ name: 'Kestrel', rate: 60 })]), read: null },
  'epoch-eci': { text: fixture('epoch-eci.csv'), read: null },
  lmarena: { text: fixture('lmarena.json'), read: null },
  aider: { text: fixture('aider.yml'), read: null },
  csv: { text: fixture('table.csv'), read: columns },
  json: { text: fixture('table.json'), read: paths },
  'html-table': { text: fixture('table.html'), read: columns },
};

/** What goes wrong on the way: pieces lost, doubled, swapped, and things put in that nobody expects. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(60),
    put: fc.constantFrom(
      '',
      '{',
      '"',
      '\\',
      'null',
      '-1e999',
      '\u0000',
      '\u202e',
      '<',
      '&',
      ',',
      '\n',
      '__proto__',
      '[[[',
    ),
  }),
  { minLength: 1, maxLength: 6 },
);
type Damage = { at: number; length: number; put: string }[];

function damaged(text: string, wounds: Damage): string {
  return wounds.reduce((left, { at, length, put }) => {
    const start = Math.floor(at * left.length);
    return left.slice(0, start) + put + left.slice(start + length);
  }, text);
}

describe('a damaged answer', () => {
  it.each(Object.entries(seeds))('for %s is a valid board or a named failure', (name, { text, read }) => {
    const adapter: BoardAdapter = BOARD_ADAPTERS[name as Adapter];
    fc.assert(
      fc.property(damage, (wounds) => {
        const page = damaged(text, wounds);
        adapter.nextPage?.(page, 'https://a.example/');
        const reading = adapter.read([page], { read });
        if (!reading.ok) {
          expect(SOURCE_FAILURE_KINDS).toContain(reading.failure.kind);
          return;
        }
        const board = boardOf(definitionOf('epoch-eci'), reading, { date: '2026-11-24', invented: false });
        expect(boardSchema.safeParse(board).error).toBeUndefined();
        for (const row of board.rows) expect(row.name).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      }),
      { numRuns: 250, seed: 20261124 },
    );
  });

  it('for arXiv is valid papers or a named failure', async () => {
    const xml = readFileSync(new URL('../../fixtures/papers/arxiv-day.xml', import.meta.url), 'utf8');
    await fc.assert(
      fc.asyncProperty(damage, async (wounds) => {
        const feed = await parseArxivFeed(damaged(xml, wounds), { sourceId: 'arxiv' });
        if (!feed.ok) {
          expect(SOURCE_FAILURE_KINDS).toContain(feed.failure.kind);
          return;
        }
        for (const item of feed.items) {
          expect(paperItemSchema.safeParse(item).error).toBeUndefined();
          expect(`${item.title}${item.summary}`).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        }
      }),
      { numRuns: 250, seed: 20261124 },
    );
  });
});
