/** Boards as an edition reads them: the snapshot current on its day, and the one to compare it with. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { boardSchema, type Board } from '../model/board.ts';
import { addDays, type EditionDate } from '../model/date.ts';

export type BoardSnapshot = { readonly id: number; readonly hash: string; readonly board: Board };

/** Days within which boards are compared: as far as an essay reaches with "last month". Older is no news of movement. */
export const COMPARED_DAYS = 31;

/** A board as an edition may show it. */
export type CurrentBoard = {
  readonly snapshot: BoardSnapshot;
  /** The day this snapshot was last the current one: before the edition's day, it only stands in. */
  readonly seenOn: EditionDate;
  /** Why today's reading is not it, completing "Today’s table ..."; null: it is, or there was none. */
  readonly withheld: string | null;
  /** The last one of an earlier day within `COMPARED_DAYS`, of the same version and window; null: nothing comparable. */
  readonly previous: BoardSnapshot | null;
};

/**
 * The boards of an edition in the order of their sources, each with the snapshot to compare with.
 * @param staleDays how many days an older snapshot may stand in for a board not seen today
 */
export async function currentBoards(
  db: Kysely<Tables>,
  date: EditionDate,
  sourceIds: readonly string[],
  staleDays: number,
): Promise<CurrentBoard[]> {
  if (sourceIds.length === 0) return [];
  const days = await db
    .selectFrom('board_day')
    .selectAll()
    .where('source_id', 'in', sourceIds)
    .where('date', '<=', date)
    .where('date', '>=', addDays(date, -staleDays))
    .orderBy('date')
    .execute();
  const latest = [...new Map(days.map((day) => [day.board_id, day])).values()];
  const order = new Map(sourceIds.map((id, index) => [id, index]));
  const rank = (sourceId: string) => order.get(sourceId) ?? 0;
  latest.sort((a, b) => rank(a.source_id) - rank(b.source_id) || a.position - b.position);
  const doubts = await doubtsOf(db, date);
  return Promise.all(
    latest.map(async (day) => ({
      ...(await currentBoard(db, day.board_snapshot_id, day.date)),
      withheld: day.date < date ? (doubts.get(day.board_id) ?? null) : null,
    })),
  );
}

/** @returns the stored snapshots of these row ids, by id */
export async function boardSnapshots(
  db: Kysely<Tables>,
  ids: readonly number[],
): Promise<Map<number, BoardSnapshot>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('board').select(['id', 'hash', 'json']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, snapshotOf(row)]));
}

async function doubtsOf(db: Kysely<Tables>, date: EditionDate): Promise<Map<string, string>> {
  const rows = await db.selectFrom('board_withheld').selectAll().where('date', '=', date).execute();
  return new Map(rows.map(({ board_id, reason }) => [board_id, reason]));
}

async function currentBoard(db: Kysely<Tables>, id: number, day: string) {
  const seenOn = day as EditionDate;
  const row = await db.selectFrom('board').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const previous = await db
    .selectFrom('board_day')
    .innerJoin('board', 'board.id', 'board_day.board_snapshot_id')
    .select(['board.id', 'board.hash', 'board.json'])
    .where('board_day.board_id', '=', row.board_id)
    .where('board_day.date', '<', seenOn)
    .where('board_day.date', '>=', addDays(seenOn, -COMPARED_DAYS))
    .where('board.version', 'is not distinct from', row.version)
    .where('board.score_window', 'is not distinct from', row.score_window)
    .orderBy('board_day.date', 'desc')
    .executeTakeFirst();
  return {
    snapshot: snapshotOf(row),
    seenOn,
    previous: previous === undefined ? null : snapshotOf(previous),
  };
}

function snapshotOf(row: { id: number; hash: string; json: string }): BoardSnapshot {
  return { id: row.id, hash: row.hash, board: boardSchema.parse(JSON.parse(row.json)) };
}
