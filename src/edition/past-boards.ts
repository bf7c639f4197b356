/** The past of a board: what was current on each earlier day, as far as it may be compared with today's. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { boardSchema, type Board } from '../model/board.ts';
import { addDays, editionDate, type EditionDate } from '../model/date.ts';
import { COMPARED_DAYS } from './boards.ts';

export type PastBoard = { readonly date: EditionDate; readonly board: Board };

/**
 * @param boards as the edition shows them
 * @returns by board id, newest first, of the same version and window only: other figures are never compared
 */
export async function pastBoards(
  db: Kysely<Tables>,
  boards: readonly Board[],
  before: EditionDate,
): Promise<Map<string, PastBoard[]>> {
  const histories = boards.map(async (board): Promise<[string, PastBoard[]]> => [
    board.id,
    await historyOf(db, board, before),
  ]);
  return new Map(await Promise.all(histories));
}

async function historyOf(db: Kysely<Tables>, board: Board, before: EditionDate): Promise<PastBoard[]> {
  const rows = await db
    .selectFrom('board_day')
    .innerJoin('board', 'board.id', 'board_day.board_snapshot_id')
    .select(['board.id', 'board.json', 'board_day.date'])
    .where('board_day.board_id', '=', board.id)
    .where('board_day.date', '<', before)
    .where('board_day.date', '>=', addDays(before, -COMPARED_DAYS))
    .where('board.version', 'is not distinct from', board.version)
    .where('board.score_window', 'is not distinct from', board.window)
    .orderBy('board_day.date', 'desc')
    .execute();
  // A board that did not change is one snapshot of many days: it is parsed once.
  const parsed = new Map(rows.map(({ id, json }) => [id, json]));
  const snapshots = new Map([...parsed].map(([id, json]) => [id, boardSchema.parse(JSON.parse(json))]));
  return rows.flatMap(({ id, date }) => {
    const snapshot = snapshots.get(id);
    return snapshot === undefined ? [] : [{ date: editionDate(date), board: snapshot }];
  });
}
