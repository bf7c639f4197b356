/** Collections: one row per source and day, from which the source report of an edition is made. */
import type { Kysely } from 'kysely';
import type { Row, Tables } from '../database/schema.ts';
import type { EditionDate, Instant } from '../model/date.ts';
import type { SourceReport } from '../model/edition.ts';
import { SOURCE_FAILURE_KINDS } from '../model/source.ts';
import type { SourceOutcome } from './collect.ts';

type Day = {
  readonly date: EditionDate;
  readonly at: Instant;
  readonly newestItemAt: Instant | null;
  readonly outcome: SourceOutcome;
};

/** Collecting twice a day keeps one row: the best of both, for what was read in the morning is still there. */
export async function saveCollection(db: Kysely<Tables>, day: Day): Promise<void> {
  const { outcome, date } = day;
  const earlier = await db
    .selectFrom('collection')
    .selectAll()
    .where('source_id', '=', outcome.sourceId)
    .where('date', '=', date)
    .executeTakeFirst();
  if (outcome.failure !== null && earlier?.failure_kind === null) return;
  const row = rowOf(day);
  if (earlier === undefined) await db.insertInto('collection').values(row).execute();
  else {
    await db
      .updateTable('collection')
      .set(earlier.failure_kind === null ? merged(earlier, row) : row)
      .where('id', '=', earlier.id)
      .execute();
  }
}

/** Failures that are the operator's choice are not news of the day: readers are not told of them. */
export const SWITCHED_OFF: readonly string[] = ['missing-key', 'no-permission'];

/** @param sourceIds the configured sources, in order; others are left out */
export async function sourceReport(
  db: Kysely<Tables>,
  date: EditionDate,
  sourceIds: readonly string[],
): Promise<SourceReport> {
  const rows = await db.selectFrom('collection').selectAll().where('date', '=', date).execute();
  const byId = new Map(rows.map((row) => [row.source_id, row]));
  const asked = sourceIds
    .flatMap((id) => byId.get(id) ?? [])
    .filter(({ failure_kind }) => failure_kind === null || !SWITCHED_OFF.includes(failure_kind));
  const failures = asked.filter((row) => row.failure_kind !== null);
  return {
    checked: asked.length,
    failed: failures.map((row) => ({
      sourceId: row.source_id,
      name: row.source_name,
      reason: row.failure_message ?? 'did not answer',
      kind: SOURCE_FAILURE_KINDS.find((kind) => kind === row.failure_kind),
    })),
  };
}

function rowOf({ date, at, newestItemAt, outcome }: Day) {
  return {
    source_id: outcome.sourceId,
    source_name: outcome.name,
    section: outcome.section,
    date,
    collected_at: at,
    items: outcome.items,
    new_items: outcome.newItems,
    unchanged: outcome.unchanged ? 1 : 0,
    newest_item_at: newestItemAt,
    failure_kind: outcome.failure?.kind ?? null,
    failure_message: outcome.failure?.message ?? null,
    warnings: JSON.stringify(outcome.warnings),
  };
}

/** An answer "not modified" says nothing of its own: what the earlier run counted stands. */
function merged(earlier: Row<'collection'>, row: ReturnType<typeof rowOf>) {
  const { items, newest_item_at, warnings } = row.unchanged === 1 ? earlier : row;
  return {
    ...row,
    items,
    newest_item_at,
    warnings,
    new_items: earlier.new_items + row.new_items,
    unchanged: Math.min(earlier.unchanged, row.unchanged),
  };
}
