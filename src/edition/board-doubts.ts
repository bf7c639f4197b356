/** Doubts about a board: an answer that reads well and is still not to be believed, told by the last good one. Pure. */
import type { Board } from '../model/board.ts';

/** A table with fewer of its rows than this share came back cut, or its page shows only the first of them now. */
const SHRUNKEN = 2 / 3;

/**
 * @param last the snapshot that was current before
 * @returns what is wrong, completing "Today’s table ..."; null where nothing is. Another version or window starts anew.
 */
export function doubtAbout(board: Board, last: Board): string | null {
  if (board.version !== last.version || board.window !== last.window) return null;
  if (board.rows.length < last.rows.length * SHRUNKEN)
    return `holds ${board.rows.length === 1 ? '1 row' : `${board.rows.length} rows`} where there were ${last.rows.length}`;
  // An old file, served again by a cache or a mirror.
  if (board.asOf < last.asOf) return `is an older one, as of ${board.asOf}`;
  return null;
}
