/** Boards as rows: snapshots never changed, and which of them was current on which day. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { boardSchema, type Board } from '../model/board.ts';
import { addDays, type EditionDate, type Instant } from '../model/date.ts';
import { canonicalJson, sha256 } from './hash.ts';

export type BoardSnapshot = { readonly id: number; readonly hash: string; readonly board: Board };

/** A board as an edition may show it. */
export type CurrentBoard = {
  readonly snapshot: BoardSnapshot;
  /** The day this snapshot was last the current one: before the edition's day, it only stands in. */
  readonly seenOn: EditionDate;
  /** The last one of an earlier day with the same version and window; null: nothing comparable. */
  readonly previous: BoardSnapshot | null;
};

type Reading = { readonly sourceId: string; readonly date: EditionDate; readonly now: Instant };

/** The same content is seen again, not stored again; the last reading of a day is that day's. */
export async function saveBoards(
  db: Kysely<Tables>,
  reading: Reading,
  boards: readonly Board[],
): Promise<void> {
  for (const [position, board] of boards.entries()) {
    const { id } = await db
      .insertInto('board')
      .values(boardRow(board, reading))
      .onConflict((conflict) =>
        conflict.columns(['board_id', 'hash']).doUpdateSet({ last_seen_at: reading.now }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    await markCurrent(db, {
      board_id: board.id,
      date: reading.date,
      source_id: reading.sourceId,
      position,
      board_snapshot_id: id,
    });
  }
}

/** The source said "not modified": what was current on its last day is current today. */
export async function keepBoards(db: Kysely<Tables>, sourceId: string, date: EditionDate): Promise<void> {
  const days = await db
    .selectFrom('board_day')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('date', '<=', date)
    .where('date', '=', (eb) =>
      eb
        .selectFrom('board_day as last')
        .select(({ fn }) => fn.max('last.date').as('date'))
        .where('last.source_id', '=', sourceId)
        .where('last.date', '<=', date),
    )
    .execute();
  for (const day of days) await markCurrent(db, { ...day, date });
}

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
  return Promise.all(latest.map((day) => currentBoard(db, day.board_snapshot_id, day.date)));
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

async function currentBoard(db: Kysely<Tables>, id: number, seenOn: string): Promise<CurrentBoard> {
  const row = await db.selectFrom('board').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const previous = await db
    .selectFrom('board_day')
    .innerJoin('board', 'board.id', 'board_day.board_snapshot_id')
    .select(['board.id', 'board.hash', 'board.json'])
    .where('board_day.board_id', '=', row.board_id)
    .where('board_day.date', '<', seenOn)
    .where('board.version', 'is not distinct from', row.version)
    .where('board.score_window', 'is not distinct from', row.score_window)
    .orderBy('board_day.date', 'desc')
    .executeTakeFirst();
  return {
    snapshot: snapshotOf(row),
    seenOn: seenOn as EditionDate,
    previous: previous === undefined ? null : snapshotOf(previous),
  };
}

async function markCurrent(db: Kysely<Tables>, day: Tables['board_day']): Promise<void> {
  const { source_id, position, board_snapshot_id } = day;
  await db
    .insertInto('board_day')
    .values(day)
    .onConflict((conflict) =>
      conflict.columns(['board_id', 'date']).doUpdateSet({ source_id, position, board_snapshot_id }),
    )
    .execute();
}

function snapshotOf(row: { id: number; hash: string; json: string }): BoardSnapshot {
  return { id: row.id, hash: row.hash, board: boardSchema.parse(JSON.parse(row.json)) };
}

function boardRow(board: Board, { date, now }: Reading) {
  const json = canonicalJson(board);
  return {
    board_id: board.id,
    as_of: board.asOf,
    version: board.version,
    score_window: board.window,
    hash: sha256(json),
    date,
    fetched_at: now,
    last_seen_at: now,
    json,
  };
}
