/** Claiming notices: one process takes one under a fence and a lease, after the last look at whether it is still wanted. */
import type { Kysely, Transaction } from 'kysely';
import type { Database, Engine } from '../database/connect.ts';
import type { Row, Tables } from '../database/schema.ts';
import { HOUR_MS, type Instant } from '../model/date.ts';
import type { Transport } from '../model/delivery.ts';
import { isForEditors, NOTICE_KINDS, type NoticeKind } from '../model/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing } from '../platform/signing.ts';
import { parseAddress } from '../../subscribers/address.ts';
import { letterSchema, type Letter } from '../../subscribers/notices.ts';
import { findById } from '../../subscribers/store.ts';
import { isSuppressed } from '../../subscribers/suppressions.ts';
import { WINDOW_MARGIN_MS } from './claim.ts';

export type NoticeLedger = {
  readonly database: Database;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly transport: Pick<Transport, 'idempotencyWindowMs'>;
  readonly sender: string;
  readonly leaseMs: number;
};

/** `waiting`: not settled; it is tried again, here or by another process. */
export type NoticeEnd = 'submitted' | 'failed' | 'skipped' | 'uncertain' | 'waiting';

export type NoticeClaim = {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly letter: Letter;
  readonly key: string;
  readonly fence: number;
  readonly attempts: number;
  readonly leaseUntil: Instant;
  /** Set when these bytes may have been submitted before. */
  readonly pinned: { readonly hash: string } | null;
};

type Next =
  | { readonly kind: 'claimed'; readonly claim: NoticeClaim }
  | { readonly kind: 'ended'; readonly end: EndWithoutCall };

type EndWithoutCall = 'skipped' | 'failed' | 'uncertain';

/** @returns null when nothing is due */
export async function claimNotice(ledger: NoticeLedger): Promise<Next | null> {
  return ledger.database.query.transaction().execute(async (trx): Promise<Next | null> => {
    const now = ledger.clock.now();
    const row = await nextDue(trx, ledger.database.engine, now);
    if (row === undefined) return null;
    const ended = async (state: EndWithoutCall, reason: string): Promise<Next> => {
      await end(trx, row.id, now, state, reason);
      return { kind: 'ended', end: state };
    };
    const asked = row.payload_hash === null ? null : (row.first_submitted_at ?? 0);
    if (asked !== null && Math.abs(now - asked) >= ledger.transport.idempotencyWindowMs - WINDOW_MARGIN_MS)
      return ended('uncertain', 'the time for asking again has passed');
    const kind = NOTICE_KINDS.find((known) => known === row.kind);
    if (kind === undefined || row.letter === null) return ended('skipped', 'it was erased');
    const letter = letterIn(row.letter);
    // A letter of another version: one that cannot be read must not stand before all the others for ever.
    if (letter === null) return ended(asked === null ? 'failed' : 'uncertain', 'its letter cannot be read');
    const unwanted = asked === null ? await whyNot(trx, ledger.keys, kind, row, letter) : null;
    if (unwanted !== null) return ended('skipped', unwanted);
    return { kind: 'claimed', claim: await take(trx, ledger, row, { kind, letter }) };
  });
}

function letterIn(json: string): Letter | null {
  try {
    return letterSchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** No lease, back-off or wait of a notice is longer: what lies further ahead was written by a clock that has been set back since. */
const TOO_FAR_MS = 2 * HOUR_MS;

async function nextDue(
  trx: Transaction<Tables>,
  engine: Engine,
  now: Instant,
): Promise<Row<'notice'> | undefined> {
  return trx
    .selectFrom('notice')
    .selectAll()
    .where('state', 'in', ['pending', 'claimed'])
    .where((eb) => eb.or([eb('not_before', '<=', now), eb('not_before', '>', now + TOO_FAR_MS)]))
    .where((eb) =>
      eb.or([
        eb('lease_until', 'is', null),
        eb('lease_until', '<=', now),
        eb('lease_until', '>', now + TOO_FAR_MS),
      ]),
    )
    .orderBy('id')
    .limit(1)
    .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
    .executeTakeFirst();
}

/** The last look before the first call: an act that was overtaken by another gets no mail. */
async function whyNot(
  trx: Kysely<Tables>,
  keys: KeyRing,
  kind: NoticeKind,
  { subscriber_id: id }: Row<'notice'>,
  { to }: Letter,
): Promise<string | null> {
  const address = parseAddress(to);
  if (!address.ok || (await isSuppressed(trx, keys, address.key))) return 'the address is suppressed';
  if (isForEditors(kind)) return null;
  const subscriber = id === null ? null : await findById(trx, id);
  if (subscriber === null) return 'the subscriber is no longer stored';
  const { state } = subscriber;
  if (kind === 'confirm') return state === 'confirmed' ? 'it was confirmed already' : null;
  return state === 'confirmed' ? null : `the subscriber is ${state}`;
}

async function take(
  trx: Transaction<Tables>,
  { clock, sender, leaseMs }: NoticeLedger,
  row: Row<'notice'>,
  { kind, letter }: { kind: NoticeKind; letter: Letter },
): Promise<NoticeClaim> {
  const leaseUntil = clock.now() + leaseMs;
  const attempts = row.attempts + 1;
  // What was never offered may go out under a new key; what was, only under its own.
  const fence = row.payload_hash === null ? row.fence + 1 : row.fence;
  await trx
    .updateTable('notice')
    .set({ state: 'claimed', fence, attempts, claimed_by: `${sender}#${attempts}`, lease_until: leaseUntil })
    .where('id', '=', row.id)
    .execute();
  const pinned = row.payload_hash === null ? null : { hash: row.payload_hash };
  const key = `notice/${row.id}-${row.created_at}/${fence}`;
  return { ...{ id: row.id, kind, letter, key, fence, attempts, leaseUntil, pinned } };
}

async function end(
  trx: Kysely<Tables>,
  id: number,
  now: Instant,
  state: EndWithoutCall,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('notice')
    .set({ state, letter: null, lease_until: null, settled_at: now, last_error: reason })
    .where('id', '=', id)
    .execute();
}
