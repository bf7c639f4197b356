/** Boards as their publishers write names and figures: hyphened ids, whole ratings, a board renewed once a week. */
import type { Tables } from '../../../src/checks/claims/index.ts';
import { rankStandings, type Board } from '../../../src/model/board.ts';
import { editionDate } from '../../../src/model/date.ts';
import { boardOf } from './boards.ts';

type Scores = Readonly<Record<string, number>>;

const ARENA: Partial<Board> = {
  ...{ id: 'lmarena-text', title: 'LMArena Text', scoreLabel: 'Rating', decimals: 0 },
  attribution: { name: 'LMArena', url: 'https://arena.example', licence: null },
};
const EPOCH: Partial<Board> = {
  ...{ id: 'epoch-eci', title: 'Epoch Capabilities Index' },
  attribution: { name: 'Epoch AI', url: 'https://epoch.example', licence: null },
};

export const ARENA_TABLES: Tables = {
  date: editionDate('2026-05-14'),
  boards: [
    {
      board: on(ARENA, '2026-05-14', {
        ...{ 'claude-opus-4-7-thinking': 1503, 'gpt-5.5-high': 1498 },
        ...{ 'gemini-3.1-pro-preview': 1493, 'grok-5': 1493, 'qwen3.5-max': 1470 },
      }),
      earlier: [
        past(ARENA, '2026-05-13', {
          ...{ 'gpt-5.5-high': 1501, 'claude-opus-4-7-thinking': 1499 },
          ...{ 'gemini-3.1-pro-preview': 1493, 'grok-5': 1480, 'qwen3.5-max': 1470 },
        }),
      ],
    },
    {
      board: on(EPOCH, '2026-05-14', {
        ...{ 'GPT-5.5': 158.2, 'Claude Opus 4.7': 156.9, 'Gemini 3.1 Pro': 156.1 },
        ...{ 'Grok 5': 151.4, 'DeepSeek V4': 149.8, 'Qwen3.5 Max': 149.8 },
      }),
      earlier: [
        past(EPOCH, '2026-05-07', {
          ...{ 'GPT-5.5': 158.2, 'Claude Opus 4.7': 156.9, 'Gemini 3.1 Pro': 155 },
          ...{ 'Grok 5': 151.4, 'Qwen3.5 Max': 149.8 },
        }),
      ],
    },
  ],
};

function past(about: Partial<Board>, date: string, scores: Scores) {
  return { date: editionDate(date), board: on(about, date, scores) };
}

function on(about: Partial<Board>, date: string, scores: Scores): Board {
  const board = boardOf(about, date, Object.entries(scores));
  return { ...board, rows: rankStandings(board.rows, board) };
}
