/** When a run stops by itself or holds back: its time is over, the provider tells nothing, or what came back speaks against going on. */
import type { Transaction } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import type { SubmitResult } from '../model/delivery.ts';
import type { Clock } from '../platform/clock.ts';
import { reasonToStop, type Breaker } from './breaker.ts';
import { hasOpen } from './ledger.ts';
import type { Answered, Settlement } from './settle.ts';

/** Of one run of one sender; it remembers what the last calls came to. */
export type Restraint = {
  count(answered: Answered, settlement: Settlement): void;
  /**
   * Why no batch is begun now; null: it may be. Batch after batch was begun and must be asked again, and each one more is
   * one whose readers can no longer leave.
   */
  doubt(): string | null;
  /** Why the edition must be paused now; null: nothing speaks against going on. */
  reasonToPause(trx: Transaction<Tables>, editionId: number): Promise<string | null>;
};

export type RestraintRules = {
  readonly clock: Clock;
  /** Without one, what comes back stops nothing. */
  readonly breaker?: Breaker;
  /** From here on nothing more is claimed. */
  readonly until: Instant;
};

/** So many calls in a row without a word, and the rest of the list is not spent on a server that says nothing. */
const MOST_IN_ROW = 5;

/**
 * In doubt one batch is begun each so many minutes: that what was offered stays without an answer need not mean that
 * nothing new would be answered.
 */
const PROBE_MS = 300_000;

/** Between two looks at what came back: about a batch, at the pace a provider allows. */
const LOOK_MS = 100;
/** Looking takes no larger part of the time than one in so many, however long the list. */
const LOOK_SHARE = 20;

export function createRestraint({ clock, breaker, until }: RestraintRules): Restraint {
  /** Calls in a row that left their readers uncertain, for no answer told of them. */
  let silent = 0;
  /** Batches in a row that were begun and must be asked again, and when and why the last of them. */
  let doubtful = { count: 0, at: -Infinity, reason: '' };
  const counted = new WeakSet<Answered>();
  /** When the breaker looked, and how long it need not look again. */
  let look = { at: -Infinity, restMs: 0 };
  return {
    count: (answered, { kind }) => {
      // Once each: a turn that an outage has undone is taken again.
      if (kind === 'lost' || counted.has(answered)) return;
      counted.add(answered);
      const { answer, claim } = answered;
      if (kind === 'uncertain' && (answer.kind === 'unknown' || answer.kind === 'settled')) silent += 1;
      else if (kind !== 'ask-again') {
        silent = 0;
        doubtful = { ...doubtful, count: 0 };
      }
      // What was offered before proves nothing of now: one key may be stuck, and all others be answered.
      if (kind === 'ask-again' && claim.pinned === null)
        doubtful = { count: doubtful.count + 1, at: clock.now(), reason: reasonOf(answer) };
    },
    doubt: () => {
      if (doubtful.count < MOST_IN_ROW) return null;
      const sinceMs = clock.now() - doubtful.at;
      // After a clock that was set back nobody knows how long ago it was.
      const isDue = sinceMs < 0 || sinceMs >= PROBE_MS;
      return isDue ? null : doubtful.reason;
    },
    reasonToPause: async (trx, editionId) => {
      const now = clock.now();
      return (await whyNoMore(trx, editionId, now)) ?? (await whatCameBack(trx, editionId, now));
    },
  };

  async function whyNoMore(
    trx: Transaction<Tables>,
    editionId: number,
    now: Instant,
  ): Promise<string | null> {
    const isOver = now >= until;
    if (!isOver && silent < MOST_IN_ROW) return null;
    // An edition that has everything behind it is completed, however late.
    if (!(await hasOpen(trx, editionId))) return null;
    if (isOver) return 'its hour is too long ago: what is still open is not sent by itself any more';
    return `${silent} calls in a row had no answer that tells of their readers: they may have been mailed or not`;
  }

  async function whatCameBack(
    trx: Transaction<Tables>,
    editionId: number,
    now: Instant,
  ): Promise<string | null> {
    // A clock that was set back says nothing of how long ago it was.
    const isResting = now >= look.at && now < look.at + look.restMs;
    if (breaker === undefined || isResting) return null;
    const reason = await reasonToStop(trx, breaker, editionId);
    look = { at: now, restMs: Math.max(LOOK_MS, LOOK_SHARE * (clock.now() - now)) };
    return reason;
  }
}

function reasonOf(answer: SubmitResult): string {
  return 'reason' in answer ? answer.reason : 'it names too few or too many messages';
}
