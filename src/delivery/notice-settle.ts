/** Settling notices: pinned before the call, and what the answer means is written by the process that still holds it, or not at all. */
import type { Row } from '../database/schema.ts';
import { HOUR_MS, type Instant } from '../model/date.ts';
import type { SubmitResult } from '../model/delivery.ts';
import { decide, MOST_ATTEMPTS, type Decision } from './decide.ts';
import type { NoticeClaim, NoticeEnd, NoticeLedger } from './notice-claim.ts';
import { withoutAddresses } from './without-addresses.ts';

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
