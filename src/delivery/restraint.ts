/** When a run stops by itself or holds back: its time is over, the provider tells nothing, or what came back speaks against going on. */
import type { Transaction } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import type { Clock } from '../platform/clock.ts';
import { reasonToStop, type Breaker } from './breaker.ts';
import { hasOpen } from './ledger.ts';
import type { Answered, Settlement } from './settle.ts';

/** Of one run of one sender; it remembers what the last calls came to. */
export type Restraint = {
  count(answered: Answered, settlement: Settlement): void;
  /**
   * Call after call must be asked again. Each batch that is begun now is one more whose readers can no longer leave, so
   * none is while one waits for its answer.
   */
  inDoubt(): boolean;
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

/** Between two looks at what came back: about a batch, at the pace a provider allows. */
const LOOK_MS = 100;
/** Looking takes no larger part of the time than one in so many, however long the list. */
const LOOK_SHARE = 20;

export function createRestraint({ clock, breaker, until }: RestraintRules): Restraint {
  // Calls in a row: without an answer, where nobody can ask again; and those that must be asked again.
  let silent = 0;
  let doubtful = 0;
  const counted = new WeakSet<Answered>();
  /** When the breaker looked, and how long it need not look again. */
  let look = { at: -Infinity, restMs: 0 };
  return {
    count: (answered, { kind }) => {
      // Once each: a turn that an outage has undone is taken again.
      if (kind === 'lost' || counted.has(answered)) return;
      counted.add(answered);
      silent = answered.answer.kind === 'unknown' && kind === 'uncertain' ? silent + 1 : 0;
      doubtful = kind === 'ask-again' ? doubtful + 1 : 0;
    },
    inDoubt: () => doubtful >= MOST_IN_ROW,
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
    return `${silent} calls in a row had no answer: their readers may have been mailed or not`;
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
