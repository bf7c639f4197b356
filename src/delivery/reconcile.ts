/** Reconciling: asks the provider's own records for what no answer and no webhook told, and sends nothing. */
import type { Database } from '../database/connect.ts';
import { HOUR_MS, type Instant } from '../model/date.ts';
import { outcomeOf, type EventKind } from '../model/delivery-event.ts';
import { recordEvent, type EventDeps } from './events.ts';
import { frozenAddresses } from './members.ts';

export type RecordedMail = {
  readonly id: string;
  readonly address: string;
  readonly at: Instant;
  /** The latest the provider knows of it. */
  readonly kind: EventKind;
};

/** What a provider keeps of the mails it accepted. */
export type ProviderRecords = {
  /** Newest first. */
  pages(): AsyncIterable<readonly RecordedMail[]>;
  tags(id: string): Promise<Readonly<Record<string, string>>>;
};

export type Reconciled = {
  /** Mails of the provider that were looked at. */
  readonly looked: number;
  /** Deliveries that were uncertain and are settled now. */
  readonly settled: number;
  /** Deliveries whose outcome was learnt. */
  readonly learnt: number;
  /** What the provider has no record of: a person decides. */
  readonly uncertain: number;
};

/** The provider's clock may differ from ours by so much. */
const MARGIN_MS = HOUR_MS;

export async function reconcileEdition(
  deps: EventDeps,
  records: ProviderRecords,
  editionId: number,
): Promise<Reconciled> {
  const { frozen_at: since } = await deps.database.query
    .selectFrom('recipe')
    .select('frozen_at')
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow();
  const before = await uncertainHashes(deps.database, editionId);
  let looked = 0;
  let learnt = 0;
  for await (const page of records.pages()) {
    looked += page.length;
    for (const mail of page) if (await learnFrom(deps, records, mail, before)) learnt += 1;
    const oldest = page.at(-1);
    if (oldest === undefined || oldest.at < since - MARGIN_MS) break;
  }
  const after = await uncertainHashes(deps.database, editionId);
  return { looked, learnt, settled: before.size - after.size, uncertain: after.size };
}

/** One event per mail and kind, so that asking twice changes nothing. */
async function learnFrom(
  deps: EventDeps,
  records: ProviderRecords,
  mail: RecordedMail,
  uncertain: ReadonlySet<string>,
): Promise<boolean> {
  const known = await deps.database.query
    .selectFrom('delivery')
    .select('outcome')
    .where('provider_id', '=', mail.id)
    .executeTakeFirst();
  const missing =
    known === undefined && frozenAddresses(deps.keys, mail.address).some((hash) => uncertain.has(hash));
  const outcome = outcomeOf([mail.kind]);
  const news = known !== undefined && outcome !== 'none' && outcome !== known.outcome;
  if (!missing && !news) return false;
  const tags = missing ? await records.tags(mail.id) : {};
  // Recorded without its tags it would belong to nobody, and count as known when it is asked again.
  if (missing && tags['delivery'] === undefined) return false;
  const recorded = await recordEvent(deps, {
    ...{ id: `record:${mail.id}:${mail.kind}`, type: 'record', kind: mail.kind, at: mail.at },
    ...{ providerId: mail.id, address: mail.address, detail: '{}' },
    tags,
  });
  return recorded === 'recorded' && news;
}

async function uncertainHashes({ query }: Database, editionId: number): Promise<ReadonlySet<string>> {
  const rows = await query
    .selectFrom('delivery')
    .select('address_hash')
    .where('edition_id', '=', editionId)
    .where('state', '=', 'uncertain')
    .execute();
  return new Set(rows.map((row) => row.address_hash));
}
