/** The ledger of notices: claimed under a fence and a lease, pinned before the call, settled by who still holds it. */
import type { Kysely, Transaction } from 'kysely';
import type { Database, Engine } from '../database/connect.ts';
import type { Row, Tables } from '../database/schema.ts';
import { HOUR_MS, type Instant } from '../model/date.ts';
import type { SubmitResult, Transport } from '../model/delivery.ts';
import { isForEditors, NOTICE_KINDS, type NoticeKind } from '../model/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing } from '../platform/signing.ts';
import { parseAddress } from '../../subscribers/address.ts';
import { letterSchema, type Letter } from '../../subscribers/notices.ts';
import { findById } from '../../subscribers/store.ts';
import { isSuppressed } from '../../subscribers/suppressions.ts';
import { WINDOW_MARGIN_MS } from './claim.ts';
import { decide, MOST_ATTEMPTS, type Decision } from './decide.ts';
import { withoutAddresses } from './without-addresses.ts';

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
  | { readonly kind: 'ended'; readonly end: 'skipped' | 'uncertain' };

/** @returns null when nothing is due */
export async function claimNotice(ledger: NoticeLedger): Promise<Next | null> {
  return ledger.database.query.transaction().execute(async (trx): Promise<Next | null> => {
    const now = ledger.clock.now();
    const row = await nextDue(trx, ledger.database.engine, now);
    if (row === undefined) return null;
    const kind = NOTICE_KINDS.find((known) => known === row.kind);
    const letter = row.letter === null ? null : letterSchema.parse(JSON.parse(row.letter));
    const asked = row.payload_hash === null ? null : (row.first_submitted_at ?? 0);
    if (asked !== null && Math.abs(now - asked) >= ledger.transport.idempotencyWindowMs - WINDOW_MARGIN_MS) {
      await end(trx, row.id, now, 'uncertain', 'the time for asking again has passed');
      return { kind: 'ended', end: 'uncertain' };
    }
    const unwanted =
      kind === undefined || letter === null
        ? 'it was erased'
        : asked === null
          ? await whyNot(trx, ledger.keys, kind, row, letter)
          : null;
    if (unwanted !== null || kind === undefined || letter === null) {
      await end(trx, row.id, now, 'skipped', unwanted);
      return { kind: 'ended', end: 'skipped' };
    }
    return { kind: 'claimed', claim: await take(trx, ledger, row, { kind, letter }) };
  });
}

async function nextDue(
  trx: Transaction<Tables>,
  engine: Engine,
  now: Instant,
): Promise<Row<'notice'> | undefined> {
  return trx
    .selectFrom('notice')
    .selectAll()
    .where('state', 'in', ['pending', 'claimed'])
    .where('not_before', '<=', now)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
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

/** @returns false when it was lost to another process meanwhile */
export async function pinNotice(
  { database, clock }: NoticeLedger,
  { id, attempts }: NoticeClaim,
  hash: string,
): Promise<boolean> {
  const { numUpdatedRows } = await database.query
    .updateTable('notice')
    .set({ payload_hash: hash, first_submitted_at: clock.now() })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'claimed')
    .where('payload_hash', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Nothing passes until a person acts: no use in asking every second. */
const PAUSE_MS = HOUR_MS / 4;

/** Written by the process that still holds it, or not at all: `attempts` is the fence, for it grows with each claim. */
export async function settleNotice(
  { database, clock, transport }: NoticeLedger,
  claim: NoticeClaim,
  result: SubmitResult,
): Promise<NoticeEnd> {
  const now = clock.now();
  const decision = decide(withoutAddresses(result), {
    ...{ size: 1, attempts: claim.attempts, resubmission: claim.pinned !== null, now },
    idempotencyWindowMs: transport.idempotencyWindowMs,
    lastAttempt: claim.attempts >= MOST_ATTEMPTS,
  });
  const after = result.kind === 'pause' ? now + PAUSE_MS : now;
  const { end: outcome, set } = written(decision, after, now);
  const { numUpdatedRows } = await database.query
    .updateTable('notice')
    .set({ ...set, claimed_by: null })
    .where('id', '=', claim.id)
    .where('attempts', '=', claim.attempts)
    .where('state', '=', 'claimed')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n ? outcome : 'waiting';
}

type Written = { readonly end: NoticeEnd; readonly set: Partial<Row<'notice'>> };

function written(decision: Decision, after: Instant, now: Instant): Written {
  switch (decision.kind) {
    case 'record': {
      const [result] = decision.results;
      return result?.kind === 'submitted'
        ? closed('submitted', now, { provider_id: result.providerId, last_error: null })
        : closed('failed', now, { last_error: result?.reason ?? 'no answer' });
    }
    case 'ask-again':
      return {
        end: 'waiting',
        set: { lease_until: Math.max(decision.at, after), last_error: decision.reason },
      };
    case 'recut':
      return {
        end: 'waiting',
        set: {
          ...{ state: 'pending', payload_hash: null, first_submitted_at: null, lease_until: null },
          ...{ not_before: Math.max(decision.at, after), last_error: decision.reason },
        },
      };
    case 'split':
    case 'fail':
      return closed('failed', now, { last_error: decision.reason });
    case 'uncertain':
      return closed('uncertain', now, { last_error: decision.reason });
  }
}

/** The letter holds an address and tokens: it is forgotten with the end. */
function closed(
  state: 'submitted' | 'failed' | 'uncertain',
  now: Instant,
  set: Partial<Row<'notice'>>,
): Written {
  return { end: state, set: { ...set, state, letter: null, lease_until: null, settled_at: now } };
}

async function end(
  trx: Kysely<Tables>,
  id: number,
  now: Instant,
  state: 'skipped' | 'uncertain',
  reason: string | null,
): Promise<void> {
  await trx
    .updateTable('notice')
    .set({ state, letter: null, lease_until: null, settled_at: now, last_error: reason })
    .where('id', '=', id)
    .execute();
}
