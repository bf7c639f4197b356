/** LMArena: rows of its public dataset, as Hugging Face's dataset server pages them; only the overall category is a board. */
import { z } from 'zod';
import { failed } from '../../src/model/source.ts';
import type { BoardAdapter, Mapping, ReadingResult } from './definition.ts';
import { parseJson } from './json.ts';
import { readMapped, valueAt } from './mapping.ts';

const FIELDS: Mapping = {
  rows: '',
  name: 'model_name',
  organisation: 'organization',
  score: 'rating',
  low: 'rating_lower',
  high: 'rating_upper',
  asOf: 'leaderboard_publish_date',
  columns: [{ from: 'vote_count', label: 'Votes', prefix: '', suffix: '', decimals: 0 }],
};

const pageSchema = z.object({
  rows: z.array(z.object({ row: z.unknown() })),
  num_rows_total: z.number().int().optional(),
  error: z.string().optional(),
});

export const lmarenaAdapter: BoardAdapter = { nextPage: nextLmarenaPage, read: readLmarena };

function readLmarena(pages: readonly string[]): ReadingResult {
  const rows: unknown[] = [];
  for (const text of pages) {
    const page = pageSchema.safeParse(parseJson(text));
    if (!page.success) return failed('unexpected-shape', 'answered something other than dataset rows');
    rows.push(...page.data.rows.map(({ row }) => row));
  }
  return readMapped(
    rows.filter((row) => isOverall(row)),
    FIELDS,
  );
}

/** The next slice, while there are rows left and this slice still ended in the overall category. */
export function nextLmarenaPage(text: string, url: string): string | null {
  const page = pageSchema.safeParse(parseJson(text));
  if (!page.success || page.data.rows.length === 0 || !isOverall(page.data.rows.at(-1)?.row)) return null;
  const next = new URL(url);
  const offset = Number(next.searchParams.get('offset') ?? 0) + page.data.rows.length;
  if (offset >= (page.data.num_rows_total ?? 0)) return null;
  next.searchParams.set('offset', String(offset));
  return next.href;
}

function isOverall(row: unknown): boolean {
  return valueAt(row, 'category') === 'overall';
}
