/** SWE-rebench: its page carries the table as a React flight payload; scores hold for one window of tasks only. */
import { z } from 'zod';
import type { UnrankedStanding } from '../../src/model/board.ts';
import { failed } from '../../src/model/source.ts';
import type { BoardAdapter, ReadingResult } from './definition.ts';
import { splitEffort } from './effort.ts';
import { flightPayload, objectAt } from './flight.ts';
import { parseJson } from './json.ts';
import { textOf } from './mapping.ts';

export const sweRebenchAdapter: BoardAdapter = { read: ([html = '']) => readSweRebench(html) };

const statsSchema = z.object({
  resolvedRate: z.number(),
  sem: z.number().nullish(),
  instanceCosts: z.number().nullish(),
  totalTokenUsage: z.number().nullish(),
});
const windowsSchema = z.record(z.string(), statsSchema.nullish());
const itemSchema = z.object({
  modelName: z.string(),
  meta: z.object({ instance_type: z.string() }).nullish(),
  taskRangeTimestamp: z.object({ from: z.number().int(), to: z.number().int() }),
  // By language and then by window; by window alone until the middle of 2026.
  rangeStats: z.union([z.object({ all: windowsSchema }).transform(({ all }) => all), windowsSchema]),
});
type Run = z.infer<typeof itemSchema>;
type TaskWindow = Run['taskRangeTimestamp'];

/** A window with fewer rows has only just opened: the one before it is the board. */
const MIN_ROWS = 3;

export function readSweRebench(html: string): ReadingResult {
  const table = tableOf(html);
  if (table === null) return failed('unexpected-shape', 'has no table of runs in its page any more');
  const parsed = table.items.map((item) => itemSchema.safeParse(item));
  const runs = parsed.filter((one) => one.success).map((one) => one.data);
  const window = newestWindow(runs);
  if (window === null) return failed('empty', 'held no run with a result');
  const unread = parsed.length - runs.length;
  return {
    ok: true,
    asOf: null,
    version: null,
    window: windowText(window),
    columns: [],
    rows: rowsOf(runs, window),
    warnings: unread === 0 ? [] : [`${unread} of ${parsed.length} runs could not be read`],
  };
}

const tableSchema = z.object({ items: z.array(z.unknown()) });

function tableOf(html: string): z.infer<typeof tableSchema> | null {
  const payload = flightPayload(html);
  const text = objectAt(payload, payload.indexOf('{"problems":'));
  const table = tableSchema.safeParse(parseJson(text ?? ''));
  return table.success ? table.data : null;
}

/** Rows of different windows are never compared: a score of one batch of tasks says nothing about another's. */
function newestWindow(runs: readonly Run[]): TaskWindow | null {
  const windows = new Map(runs.map((run) => [windowKey(run.taskRangeTimestamp), run.taskRangeTimestamp]));
  const filled = [...windows.values()]
    .toSorted((a, b) => b.to - a.to || b.from - a.from)
    .map((window) => ({ window, rows: rowsOf(runs, window).length }))
    .filter(({ rows }) => rows > 0);
  return (filled.find(({ rows }) => rows >= MIN_ROWS) ?? filled[0])?.window ?? null;
}

function rowsOf(runs: readonly Run[], window: TaskWindow): UnrankedStanding[] {
  return runs.map((run) => standingOf(run, window)).filter((row) => row !== null);
}

function standingOf(run: Run, window: TaskWindow): UnrankedStanding | null {
  const stats = run.rangeStats[windowKey(window)];
  const rawName = textOf(run.modelName);
  if (rawName === '' || !stats || wasNotRun(stats)) return null;
  const { base, effort } = splitEffort(rawName);
  const error = stats.sem ?? 0;
  return {
    name: base,
    rawName,
    effort,
    organisation: null,
    kind: run.meta?.instance_type === 'agent' ? 'agent' : 'model',
    score: stats.resolvedRate,
    // The standard error of the mean, as the page prints it after its plus-minus sign.
    low: error > 0 ? Math.max(0, stats.resolvedRate - error) : null,
    high: error > 0 ? Math.min(100, stats.resolvedRate + error) : null,
    extra: {},
  };
}

/** Windows without data are filled with zeros; a run that solved nothing still cost something. */
function wasNotRun(stats: z.infer<typeof statsSchema>): boolean {
  return !stats.resolvedRate && !stats.sem && !stats.instanceCosts && !stats.totalTokenUsage;
}

function windowKey({ from, to }: TaskWindow): string {
  return `${from}:${to}`;
}

/** "15 May to 1 July 2026", "15 December 2025 to 1 February 2026". */
function windowText({ from, to }: TaskWindow): string {
  const sameYear = new Date(from).getUTCFullYear() === new Date(to).getUTCFullYear();
  const day = (at: number, year: boolean) =>
    new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'long',
      ...(year ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(at);
  return `${day(from, !sameYear)} to ${day(to, true)}`;
}
