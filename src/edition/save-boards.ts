/** Boards as they arrive: stored for good, and current for the day unless the last good one speaks against them. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { boardSchema, type Board } from '../model/board.ts';
import { addDays, type EditionDate, type Instant } from '../model/date.ts';
import { doubtAbout } from './board-doubts.ts';
import { canonicalJson, sha256 } from './hash.ts';

export type BoardReading = {
  readonly sourceId: string;
  readonly date: EditionDate;
  readonly now: Instant;
  /** How many days the last good one may stand in: after them, a doubtful one is how the board is now. */
  readonly staleDays: number;
};

/** A board that was read and not believed; `reason` completes "Today’s table ...". */
export type Withheld = { readonly boardId: string; readonly reason: string };

/** The same content is seen again, not stored again; the last reading of a day that is believed is that day's. */
export async function saveBoards(
  db: Kysely<Tables>,
  reading: BoardReading,
  boards: readonly Board[],
): Promise<Withheld[]> {
  const withheld: Withheld[] = [];
  for (const [position, board] of boards.entries()) {
    const { id } = await db
      .insertInto('board')
      .values(boardRow(board, reading))
      .onConflict((conflict) =>
        conflict.columns(['board_id', 'hash']).doUpdateSet({ last_seen_at: reading.now }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    const last = await lastGood(db, board.id, reading);
    const reason = last === null ? null : doubtAbout(board, last);
    const day = { board_id: board.id, date: reading.date, board_snapshot_id: id };
    if (reason !== null) {
      withheld.push({ boardId: board.id, reason });
      await withhold(db, { ...day, reason });
    } else await markCurrent(db, { ...day, source_id: reading.sourceId, position });
  }
  return withheld;
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

/** What was current within the days it may stand in; null: nothing to doubt a new table by. */
async function lastGood(db: Kysely<Tables>, boardId: string, reading: BoardReading): Promise<Board | null> {
  const row = await db
    .selectFrom('board_day')
    .innerJoin('board', 'board.id', 'board_day.board_snapshot_id')
    .select('board.json')
    .where('board_day.board_id', '=', boardId)
    .where('board_day.date', '<=', reading.date)
    .where('board_day.date', '>=', addDays(reading.date, -reading.staleDays))
    .orderBy('board_day.date', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : boardSchema.parse(JSON.parse(row.json));
}

async function markCurrent(db: Kysely<Tables>, day: Tables['board_day']): Promise<void> {
  const { board_id, date, source_id, position, board_snapshot_id } = day;
  await db
    .insertInto('board_day')
    .values(day)
    .onConflict((conflict) =>
      conflict.columns(['board_id', 'date']).doUpdateSet({ source_id, position, board_snapshot_id }),
    )
    .execute();
  await db.deleteFrom('board_withheld').where('board_id', '=', board_id).where('date', '=', date).execute();
}

async function withhold(db: Kysely<Tables>, row: Tables['board_withheld']): Promise<void> {
  const { board_snapshot_id, reason } = row;
  await db
    .insertInto('board_withheld')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['board_id', 'date']).doUpdateSet({ board_snapshot_id, reason }),
    )
    .execute();
}

function boardRow(board: Board, { date, now }: BoardReading) {
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
