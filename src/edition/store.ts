/** Editions as rows: found by date or id, approved by hash, moved from state to state by conditional update. */
import type { Kysely } from 'kysely';
import type { Row, Tables } from '../database/schema.ts';
import type { EditionDate, Instant } from '../model/date.ts';
import { editionSchema, type Edition, type EditionState } from '../model/edition.ts';
import { isOpen, OPEN_STATES, statesBefore } from './states.ts';

/** An edition without what it says: stopping, going on and counting ask no more, and a later release may not read the rest. */
export type EditionHead = {
  readonly id: number;
  readonly state: EditionState;
  /** Why it is held, paused or cancelled. */
  readonly stateReason: string | null;
  /** What an approval names. */
  readonly hash: string;
  readonly release: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly approvedAt: Instant | null;
  readonly approvedBy: string | null;
  readonly frozenAt: Instant | null;
  readonly completedAt: Instant | null;
};

export type StoredEdition = EditionHead & { readonly edition: Edition };

export type EditionSummary = Pick<StoredEdition, 'id' | 'state' | 'frozenAt'> & {
  readonly date: EditionDate;
  readonly number: number;
  readonly title: string;
};

export async function editionOfDate(db: Kysely<Tables>, date: EditionDate): Promise<StoredEdition | null> {
  return stored(await db.selectFrom('edition').selectAll().where('date', '=', date).executeTakeFirst());
}

export async function headOfDate(db: Kysely<Tables>, date: EditionDate): Promise<EditionHead | null> {
  const row = await db.selectFrom('edition').select(HEAD).where('date', '=', date).executeTakeFirst();
  return row === undefined ? null : headOf(row);
}

export async function editionById(db: Kysely<Tables>, id: number): Promise<StoredEdition | null> {
  return stored(await db.selectFrom('edition').selectAll().where('id', '=', id).executeTakeFirst());
}

/** The one with the latest date. @param states only in one of these states */
export async function latestEdition(
  db: Kysely<Tables>,
  states?: readonly EditionState[],
): Promise<StoredEdition | null> {
  return stored(
    await db
      .selectFrom('edition')
      .selectAll()
      .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
      .orderBy('date', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
}

/** Newest first. */
export async function listEditions(
  db: Kysely<Tables>,
  options: { states?: readonly EditionState[]; limit?: number } = {},
): Promise<EditionSummary[]> {
  const { states, limit } = options;
  const rows = await db
    .selectFrom('edition')
    .select(['id', 'date', 'number', 'title', 'state', 'frozen_at as frozenAt'])
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .orderBy('date', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, date: row.date as EditionDate }));
}

/** Subjects of the editions before a date, newest first. */
export async function recentSubjects(
  db: Kysely<Tables>,
  before: EditionDate,
  count: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('edition')
    .select('subject')
    .where('date', '<', before)
    .orderBy('date', 'desc')
    .limit(count)
    .execute();
  return rows.map(({ subject }) => subject);
}

export type Approval =
  | { readonly kind: 'approved' }
  | {
      readonly kind: 'refused';
      readonly reason: 'not-found' | 'changed' | 'state';
      readonly message: string;
    };

/** Approves exactly what was seen: another hash means the draft changed meanwhile, and is refused. */
export async function approveEdition(
  db: Kysely<Tables>,
  approval: { id: number; hash: string; by: string; at: Instant },
): Promise<Approval> {
  const { id, hash, by, at } = approval;
  const { numUpdatedRows } = await db
    .updateTable('edition')
    .set({ state: 'approved', state_reason: null, approved_at: at, approved_by: by, updated_at: at })
    .where('id', '=', id)
    .where('hash', '=', hash)
    .where('state', 'in', OPEN_STATES)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? { kind: 'approved' } : refusal(await editionById(db, id));
}

/** Keeps an edition from leaving until a person acts. @returns false when its state does not allow it */
export async function holdEdition(
  db: Kysely<Tables>,
  hold: { id: number; reason: string; at: Instant },
): Promise<boolean> {
  return changeState(db, { ...hold, to: 'held' });
}

/** One step of the table in states.ts; when two act at once, one of them gets false. */
export async function changeState(
  db: Kysely<Tables>,
  change: { id: number; to: Exclude<EditionState, 'approved'>; at: Instant; reason?: string },
): Promise<boolean> {
  const { id, to, at, reason } = change;
  const unapproved = to === 'held' || to === 'draft' ? { approved_at: null, approved_by: null } : {};
  const { numUpdatedRows } = await db
    .updateTable('edition')
    .set({
      ...unapproved,
      ...(to === 'completed' ? { completed_at: at } : {}),
      state: to,
      state_reason: reason ?? null,
      updated_at: at,
    })
    .where('id', '=', id)
    .where('state', 'in', statesBefore(to))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function refusal(found: StoredEdition | null): Approval {
  if (found === null) {
    return { kind: 'refused', reason: 'not-found', message: 'There is no such edition.' };
  }
  if (!isOpen(found.state)) {
    return { kind: 'refused', reason: 'state', message: `The edition is already ${found.state}.` };
  }
  const message = 'The draft changed after it was looked at: look at it again, then approve it.';
  return { kind: 'refused', reason: 'changed', message };
}

function stored(row: Row<'edition'> | undefined): StoredEdition | null {
  return row === undefined ? null : { ...headOf(row), edition: editionSchema.parse(JSON.parse(row.json)) };
}

const HEAD = [
  ...(['id', 'state', 'state_reason', 'hash', 'release', 'created_at', 'updated_at'] as const),
  ...(['approved_at', 'approved_by', 'frozen_at', 'completed_at'] as const),
] as const;

function headOf(row: Pick<Row<'edition'>, (typeof HEAD)[number]>): EditionHead {
  return {
    id: row.id,
    state: row.state,
    stateReason: row.state_reason,
    hash: row.hash,
    release: row.release,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    approvedAt: row.approved_at,
    approvedBy: row.approved_by,
    frozenAt: row.frozen_at,
    completedAt: row.completed_at,
  };
}
