/** Who is still to be mailed: the last look at the list, inside the transaction that claims a batch. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import type { SkipReason } from '../model/delivery.ts';
import { addressHash, type KeyRing, type SigningKey } from '../platform/signing.ts';
import { parseAddress } from '../../subscribers/address.ts';
import { suppressedAmong } from '../../subscribers/suppressions.ts';
import type { Member } from './batch.ts';

export type Membership = {
  readonly members: readonly Member[];
  readonly leavers: readonly { readonly delivery: number; readonly reason: SkipReason }[];
};

/**
 * Reads the open deliveries of a batch beside the list as it is now.
 * @param key the edition's own signing key: tells whether a subscriber's address is still the one that was frozen
 */
export async function readMembership(
  trx: Kysely<Tables>,
  batchId: number,
  { keys, key, now }: { keys: KeyRing; key: SigningKey; now: Instant },
): Promise<Membership> {
  const rows = await openDeliveries(trx, batchId);
  const suppressed = await suppressedAmong(
    trx,
    keys,
    rows.flatMap((row) => row.email_key ?? []),
  );
  const members: Member[] = [];
  const leavers: { delivery: number; reason: SkipReason }[] = [];
  for (const row of rows) {
    const reason = reasonToSkip(row);
    if (reason !== null) leavers.push({ delivery: row.delivery, reason });
    else if (row.email !== null)
      members.push({ delivery: row.delivery, subscriber: row.subscriber, address: row.email });
  }
  return { members, leavers };

  function reasonToSkip(row: (typeof rows)[number]): SkipReason | null {
    if (row.email_key === null) return 'erased';
    if (row.state !== 'confirmed') return 'unsubscribed';
    if (suppressed.has(row.email_key)) return 'suppressed';
    if (row.paused_until !== null && row.paused_until > now) return 'paused';
    return frozenAddress(key, row.email_key) === row.address_hash ? null : 'address-changed';
  }
}

/**
 * What a delivery keeps of an address: the first 128 bits of its keyed hash, hex. Half the hash tells mailboxes apart as
 * well as the whole, and the index over a million of them is half as large.
 */
export function frozenAddress(key: SigningKey, emailKey: string): string {
  return addressHash(key, emailKey).slice(0, 32);
}

/** The same of an address as a provider names it, under each key in use; none where it cannot be read. */
export function frozenAddresses(keys: KeyRing, address: string): string[] {
  const parsed = parseAddress(address);
  return parsed.ok ? keys.all.map((key) => frozenAddress(key, parsed.key)) : [];
}

async function openDeliveries(trx: Kysely<Tables>, batchId: number) {
  return trx
    .selectFrom('delivery')
    .leftJoin('subscriber', 'subscriber.id', 'delivery.subscriber_id')
    .select([
      'delivery.id as delivery',
      'delivery.subscriber_id as subscriber',
      'delivery.address_hash',
      'subscriber.email',
      'subscriber.email_key',
      'subscriber.state',
      'subscriber.paused_until',
    ])
    .where('delivery.batch_id', '=', batchId)
    .where('delivery.state', 'in', ['pending', 'claimed'])
    .orderBy('delivery.position')
    .execute();
}
