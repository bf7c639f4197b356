/** The full pages of an edition: everything it considered, and its boards with all their rows. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { BoardTable } from '../model/edition.ts';
import { itemSchema, type Item } from '../model/item.ts';
import { boardSnapshots, type BoardSnapshot } from './boards.ts';
import { editionById } from './store.ts';
import { boardTable } from './tables.ts';

export type FullItem = {
  readonly item: Item;
  /** The source as readers see it. */
  readonly source: string;
  /** True when the mail shows it too. */
  readonly chosen: boolean;
};

/** Newest first, those of the mail among them. */
export async function editionItems(
  db: Kysely<Tables>,
  editionId: number,
  section: 'labs' | 'wire' | 'papers',
): Promise<FullItem[]> {
  const rows = await db
    .selectFrom('edition_item')
    .innerJoin('item', 'item.id', 'edition_item.item_id')
    .select(['item.json', 'edition_item.chosen'])
    .where('edition_id', '=', editionId)
    .where('edition_item.section', '=', section)
    .orderBy('position')
    .execute();
  const names = await sourceNames(db);
  return rows.map((row) => {
    const item = itemSchema.parse(JSON.parse(row.json));
    const publisher = item.kind === 'link' ? item.publisher : null;
    return {
      item,
      source: publisher ?? names.get(item.sourceId) ?? item.sourceId,
      chosen: row.chosen === 1,
    };
  });
}

/** Each board of the edition with every row, in the edition's order, with the movement the mail shows. */
export async function editionBoards(db: Kysely<Tables>, editionId: number): Promise<BoardTable[]> {
  const rows = await db
    .selectFrom('edition_board')
    .select(['board_snapshot_id', 'previous_snapshot_id'])
    .where('edition_id', '=', editionId)
    .orderBy('position')
    .execute();
  const ids = rows.flatMap((row) => [row.board_snapshot_id, row.previous_snapshot_id ?? []].flat());
  const snapshots = await boardSnapshots(db, ids);
  const notes = await staleNotes(db, editionId);
  return rows.flatMap((row) => {
    const snapshot = snapshots.get(row.board_snapshot_id);
    if (snapshot === undefined) return [];
    const previous = snapshots.get(row.previous_snapshot_id ?? -1) ?? null;
    return [boardTable(snapshot, { previous, rows: Infinity, staleNote: notes.get(snapshot.id) ?? null })];
  });
}

/** The stored snapshots behind an edition's tables, for comparing cell by cell. */
export async function editionSnapshots(db: Kysely<Tables>, editionId: number): Promise<BoardSnapshot[]> {
  const rows = await db
    .selectFrom('edition_board')
    .select('board_snapshot_id')
    .where('edition_id', '=', editionId)
    .orderBy('position')
    .execute();
  const snapshots = await boardSnapshots(
    db,
    rows.map((row) => row.board_snapshot_id),
  );
  return rows.flatMap((row) => snapshots.get(row.board_snapshot_id) ?? []);
}

async function staleNotes(db: Kysely<Tables>, editionId: number): Promise<Map<number, string | null>> {
  const stored = await editionById(db, editionId);
  const sections = stored?.edition.sections ?? [];
  const tables = sections.flatMap((section) => (section.kind === 'benchmarks' ? section.tables : []));
  return new Map(tables.map(({ snapshotId, staleNote }) => [snapshotId, staleNote]));
}

/** As last collected. */
async function sourceNames(db: Kysely<Tables>): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('collection')
    .select(['source_id', 'source_name'])
    .orderBy('collected_at')
    .execute();
  return new Map(rows.map(({ source_id, source_name }) => [source_id, source_name]));
}
