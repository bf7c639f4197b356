/** Three boards with the names that models really bear, digits, hyphens, dates and sizes; invented figures, two earlier days. */
import type { BoardPast, Tables } from '../../../src/checks/claims/index.ts';
import type { Board } from '../../../src/model/board.ts';
import { editionDate } from '../../../src/model/date.ts';
import { boardOf } from './boards.ts';

type Rows = Parameters<typeof boardOf>[2];

/** A Thursday. */
const TODAY = editionDate('2026-11-26');
const WEDNESDAY = '2026-11-25';
const MONDAY = '2026-11-23';

const ANALYSIS: Partial<Board> = {
  ...{ id: 'artificial-analysis', title: 'Artificial Analysis Intelligence Index' },
  attribution: { name: 'Artificial Analysis', url: 'https://analysis.example', licence: null },
  columns: [
    { key: 'speed', label: 'tok/s', prefix: '', suffix: '', decimals: 0 },
    { key: 'price', label: '$/1M', prefix: '$', suffix: '', decimals: 2 },
  ],
};
const REBENCH: Partial<Board> = {
  ...{ id: 'swe-rebench', title: 'SWE-rebench', scoreLabel: 'Resolved', suffix: '%' },
  attribution: { name: 'SWE-rebench', url: 'https://rebench.example', licence: null },
};
const ARENA: Partial<Board> = {
  ...{ id: 'lmarena-text', title: 'LMArena Text', scoreLabel: 'Rating', decimals: 0 },
  attribution: { name: 'LMArena', url: 'https://arena.example', licence: null },
};

const TAIL: Rows = [
  ['Qwen3-235B-A22B', 44.7, 59, 1.23],
  ['Kimi K2 Thinking', 40.9, 33, 1.1],
  ['gpt-oss-120b', 33.3, 264, 0.26],
];

export const FIELD: Tables = {
  date: TODAY,
  boards: [
    {
      board: boardOf(ANALYSIS, TODAY, [
        ['GPT-5.5', 60.2, 65, 11.25],
        ['Claude Opus 4.7', 57.3, 63, 10.94],
        ['Gemini 3.1 Pro Preview', 57.2, 128, 4.5],
        ['GPT-5.4', 56.8, 83, 5.63],
        ['Kimi K2.6', 53.9, 41, 1.71],
        ['DeepSeek V4 Pro', 52.1, 38, 0.87],
        ['GLM-5.1', 51.4, 72, 2.15],
        ['Qwen3.5-397B-A17B', 50, 95, 1.35],
        ['MiniMax-M2.7', 49.6, 88, 0.53],
        ['Grok 4.20', 48.5, 210, 3],
        ...TAIL,
      ]),
      earlier: [
        day(WEDNESDAY, ANALYSIS, [
          ...([
            ['GPT-5.5', 60.2],
            ['GPT-5.4', 57.6],
            ['Gemini 3.1 Pro Preview', 57.2],
            ['Claude Opus 4.7', 56.8],
            ['DeepSeek V4 Pro', 52.1],
            ['Kimi K2.6', 52],
            ['GLM-5.1', 51.4],
            ['Qwen3.5-397B-A17B', 50],
            ['Grok 4.20', 49.1],
          ] as const),
          ...TAIL,
        ]),
        day(MONDAY, ANALYSIS, [
          ...([
            ['GPT-5.4', 58],
            ['GPT-5.5', 57.9],
            ['Gemini 3.1 Pro Preview', 57.2],
            ['Claude Opus 4.7', 56.8],
            ['DeepSeek V4 Pro', 52.1],
            ['Kimi K2.6', 51],
            ['GLM-5.1', 50.2],
            ['Qwen3.5-397B-A17B', 50],
            ['Grok 4.20', 49.1],
          ] as const),
          ...TAIL,
        ]),
      ],
    },
    {
      board: boardOf(REBENCH, TODAY, [
        ['Claude Opus 4.6', 65.3],
        ['gpt-5.2-2025-12-11-medium', 64.4],
        ['GLM-5', 62.8],
        ['Junie', 62.8],
        ['gpt-5.4-2026-03-05-medium', 62.8],
        ['Gemini 3.1 Pro Preview', 62.3],
        ['DeepSeek V4 Pro', 61.9],
        ['Kimi K2.6', 61],
        ['Qwen3-Coder-Next', 60],
        ['Claude Sonnet 4.6', 58.7],
      ]),
      earlier: [
        day(WEDNESDAY, REBENCH, [
          ['Claude Opus 4.6', 65.3],
          ['gpt-5.2-2025-12-11-medium', 64.4],
          ['Junie', 62.8],
          ['gpt-5.4-2026-03-05-medium', 62.8],
          ['DeepSeek V4 Pro', 62.5],
          ['Gemini 3.1 Pro Preview', 62.3],
          ['GLM-5', 61.5],
          ['Kimi K2.6', 61],
          ['Qwen3-Coder-Next', 60],
          ['Claude Sonnet 4.6', 57.9],
        ]),
      ],
    },
    {
      board: boardOf(ARENA, TODAY, [
        ['claude-opus-4-7-thinking', 1503],
        ['gpt-5.5-high', 1498],
        ['gemini-3.1-pro-preview', 1493],
        ['grok-4.20', 1493],
        ['qwen3.5-max', 1470],
        ['deepseek-v4-pro', 1461],
      ]),
      earlier: [
        day(WEDNESDAY, ARENA, [
          ['gpt-5.5-high', 1501],
          ['claude-opus-4-7-thinking', 1499],
          ['gemini-3.1-pro-preview', 1493],
          ['grok-4.20', 1480],
          ['qwen3.5-max', 1470],
          ['deepseek-v4-pro', 1465],
        ]),
      ],
    },
  ],
};

function day(date: string, about: Partial<Board>, rows: Rows): BoardPast['earlier'][number] {
  return { date: editionDate(date), board: boardOf(about, date, rows) };
}
