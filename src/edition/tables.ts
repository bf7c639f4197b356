/** Benchmark tables: the first rows of a board, ties beyond them counted, and movement against a stored snapshot. Pure. */
import { fill, wordsOf } from '../locales/index.ts';
import type { Board, Movement, Standing } from '../model/board.ts';
import { longDate, type EditionDate } from '../model/date.ts';
import type { BoardTable, TableRow } from '../model/edition.ts';
import type { BoardSnapshot, CurrentBoard } from './boards.ts';

/** @param rows how many to show */
export function selectTable(
  current: CurrentBoard,
  options: { date: EditionDate; rows: number; locale: string },
): BoardTable {
  const { snapshot, seenOn, previous, withheld } = current;
  const stale = seenOn < options.date;
  const { tableUnread, tableWithheld } = wordsOf(options).notes;
  const date = longDate(seenOn, options.locale);
  const trouble = withheld === null ? tableUnread : tableWithheld;
  const staleNote = stale ? fill(trouble, { reason: withheld ?? '', date }) : null;
  // A table that stands in has not moved since: to repeat its last movement would tell old news.
  return boardTable(snapshot, { previous: stale ? null : previous, rows: options.rows, staleNote });
}

/** @param options.previous an earlier snapshot of the same version and window; any other is not compared with */
export function boardTable(
  { id, board }: BoardSnapshot,
  options: { previous: BoardSnapshot | null; rows: number; staleNote: string | null },
): BoardTable {
  const { rows, ...about } = board;
  const shown = rows.slice(0, options.rows);
  const last = shown.at(-1);
  const earlier = comparable(board, options.previous?.board ?? null);
  return {
    ...about,
    snapshotId: id,
    rows: shown.map((row) => tableRow(board, row, earlier)),
    tiedBeyond: rows.slice(shown.length).filter((row) => row.rank === last?.rank).length,
    total: rows.length,
    comparedAsOf: earlier?.asOf ?? null,
    staleNote: options.staleNote,
  };
}

type Earlier = { readonly asOf: string; readonly find: (row: Standing) => Standing | undefined };

function comparable(board: Board, previous: Board | null): Earlier | null {
  if (previous === null || previous.version !== board.version || previous.window !== board.window)
    return null;
  const ranked = previous.rows.toReversed();
  const byRawName = new Map(ranked.map((row) => [row.rawName, row]));
  const byName = new Map(ranked.map((row) => [row.name, row]));
  return { asOf: previous.asOf, find: (row) => byRawName.get(row.rawName) ?? byName.get(row.name) };
}

function tableRow(board: Board, row: Standing, earlier: Earlier | null): TableRow {
  if (earlier === null) return { ...row, movement: null, scoreChange: null };
  const before = earlier.find(row);
  if (before === undefined) return { ...row, movement: { kind: 'new' }, scoreChange: null };
  // The difference of the figures as printed, so that a reader who subtracts gets the same.
  const printed = (score: number) => Number(score.toFixed(board.decimals));
  // `+ 0` turns the minus zero of rounding into zero.
  const scoreChange = Number((printed(row.score) - printed(before.score)).toFixed(board.decimals)) + 0;
  return { ...row, movement: movementOf(before.rank, row.rank), scoreChange };
}

function movementOf(before: number, now: number): Movement {
  if (now < before) return { kind: 'up', by: before - now };
  return now > before ? { kind: 'down', by: now - before } : { kind: 'same' };
}
