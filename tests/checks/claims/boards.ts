/** Two invented boards with three earlier days: what the sentences of the corpus are true or false of. */
import type { BoardPast, Tables } from '../../../src/checks/claims/index.ts';
import { rankStandings, type Board } from '../../../src/model/board.ts';
import { editionDate } from '../../../src/model/date.ts';

type Row = readonly [
  name: string,
  score: number,
  speed?: number | null,
  price?: number | null,
  rawName?: string,
];

/** 2026-11-24 is a Tuesday. */
export const TODAY = editionDate('2026-11-24');

const INDEX: Partial<Board> = {
  id: 'meridian',
  title: 'Meridian Intelligence Index',
  attribution: { name: 'Meridian', url: 'https://meridian.example', licence: null },
  columns: [
    { key: 'speed', label: 'tok/s', prefix: '', suffix: '', decimals: 0 },
    { key: 'price', label: '$/1M', prefix: '$', suffix: '', decimals: 2 },
  ],
};

const REPAIR: Partial<Board> = {
  id: 'swe-repair',
  title: 'SWE-repair',
  scoreLabel: 'Resolved',
  suffix: '%',
  attribution: { name: 'Loom', url: 'https://repair.example', licence: null },
};

export const MERIDIAN: BoardPast = {
  board: boardOf(INDEX, TODAY, [
    ['GPT-6.1', 60.2, 65, 11.25],
    ['Claude Opus 5.2', 57.3, 63, 10.94],
    ['Gemini 4 Pro Preview', 57.2, 128, 4.5],
    ['Fjord 4.6', 56.8, 83, 5.63],
    ['Kimi K3', 53.9, 41, 1.71],
    ['Heron 2.1', 53.9, 120, 1.2],
    ['GLM-6', 51.4, 77, 0.9],
    ['Grok 6', 49.7, null, 6],
    ['Kimi K2 Thinking', 40.9, 33, 1.1],
  ]),
  earlier: [
    day('2026-11-23', INDEX, [
      ['GPT-6.1', 60.2],
      ['Claude Opus 5.2', 56.9],
      ['Gemini 4 Pro Preview', 57.2],
      ['Fjord 4.6', 57.6],
      ['Kimi K3', 53.9],
      ['Heron 2.1', 52.7],
      ['GLM-6', 50.1],
      ['Grok 6', 50.9],
      ['Kimi K2 Thinking', 38.2],
    ]),
    day('2026-11-20', INDEX, [
      ['Fjord 4.6', 57.9],
      ['GPT-6.1', 57.4],
      ['Gemini 4 Pro Preview', 57.2],
      ['Claude Opus 5.2', 56.9],
      ['Kimi K3', 53.9],
      ['Heron 2.1', 52.7],
      ['Grok 6', 50.9],
      ['Kimi K2 Thinking', 38.2],
    ]),
  ],
};

export const SWE_REPAIR: BoardPast = {
  board: boardOf(REPAIR, TODAY, [
    ['Claude Opus 5.1', 65.3],
    ['gpt-6-2026-10-11-medium', 64.4],
    ['GLM-6', 62.8],
    ['Millwright', 62.8],
    ['Heron 2.1', 62.8],
    ['Wren', 62.3],
    ['Anvil 2', 61.7],
    ['Vellum 3.4', 61.6],
    ['Arbor 3', 61.5],
    ['Kimi K3', 61],
    ['Shuttle Mini', 55.6],
  ]),
  earlier: [
    day('2026-11-23', REPAIR, [
      ['Claude Opus 5.1', 65.3],
      ['gpt-6-2026-10-11-medium', 64.4],
      ['Wren', 64.1],
      ['GLM-6', 61.2],
      ['Millwright', 62.8],
      ['Heron 2.1', 62.8],
      ['Anvil 2', 61.7],
      ['Vellum 3.4', 61.6],
      ['Arbor 3', 61.5],
      ['Kimi K3', 61],
    ]),
  ],
};

export const TABLES: Tables = { date: TODAY, boards: [MERIDIAN, SWE_REPAIR] };

function day(date: string, about: Partial<Board>, rows: readonly Row[]): BoardPast['earlier'][number] {
  return { date: editionDate(date), board: boardOf(about, date, rows) };
}

export function boardOf(about: Partial<Board>, asOf: string, rows: readonly Row[]): Board {
  const rule = { higherIsBetter: true, decimals: 1 };
  const standings = rows.map(([name, score, speed = null, price = null, rawName = name]) => ({
    ...{ name, rawName, effort: null, organisation: null, kind: 'model' as const },
    ...{ score, low: null, high: null, extra: { speed, price } },
  }));
  return {
    ...{ id: 'board', title: 'Board', description: '', asOf, scoreLabel: 'Score', prefix: '', suffix: '' },
    ...{ version: null, window: null, invented: true, columns: [], ...rule },
    attribution: { name: 'Board House', url: 'https://boards.example', licence: null },
    ...about,
    rows: rankStandings(standings, rule),
  };
}
