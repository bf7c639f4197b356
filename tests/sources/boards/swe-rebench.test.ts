import { describe, expect, it } from 'vitest';
import { flightPayload, objectAt } from '../../../sources/boards/flight.ts';
import { readSweRebench } from '../../../sources/boards/swe-rebench.ts';
import { boardIn, collect, definitionOf, lines } from './collecting.ts';
import { AUTUMN, runItem, SPRING, sweRebenchPage } from './flight-page.ts';

const runs = [
  { name: 'Kestrel 3 [high]', rate: 64.5, sem: 1.41 },
  { name: 'Marl 2', rate: 62.84 },
  { name: 'Fixer', rate: 62.8, sem: 0.6, agent: true },
  { name: 'Old Champion', rate: 71.2, window: SPRING },
];
const collectPage = async (html: string) => (await collect(definitionOf('swe-rebench'), [html])).result;

describe('SWE-rebench', () => {
  it.each([
    ['by language', true],
    ['without languages', false],
  ])('compares only runs on the newest window of tasks (page %s)', async (_, byLanguage) => {
    const board = boardIn(await collectPage(sweRebenchPage(runs.map((run) => runItem(run, byLanguage)))));
    expect(lines(board)).toEqual(['1 Kestrel 3 64.5%', '=2 Fixer 62.8%', '=2 Marl 2 62.8%']);
    expect(board.window).toBe('15 September to 1 November 2026');
    expect(board.rows[0]).toMatchObject({
      effort: 'high',
      kind: 'model',
      low: 64.5 - 1.41,
      high: 64.5 + 1.41,
    });
    expect(board.rows[1]).toMatchObject({ kind: 'agent' });
    expect(board.rows[2]).toMatchObject({ low: null, high: null });
  });

  it('keeps the best effort of a model, and says which it was', async () => {
    const lesser = { name: 'Kestrel 3 [medium]', rate: 60 };
    const board = boardIn(await collectPage(sweRebenchPage([lesser, ...runs].map((run) => runItem(run)))));
    expect(board.rows.filter(({ name }) => name.startsWith('Kestrel'))).toMatchObject([
      { name: 'Kestrel 3', rawName: 'Kestrel 3 [high]', effort: 'high', score: 64.5 },
    ]);
  });

  it('takes a row of another window in when it was run on the newest one as well', () => {
    const both = runItem({ name: 'Both', rate: 50, window: SPRING }) as {
      rangeStats: { all: Record<string, unknown> };
    };
    both.rangeStats.all[`${AUTUMN.from}:${AUTUMN.to}`] = { resolvedRate: 47.8, sem: 1 };
    const reading = readSweRebench(sweRebenchPage([...runs.map((run) => runItem(run)), both]));
    expect(reading.ok && reading.rows.find(({ name }) => name === 'Both')?.score).toBe(47.8);
  });

  it('tells a run that solved nothing from one that never was', () => {
    const items = [
      ...runs.map((run) => runItem(run)),
      runItem({ name: 'Tried Hard', rate: 0, cost: 2 }),
      runItem({ name: 'Never Ran', rate: 0, cost: 0 }),
    ];
    const reading = readSweRebench(sweRebenchPage(items));
    expect(reading.ok && reading.rows.map(({ name }) => name)).toContain('Tried Hard');
    expect(reading.ok && reading.rows.map(({ name }) => name)).not.toContain('Never Ran');
  });

  it('stays with the last full window while a new one has hardly begun', () => {
    const spring = ['A', 'B', 'C'].map((name) => runItem({ name, rate: 40, window: SPRING }));
    const reading = readSweRebench(sweRebenchPage([...spring, runItem({ name: 'First', rate: 30 })]));
    expect(reading).toMatchObject({ window: '1 February to 1 March 2026' });
  });

  it('names both years of a window that crosses one', () => {
    const window = { from: Date.UTC(2025, 11, 15), to: Date.UTC(2026, 1, 1) };
    const reading = readSweRebench(sweRebenchPage([runItem({ name: 'A', rate: 40, window })]));
    expect(reading).toMatchObject({ window: '15 December 2025 to 1 February 2026' });
  });

  it('reads what it can and says what it could not', () => {
    const reading = readSweRebench(sweRebenchPage([...runs.map((run) => runItem(run)), { modelName: 5 }]));
    expect(reading).toMatchObject({ ok: true, warnings: ['1 of 5 runs could not be read'] });
  });

  const whole = sweRebenchPage(runs.map((run) => runItem(run)));
  it.each([
    ['an empty answer', '', 'unexpected-shape'],
    ['a page without a payload', '<html><body>Soon</body></html>', 'unexpected-shape'],
    ['a payload without the table', whole.replaceAll('problems', 'puzzles'), 'unexpected-shape'],
    ['a page cut off in the middle', whole.slice(0, whole.length / 2), 'unexpected-shape'],
    ['a table without runs', sweRebenchPage([]), 'empty'],
    ['runs that nobody ran', sweRebenchPage([runItem({ name: 'A', rate: 0, cost: 0 })]), 'empty'],
  ])('names the failure of %s', (_, html, kind) => {
    expect(readSweRebench(html)).toMatchObject({ ok: false, failure: { kind } });
  });
});

describe('a flight payload', () => {
  it('is joined wherever it was broken', () => {
    for (const pieces of [1, 2, 7, 40])
      expect(flightPayload(sweRebenchPage([runItem({ name: 'A"\\}', rate: 1 })], pieces))).toContain(
        '"problems"',
      );
  });

  it('of megabytes is read without overflowing', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      runItem({ name: `Model ${index}`, rate: 1 + index / 100 }),
    );
    const reading = readSweRebench(sweRebenchPage(many, 2));
    expect(reading.ok && reading.rows).toHaveLength(3000);
  });

  it('has no object where none opens or closes', () => {
    expect(objectAt('{"a":"}"} tail', 0)).toBe('{"a":"}"}');
    expect(objectAt('{"a":"}', 0)).toBeNull();
    expect(objectAt('none', -1)).toBeNull();
    expect(flightPayload('self.__next_f.push([1,"never closed')).toBe('');
  });
});
