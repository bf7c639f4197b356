/** The history of boards: since when their rows are what they are. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { boardSchema, type Board } from '../model/board.ts';
import { startOfUtcDay, type Instant } from '../model/date.ts';
import { hashOf } from './hash.ts';

/**
 * The day of the first reading with the rows of the last one, or an earlier day that the board states itself.
 * Sources without a board are left out.
 */
export async function boardsUnchangedSince(
  db: Kysely<Tables>,
  sourceIds: readonly string[],
): Promise<Map<string, Instant>> {
  const since = new Map<string, Instant>();
  for (const sourceId of sourceIds) {
    const at = await unchangedSince(db, sourceId);
    if (at !== null) since.set(sourceId, at);
  }
  return since;
}

/** Snapshot by snapshot, newest first: a table that changed this week is known after a few of them. */
async function unchangedSince(db: Kysely<Tables>, sourceId: string): Promise<Instant | null> {
  const snapshots = await db
    .selectFrom('board_day')
    .select(({ fn }) => ['board_snapshot_id as id', fn.min('date').as('date')])
    .where('source_id', '=', sourceId)
    .groupBy('board_snapshot_id')
    .orderBy('date', 'desc')
    .execute();
  let now: string | null = null;
  let since: Instant | null = null;
  for (const { id, date } of snapshots) {
    const { rows, asOf } = await boardOf(db, id);
    const hash = hashOf(rows);
    now ??= hash;
    if (hash !== now) return since;
    since = startOfUtcDay(asOf < date ? asOf : date);
  }
  return since;
}

async function boardOf(db: Kysely<Tables>, id: number): Promise<Board> {
  const row = await db.selectFrom('board').select('json').where('id', '=', id).executeTakeFirstOrThrow();
  return boardSchema.parse(JSON.parse(row.json));
}
