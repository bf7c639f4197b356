/** What an answer means for the batch it answers: pure, and the whole policy of never twice and never lost. */
import { HOUR_MS, type Instant } from '../model/date.ts';
import type { MessageResult, SubmitResult } from '../model/delivery.ts';

/**
 * - record: each member has its own result
 * - ask-again: unknown; the same bytes and key from `at` on
 * - recut: proven unaccepted; from `at` on afresh, without who left, under a new key
 * - split: proven unaccepted, and never as it is: into smaller batches (`index`: the member at fault, if named)
 * - fail: proven unaccepted, and it is one member alone
 * - uncertain: nothing more can be learnt by asking
 */
export type Decision =
  | { readonly kind: 'record'; readonly results: readonly MessageResult[] }
  | { readonly kind: 'ask-again'; readonly at: Instant; readonly reason: string }
  | { readonly kind: 'recut'; readonly at: Instant; readonly reason: string }
  | { readonly kind: 'split'; readonly index: number | null; readonly reason: string }
  | { readonly kind: 'fail'; readonly reason: string }
  | { readonly kind: 'uncertain'; readonly reason: string };

export type Situation = {
  readonly size: number;
  readonly attempts: number;
  /** A server that will not take it for now has been asked often enough. */
  readonly lastAttempt: boolean;
  /** An earlier attempt under this key may have been accepted. */
  readonly resubmission: boolean;
  readonly idempotencyWindowMs: number;
  readonly now: Instant;
};

export function decide(result: SubmitResult, situation: Situation): Decision {
  switch (result.kind) {
    case 'settled':
      return result.results.length === situation.size
        ? { kind: 'record', results: result.results }
        : miscounted(situation, result.results.length);
    case 'unknown':
      return askAgain(situation, result.reason);
    case 'conflict':
      return { kind: 'uncertain', reason: result.reason };
    case 'later':
      return whenUnaccepted(situation, result.reason, result.afterMs);
    case 'deferred':
      if (situation.lastAttempt) return smaller(situation, result.reason, null);
      return whenUnaccepted(situation, result.reason, patience(situation.attempts));
    case 'pause':
      return whenUnaccepted(situation, result.reason, 0);
    case 'unaccepted':
      return smaller(situation, result.reason, result.index);
    case 'too-large':
      return smaller(situation, result.reason, null);
  }
}

/** Accepted, and not said who has which. A provider that answers a key from its memory will say the same all day. */
function miscounted(situation: Situation, named: number): Decision {
  const { attempts, size } = situation;
  const reason = `the answer named ${named} of ${size} messages`;
  return attempts < MOST_ATTEMPTS ? askAgain(situation, reason) : { kind: 'uncertain', reason };
}

/** Unknown: once more if the transport can tell a repetition, uncertain where it cannot. */
function askAgain(situation: Situation, reason: string, afterMs = backoff(situation.attempts)): Decision {
  if (situation.idempotencyWindowMs === 0) return { kind: 'uncertain', reason };
  return { kind: 'ask-again', at: situation.now + afterMs, reason };
}

/** This call was not accepted; that proves nothing for an earlier one under the same key. */
function whenUnaccepted(situation: Situation, reason: string, afterMs: number): Decision {
  if (situation.resubmission)
    return askAgain(situation, reason, Math.max(afterMs, backoff(situation.attempts)));
  return { kind: 'recut', at: situation.now + afterMs, reason };
}

function smaller(situation: Situation, reason: string, index: number | null): Decision {
  // The same bytes will be refused for ever, and an earlier attempt may have passed: only records can tell.
  if (situation.resubmission) return { kind: 'uncertain', reason };
  return situation.size === 1 ? { kind: 'fail', reason } : { kind: 'split', index, reason };
}

/**
 * How often one reader's server is asked: eight attempts take two hours, and greylisting minutes.
 * No further goes who names too few or too many messages, its earlier silences counted: after two minutes its records
 * must settle it.
 */
export const MOST_ATTEMPTS = 8;

/** 1, 2, 4 ... 60 min. */
function patience(attempts: number): number {
  return Math.min(HOUR_MS, 60_000 * 2 ** Math.max(0, attempts - 1));
}

/** 1, 2, 4 ... 60 s. */
function backoff(attempts: number): number {
  return Math.min(60_000, 1000 * 2 ** Math.max(0, attempts - 1));
}
