/** The canary: the first batches of an edition leave, time passes for bounces and complaints to come in, and only then the rest. */
import type { Transaction } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import { OPEN_STATES } from './batch.ts';

/** Fixed at preparation. */
export type Canary = {
  /** Batches of the canary: those at the first positions. 0: no canary. */
  readonly batches: number;
  readonly waitMs: number;
};

/** How the first share of a list (0 to 1) becomes whole batches. Lists below `atLeast` readers have no canary. */
export function canaryOf(
  { share, atLeast, waitMs }: { readonly share: number; readonly atLeast: number; readonly waitMs: number },
  { frozen, batches }: { frozen: number; batches: number },
): Canary {
  if (share <= 0 || frozen < atLeast || batches < 2) return { batches: 0, waitMs };
  return { batches: Math.min(batches - 1, Math.max(1, Math.round(share * batches))), waitMs };
}

/** Only batches up to `last` may leave; the rest from `until` on (null: the canary itself is still leaving). */
export type Gate = { readonly last: number; readonly until: Instant | null };

/** null: everything may leave. */
export async function canaryGate(
  trx: Transaction<Tables>,
  editionId: number,
  now: Instant,
): Promise<Gate | null> {
  const { canary_batches, canary_wait_ms, canary_ended_at } = await trx
    .selectFrom('recipe')
    .select(['canary_batches', 'canary_wait_ms', 'canary_ended_at'])
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow();
  if (canary_batches === 0) return null;
  if (canary_ended_at === null) return { last: canary_batches, until: null };
  // An end that lies ahead was written by a clock that was set back since: the wait begins again.
  if (canary_ended_at > now) await setCanaryEnd(trx, editionId, now);
  const until = Math.min(canary_ended_at, now) + canary_wait_ms;
  return now >= until ? null : { last: canary_batches, until };
}

/**
 * Whether all that is open of the canary are readers whose servers have asked for time, and not most of it: one full
 * mailbox may take two hours, and the list does not wait for it.
 */
export async function waitsForAFew(
  trx: Transaction<Tables>,
  editionId: number,
  { last }: Gate,
): Promise<boolean> {
  const open = await trx
    .selectFrom('batch')
    .select(['state', 'attempts'])
    .where('edition_id', '=', editionId)
    .where('state', 'in', OPEN_STATES)
    .where('position', '<=', last)
    .execute();
  // Attempts are counted on where a reader's own server is asked again; what failed for another reason begins anew.
  return open.length <= last / 2 && open.every(({ state, attempts }) => state === 'pending' && attempts > 0);
}

/** The canary has left: the waiting begins. Whoever is second changes nothing. */
export async function endCanary(trx: Transaction<Tables>, editionId: number, now: Instant): Promise<void> {
  await setCanaryEnd(trx, editionId, now);
}

async function setCanaryEnd(trx: Transaction<Tables>, editionId: number, now: Instant): Promise<void> {
  await trx
    .updateTable('recipe')
    .set({ canary_ended_at: now })
    .where('edition_id', '=', editionId)
    .where((eb) => eb.or([eb('canary_ended_at', 'is', null), eb('canary_ended_at', '>', now)]))
    .execute();
}
