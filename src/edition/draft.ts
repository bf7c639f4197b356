/** Drafts the edition of a day: gathers, assembles, and keeps edition, items and boards under one hash. */
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import type { Edition, EditionState } from '../model/edition.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import { assemble, type Assembled, type DraftInput } from './assemble.ts';
import { gather } from './gather.ts';
import { canonicalJson } from './hash.ts';
import { inputsToJson } from './inputs.ts';
import { chunks } from './items.ts';
import { isOpen, OPEN_STATES } from './states.ts';
import { editionOfDate } from './store.ts';

export type { DraftInput };

export type Draft = {
  /** `kept`: the edition is approved or further on, and was not touched. */
  readonly kind: 'drafted' | 'kept';
  readonly id: number;
  readonly edition: Edition;
  readonly hash: string;
  readonly state: EditionState;
};

/** Drafting again replaces a draft; a held edition stays held, with the new content, until a person acts. */
export async function draftEdition(
  deps: { database: Database; clock: Clock },
  input: DraftInput,
): Promise<Draft> {
  const db = deps.database.query;
  const existing = await editionOfDate(db, input.date);
  if (existing !== null && !isOpen(existing.state)) return { kind: 'kept', ...existing };
  const now = deps.clock.now();
  const ingredients = await gather(db, { ...input, now });
  const number = existing?.edition.number ?? (await nextNumber(db));
  const assembled = assemble(input, ingredients, number);
  const inputs = inputsToJson(input, ingredients, number);
  const drafted = await db
    .transaction()
    .execute((trx) => save(trx, { assembled, inputs, release: input.release, now }));
  const saved = await editionOfDate(db, input.date);
  if (saved === null) throw new NewsletterError('broken-invariant', `The draft of ${input.date} is gone.`);
  return { kind: drafted ? 'drafted' : 'kept', ...saved };
}

/** @returns false when another process approved the edition, or gave the date another number, meanwhile */
async function save(
  trx: Transaction<Tables>,
  {
    assembled,
    inputs,
    release,
    now,
  }: { assembled: Assembled; inputs: string; release: string; now: Instant },
): Promise<boolean> {
  const content = { ...contentColumns(assembled), release, updated_at: now };
  const row = await trx
    .insertInto('edition')
    .values({ ...content, state: 'draft', created_at: now })
    .onConflict((conflict) =>
      conflict
        .column('date')
        .doUpdateSet(content)
        .where('edition.state', 'in', OPEN_STATES)
        .where('edition.number', '=', assembled.edition.number),
    )
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return false;
  await saveItems(trx, row.id, assembled.considered);
  await saveBoards(trx, row.id, assembled.boards);
  await trx
    .insertInto('edition_input')
    .values({ edition_id: row.id, json: inputs })
    .onConflict((conflict) => conflict.column('edition_id').doUpdateSet({ json: inputs }))
    .execute();
  return true;
}

function contentColumns({ edition, hash }: Assembled) {
  const { date, number, subject, title } = edition;
  return { date, number, subject, title, hash, json: canonicalJson(edition) };
}

async function saveItems(trx: Transaction<Tables>, id: number, considered: Assembled['considered']) {
  await trx.deleteFrom('edition_item').where('edition_id', '=', id).execute();
  const rows = Object.entries(considered).flatMap(([section, list]) =>
    list.map(({ itemId, url, chosen }, position) => ({
      ...{ edition_id: id, section, position, url },
      item_id: itemId,
      chosen: chosen ? 1 : 0,
    })),
  );
  for (const chunk of chunks(rows, 500)) await trx.insertInto('edition_item').values(chunk).execute();
}

async function saveBoards(trx: Transaction<Tables>, id: number, boards: Assembled['boards']) {
  await trx.deleteFrom('edition_board').where('edition_id', '=', id).execute();
  if (boards.length === 0) return;
  const rows = boards.map(({ snapshotId, previousId }, position) => ({
    ...{ edition_id: id, position },
    board_snapshot_id: snapshotId,
    previous_snapshot_id: previousId,
  }));
  await trx.insertInto('edition_board').values(rows).execute();
}

async function nextNumber(db: Kysely<Tables>): Promise<number> {
  const { last } = await db
    .selectFrom('edition')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
