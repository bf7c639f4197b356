/** Preparing: freezes who gets which bytes, once per edition, in one transaction. */
import type { Transaction } from 'kysely';
import { audience } from '../../subscribers/store.ts';
import type { Database } from '../database/connect.ts';
import type { Row, Tables } from '../database/schema.ts';
import { MAX_BATCH, type TransportName } from '../model/delivery.ts';
import type { CompiledEmail, Sealed } from '../model/email.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Subscriber } from '../model/subscriber.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing } from '../platform/signing.ts';
import { compiledToJson } from '../render/compiled-json.ts';
import { canaryOf } from './canary.ts';
import { deliveryInserter } from './insert-deliveries.ts';
import { insertBatch } from './ledger-writes.ts';
import { lockEdition } from './lock-edition.ts';
import { frozenAddress } from './members.ts';
import type { Mail, Recipe } from './recipe.ts';

export type PrepareDeps = { readonly database: Database; readonly keys: KeyRing; readonly clock: Clock };

export type PrepareRequest = {
  readonly editionId: number;
  /** The edition as it will leave, by variant key. */
  readonly variants: ReadonlyMap<string, CompiledEmail>;
  /** Which variant a reader gets; null: none, for nothing they chose is in this edition. */
  readonly variantOf: (subscriber: Subscriber) => string | null;
  /** What is the same in every mail; date and hash come from the edition itself. */
  readonly mail: Mail;
  /** The only one that may send it. */
  readonly transport: TransportName;
  /** Messages and bytes a request holds at most. */
  readonly maxBatch: number;
  readonly maxBatchBytes: number;
  /** The first share of the list, and how long the rest waits for what comes back of it; none by default. */
  readonly canary?: Parameters<typeof canaryOf>[0];
};

export type Prepared = {
  readonly frozen: number;
  readonly batches: number;
  /** False: it was frozen before, and nothing changed. */ readonly fresh: boolean;
};

/**
 * Moves an approved edition to `sending` with a delivery for each of its Audience, in batches ordered by subscriber id.
 * Memory does not grow with the list. A second call finds everything frozen and changes nothing.
 * @throws NewsletterError not-found, or not-allowed when the edition is not approved
 */
export async function prepareEdition(deps: PrepareDeps, request: PrepareRequest): Promise<Prepared> {
  return deps.database.query.transaction().execute(async (trx) => {
    const edition = await lockEdition(deps.database.engine, trx, request.editionId);
    if (edition === undefined)
      throw new NewsletterError('not-found', `There is no edition ${request.editionId}.`);
    const before = await frozenBefore(trx, edition.id);
    if (before !== null) return before;
    if (edition.state !== 'approved')
      throw new NewsletterError(
        'not-allowed',
        `The edition of ${edition.date} is ${edition.state}, not approved.`,
      );
    await freezeRecipe(trx, deps, request, edition);
    const { frozen, batches } = await freezeDeliveries(trx, deps, request);
    const canary = request.canary === undefined ? null : canaryOf(request.canary, { frozen, batches });
    await trx
      .updateTable('recipe')
      .set({
        ...{ frozen_count: frozen, canary_batches: canary?.batches ?? 0 },
        canary_wait_ms: canary?.waitMs ?? 0,
      })
      .where('edition_id', '=', edition.id)
      .execute();
    const now = deps.clock.now();
    await trx
      .updateTable('edition')
      .set({ state: 'sending', frozen_at: now, updated_at: now, state_reason: null })
      .where('id', '=', edition.id)
      .execute();
    return { frozen, batches, fresh: true };
  });
}

async function frozenBefore(trx: Transaction<Tables>, editionId: number): Promise<Prepared | null> {
  const recipe = await trx
    .selectFrom('recipe')
    .select('frozen_count')
    .where('edition_id', '=', editionId)
    .executeTakeFirst();
  if (recipe === undefined) return null;
  const { batches } = await trx
    .selectFrom('batch')
    .select(({ fn }) => fn.countAll<number>().as('batches'))
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow();
  return { frozen: recipe.frozen_count, batches, fresh: false };
}

async function freezeRecipe(
  trx: Transaction<Tables>,
  { keys, clock }: PrepareDeps,
  { mail, transport, variants }: PrepareRequest,
  edition: Pick<Row<'edition'>, 'id' | 'date' | 'hash'>,
): Promise<void> {
  const recipe: Recipe = { date: edition.date, editionHash: edition.hash, transport, ...mail };
  const common = { edition_id: edition.id };
  await trx
    .insertInto('recipe')
    .values({
      ...common,
      ...{ json: JSON.stringify(recipe), key_id: keys.newest.id, frozen_count: 0, frozen_at: clock.now() },
    })
    .execute();
  for (const [variant, compiled] of variants)
    await trx
      .insertInto('variant')
      .values({ ...common, variant, hash: compiled.hash, json: compiledToJson(compiled) })
      .execute();
}

/** Streams the Audience into one open batch per variant; each is written when it is full, the rest at the end. */
async function freezeDeliveries(
  trx: Transaction<Tables>,
  { database, keys, clock }: PrepareDeps,
  request: PrepareRequest,
): Promise<{ frozen: number; batches: number }> {
  const open = new Map<string, Subscriber[]>([...request.variants.keys()].map((variant) => [variant, []]));
  const sizes = new Map(
    [...request.variants].map(([variant, compiled]) => [variant, batchSize(compiled, request)]),
  );
  const insert = deliveryInserter(database, trx);
  let frozen = 0;
  let batches = 0;
  for await (const page of audience(trx, keys, { now: clock.now(), size: 1000 })) {
    for (const subscriber of page) {
      const variant = request.variantOf(subscriber);
      if (variant === null) continue;
      const batch = open.get(variant);
      if (batch === undefined)
        throw new NewsletterError('broken-invariant', `The variant "${variant}" was not compiled.`);
      batch.push(subscriber);
      if (batch.length === sizes.get(variant)) await write(variant, batch);
    }
  }
  for (const [variant, batch] of open) if (batch.length > 0) await write(variant, batch);
  return { frozen, batches };

  async function write(variant: string, members: Subscriber[]): Promise<void> {
    batches += 1;
    frozen += members.length;
    const { editionId } = request;
    const batchId = await insertBatch(trx, { editionId, position: batches, variant, parentId: null });
    const rows = members.map(({ id, emailKey }) => ({
      subscriberId: id,
      addressHash: frozenAddress(keys.newest, emailKey),
    }));
    await insert({ editionId, batchId, rows });
    members.length = 0;
  }
}

/** Headers, tags, addresses and the JSON around one message, in bytes, rounded up. */
const ENVELOPE_BYTES = 3000;

/** As many messages as a request may hold in number and in bytes; one at least. */
function batchSize(compiled: CompiledEmail, { maxBatch, maxBatchBytes }: PrepareRequest): number {
  const bytes = ENVELOPE_BYTES + sealedBytes(compiled.html) + sealedBytes(compiled.text);
  return Math.max(1, Math.min(maxBatch, MAX_BATCH, Math.floor(maxBatchBytes / bytes)));
}

/** As JSON: escapes make it longer than the text. A filled field is taken as 200 bytes. */
function sealedBytes({ literals, fields }: Sealed): number {
  return Buffer.byteLength(JSON.stringify(literals)) + fields.length * 200;
}
