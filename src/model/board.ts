/** Boards: a benchmark table at one moment, its standings, and how its figures are written everywhere. */
import { z } from 'zod';

/** An extra column beside the score, e.g. speed or price. */
export const boardColumnSchema = z.object({
  key: z.string().min(1),
  label: z.string().min(1),
  prefix: z.string(),
  suffix: z.string(),
  decimals: z.number().int().min(0).max(6),
});

export const standingSchema = z.object({
  /** Competition rank: 1, 2, 2, 4. */
  rank: z.number().int().min(1),
  tied: z.boolean(),
  /** As shown: effort suffix removed where the board folds efforts. */
  name: z.string().min(1),
  /** The name exactly as the source writes it. */
  rawName: z.string().min(1),
  /** e.g. `xhigh`; null when the source names none. */
  effort: z.string().nullable(),
  organisation: z.string().nullable(),
  kind: z.enum(['model', 'agent']),
  score: z.number(),
  /** Bounds of the score in the same unit, where the source has them. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** By column key; null is unknown and printed as a dash. */
  extra: z.record(z.string(), z.number().nullable()),
});

export const boardSchema = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  /** What it measures, one sentence. */
  description: z.string(),
  /** The day the source states, `YYYY-MM-DD`; the day of the fetch where it states none. */
  asOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** What a score is called, e.g. "Score" or "Resolved". */
  scoreLabel: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  decimals: z.number().int().min(0).max(6),
  higherIsBetter: z.boolean(),
  /** Scores of different versions or windows are never compared. */
  version: z.string().nullable(),
  window: z.string().nullable(),
  attribution: z.object({ name: z.string(), url: z.string(), licence: z.string().nullable() }),
  /** True for the sample newsroom's invented models. */
  invented: z.boolean(),
  columns: z.array(boardColumnSchema),
  rows: z.array(standingSchema),
});

export type BoardColumn = z.infer<typeof boardColumnSchema>;
export type Standing = z.infer<typeof standingSchema>;
export type Board = z.infer<typeof boardSchema>;
/** A standing before ranks are given. */
export type UnrankedStanding = Omit<Standing, 'rank' | 'tied'>;

/** Where a row stands against the last snapshot of the same version and window. */
export const movementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('up'), by: z.number().int().min(1) }),
  z.object({ kind: z.literal('down'), by: z.number().int().min(1) }),
  z.object({ kind: z.literal('same') }),
  z.object({ kind: z.literal('new') }),
]);
export type Movement = z.infer<typeof movementSchema>;

/**
 * Competition ranking ("1224"), by the score as it is printed: two rows that show the same figure are tied.
 * Ties keep name order, so that the same rows always give the same table.
 */
export function rankStandings(
  rows: readonly UnrankedStanding[],
  rule: { higherIsBetter: boolean; decimals: number },
): Standing[] {
  const shown = (row: UnrankedStanding) => row.score.toFixed(rule.decimals);
  const direction = rule.higherIsBetter ? -1 : 1;
  const sorted = rows.toSorted(
    (a, b) => direction * (Number(shown(a)) - Number(shown(b))) || compareText(a.name, b.name),
  );
  const count = Map.groupBy(sorted, shown);
  let rank = 1;
  return sorted.map((row, index) => {
    const before = sorted[index - 1];
    if (before === undefined || shown(before) !== shown(row)) rank = index + 1;
    return { ...row, rank, tied: (count.get(shown(row))?.length ?? 1) > 1 };
  });
}

/** The score as text, the same in html, text and full table: "64.4%", "57.2". */
export function scoreText(board: Pick<Board, 'prefix' | 'suffix' | 'decimals'>, score: number): string {
  return figure(board, score);
}

/** An extra cell as text; a dash for unknown. */
export function extraText(column: BoardColumn, value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : figure(column, value);
}

/** "=3" for a tie, "3" otherwise. */
export function rankText(row: Pick<Standing, 'rank' | 'tied'>): string {
  return row.tied ? `=${row.rank}` : String(row.rank);
}

/** Code-unit order: the same on every machine and engine, unlike localeCompare. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function figure(unit: { prefix: string; suffix: string; decimals: number }, value: number): string {
  const digits = Math.abs(value).toFixed(unit.decimals);
  const grouped = digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
  return `${value < 0 && Number(digits) !== 0 ? '−' : ''}${unit.prefix}${grouped}${unit.suffix}`;
}
