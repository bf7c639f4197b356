/** Sample boards with invented models: ties, movement, bounds, unknown figures, long names, and an agent. */
import { rankStandings, type Movement, type UnrankedStanding } from '../../src/model/board.ts';
import type { BoardTable } from '../../src/model/edition.ts';

type Line = Pick<UnrankedStanding, 'name' | 'score'> & Partial<UnrankedStanding>;
type News = readonly [movement: Movement | null, scoreChange: number | null];

const COLUMNS = [
  { key: 'speed', label: 'tok/s', prefix: '', suffix: '', decimals: 0 },
  { key: 'price', label: '$/1M', prefix: '$', suffix: '', decimals: 2 },
];

const index: BoardTable = {
  ...board('sample-index', 'General Index', 'Ten tests of reasoning, knowledge and code, averaged.', COLUMNS),
  scoreLabel: 'Index',
  decimals: 1,
  version: 'v4',
  total: 42,
  rows: rows(1, [
    [
      {
        name: 'Borealis 5',
        organisation: 'Aurora Lab',
        effort: 'high',
        score: 71.4,
        extra: { speed: 87, price: 3.2 },
      },
      [{ kind: 'same' }, 0.2],
    ],
    [
      { name: 'Kestrel Large 2.1', organisation: 'Kestrel', score: 70.9, extra: { speed: 141, price: 2.75 } },
      [{ kind: 'up', by: 2 }, 1.1],
    ],
    [
      {
        name: 'Fennel 3 Deep',
        organisation: 'Fennel Research',
        score: 69.2,
        extra: { speed: 52, price: 11 },
      },
      [{ kind: 'down', by: 1 }, -0.4],
    ],
    [
      {
        name: 'Tern-2-Instruct-Preview-2611-Extended',
        organisation: 'Open Estuary',
        score: 66,
        extra: { speed: null, price: 0.4 },
      },
      [{ kind: 'new' }, null],
    ],
    [
      {
        name: 'Borealis 5 Mini',
        organisation: 'Aurora Lab',
        score: 64.8,
        extra: { speed: 236, price: 0.35 },
      },
      [{ kind: 'down', by: 1 }, 0],
    ],
  ]),
};

const repair: BoardTable = {
  ...board(
    'sample-repair',
    'Repository Repair',
    'Real defects from real repositories, fixed and tested.',
    [],
  ),
  scoreLabel: 'Resolved',
  suffix: '%',
  decimals: 1,
  window: 'October 2026',
  tiedBeyond: 2,
  total: 58,
  staleNote: 'Today’s table could not be read; this is the one of 22 November.',
  rows: rows(1, [
    [
      { name: 'Borealis 5', organisation: 'Aurora Lab', score: 65.3, low: 62.1, high: 68.5 },
      [{ kind: 'same' }, 0],
    ],
    [
      { name: 'Kestrel Large 2.1', organisation: 'Kestrel', score: 65.3, low: 61.8, high: 68.8 },
      [{ kind: 'up', by: 1 }, 0.7],
    ],
    [
      { name: 'Mender', organisation: 'Fennel Research', kind: 'agent', score: 64.4, low: 61, high: 67.8 },
      [{ kind: 'down', by: 2 }, -0.9],
    ],
    [
      { name: 'Fennel 3 Deep', organisation: 'Fennel Research', score: 62.3, low: 58.8, high: 65.8 },
      [{ kind: 'same' }, 0],
    ],
    [{ name: 'Tern-2', organisation: 'Open Estuary', score: 62.3, low: 58.7, high: 65.9 }, [null, null]],
  ]),
};

export const sampleBoards: BoardTable[] = [index, repair];

function board(id: string, title: string, description: string, columns: BoardTable['columns']): BoardTable {
  return {
    id,
    title,
    description,
    columns,
    asOf: '2026-11-23',
    scoreLabel: '',
    prefix: '',
    suffix: '',
    decimals: 1,
    higherIsBetter: true,
    version: null,
    window: null,
    attribution: { name: 'The sample newsroom', url: 'https://boards.example/', licence: 'CC BY 4.0' },
    invented: true,
    snapshotId: 1,
    rows: [],
    tiedBeyond: 0,
    total: 0,
    comparedAsOf: '2026-11-16',
    staleNote: null,
  };
}

function rows(decimals: number, lines: readonly (readonly [Line, News])[]): BoardTable['rows'] {
  const whole = lines.map(([line]) => ({
    rawName: line.name,
    effort: null,
    organisation: null,
    kind: 'model' as const,
    low: null,
    high: null,
    extra: {},
    ...line,
  }));
  const news = new Map(
    lines.map(([line, [movement, scoreChange]]) => [line.name, { movement, scoreChange }]),
  );
  return rankStandings(whole, { higherIsBetter: true, decimals }).map((row) => ({
    ...row,
    ...(news.get(row.name) ?? { movement: null, scoreChange: null }),
  }));
}
