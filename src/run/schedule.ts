/** What is due now, decided from the rows alone: whatever woke us, however often, and however long we were away. */
import { HOUR_MS, instantOf, type EditionDate, type Instant } from '../model/date.ts';
import type { EditionState } from '../model/edition.ts';
import type { Settings } from '../config.ts';

export type DayTimes = { readonly collect: Instant; readonly draft: Instant; readonly send: Instant };

export type DayFacts = {
  readonly now: Instant;
  readonly times: DayTimes;
  readonly catchUpMs: number;
  readonly approval: 'required' | 'automatic';
  /** When the sources of the day were last collected; null: not yet. */
  readonly collectedAt: Instant | null;
  readonly state: EditionState | null;
  /** Whether a finding of the last check blocks; null: never checked. */
  readonly blocked: boolean | null;
};

/**
 * - collect, draft, approve, send: do it now
 * - hold: the hour has come and it may not leave (`reason`)
 * - pause: it was leaving, stopped, and is now too late to go on by itself
 * - wait: nothing is due
 */
export type Step =
  | { readonly kind: 'collect' | 'draft' | 'approve' | 'send' | 'wait' }
  | { readonly kind: 'hold' | 'pause'; readonly reason: string };

/** The instants of a day's work, in the newsletter's time zone. */
export function timesOf(settings: Pick<Settings, 'timeZone' | 'schedule'>, date: EditionDate): DayTimes {
  const at = (time: string) => instantOf(settings.timeZone, date, time);
  return {
    collect: at(settings.schedule.collect),
    draft: at(settings.schedule.draft),
    send: at(settings.schedule.send),
  };
}

/** The next thing to do for the edition of a day; pure, so that every hour and state can be tested. */
export function nextStep(facts: DayFacts): Step {
  const { now, times, state } = facts;
  if (state === 'completed' || state === 'cancelled' || state === 'paused') return { kind: 'wait' };
  const late = now > times.send + facts.catchUpMs;
  if (state === 'sending') return late ? { kind: 'pause', reason: tooLate(facts) } : { kind: 'send' };
  if (state === null) return beforeDraft(facts, late);
  if (state === 'draft' && facts.approval === 'automatic' && facts.blocked === false && !late)
    return { kind: 'approve' };
  if (now < times.send) return { kind: 'wait' };
  if (state === 'approved') return late ? { kind: 'hold', reason: tooLate(facts) } : { kind: 'send' };
  if (state === 'held') return { kind: 'wait' };
  return { kind: 'hold', reason: late ? tooLate(facts) : unapproved(facts) };
}

function beforeDraft({ now, times, collectedAt }: DayFacts, late: boolean): Step {
  // After a long night off there is no point in drafting what may not leave any more.
  if (late) return { kind: 'wait' };
  if (now < times.collect) return { kind: 'wait' };
  if (collectedAt === null || collectedAt < times.collect) return { kind: 'collect' };
  return now < times.draft ? { kind: 'wait' } : { kind: 'draft' };
}

function unapproved({ approval, blocked }: DayFacts): string {
  if (approval === 'required') return 'It was not approved by the time it was to be sent.';
  return blocked === true ? 'A check blocks it.' : 'It was not checked.';
}

function tooLate({ catchUpMs }: DayFacts): string {
  return `Its hour passed more than ${catchUpMs / HOUR_MS} h ago; it is not sent late by itself.`;
}
