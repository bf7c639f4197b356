/** The judge: compares what the provider's journal holds with what the ledger says of each pair. Empty lists, or the promise is broken. */
import type { Database } from '../../src/database/connect.ts';
import { auditEdition } from '../../src/delivery/ledger.ts';
import type { DeliveryState } from '../../src/model/delivery.ts';
import type { StandIn } from '../resend-stand-in/stand-in.ts';

export type Verdict = {
  /** Addresses the provider accepted more than one message for. */
  readonly duplicates: readonly string[];
  /** Addresses that were mailed and never frozen. */
  readonly strangers: readonly string[];
  /** Pairs without a message and without a state that says why. */
  readonly losses: readonly string[];
  /** Pairs that are said not to have been mailed, and were. */
  readonly misnamed: readonly string[];
  /** Mailed although they had left while their batch was in nobody's hands. */
  readonly afterLeaving: readonly string[];
  /** Keys that were offered with more than one body. */
  readonly otherBytes: readonly string[];
  /** The ledger's own law. */
  readonly ledger: readonly string[];
};

export type Evidence = {
  readonly database: Database;
  readonly editionId: number;
  readonly standIn: Pick<StandIn, 'journal' | 'offers'>;
  /** Reader's row id to address. */
  readonly addressOf: (subscriberId: number) => string;
  /** Addresses that left before anyone claimed their batch. */
  readonly leftInTime: ReadonlySet<string>;
};

const UNMAILED: ReadonlySet<DeliveryState> = new Set(['skipped', 'failed']);
/** Why there may be no copy. `submitted` is none of them. */
const NAMED: ReadonlySet<DeliveryState> = new Set(['skipped', 'failed', 'uncertain']);

export async function judge(evidence: Evidence): Promise<Verdict> {
  const { database, editionId, standIn, addressOf, leftInTime } = evidence;
  const copies = countBy(standIn.journal().flatMap(({ to }) => to));
  const rows = await database.query
    .selectFrom('delivery')
    .select(['subscriber_id', 'state'])
    .where('edition_id', '=', editionId)
    .execute();
  const pairs = rows.map(({ subscriber_id, state }) => ({ state, address: addressOf(subscriber_id) }));
  const frozen = new Set(pairs.map(({ address }) => address));
  const named = (wrong: (state: DeliveryState, mailed: boolean) => boolean) =>
    pairs
      .filter(({ address, state }) => wrong(state, copies.has(address)))
      .map(({ address, state }) => `${address} (${state})`);
  const bodies = Map.groupBy(standIn.offers(), ({ key }) => key);
  return {
    duplicates: [...copies]
      .filter(([, count]) => count > 1)
      .map(([address, count]) => `${address}: ${count}`),
    strangers: [...copies.keys()].filter((address) => !frozen.has(address)),
    losses: named((state, mailed) => !mailed && !NAMED.has(state)),
    misnamed: named((state, mailed) => mailed && UNMAILED.has(state)),
    afterLeaving: [...leftInTime].filter((address) => copies.has(address)),
    otherBytes: [...bodies]
      .filter(([, calls]) => new Set(calls.map(({ hash }) => hash)).size > 1)
      .map(([key]) => key),
    ledger: (await auditEdition(database, editionId)).problems,
  };
}

/** Each broken promise as a line; empty when all of them hold. */
export function violations(verdict: Verdict): string[] {
  return Object.entries(verdict).flatMap(([name, found]) => found.map((one) => `${name}: ${one}`));
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
