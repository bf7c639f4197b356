/** What is due now, decided from the rows alone: whatever woke us, however often, and however long we were away. */
import { HOUR_MS, instantOf, type EditionDate, type Instant } from '../model/date.ts';
import type { EditionState } from '../model/edition.ts';
import type { Config, Settings } from '../config.ts';

export type DayTimes = { readonly collect: Instant; readonly draft: Instant; readonly send: Instant };

export type DayFacts = {
  readonly now: Instant;
  /** The day itself is over: what was not made in it is not made any more. */
  readonly over: boolean;
  readonly times: DayTimes;
  readonly catchUpMs: number;
  readonly approval: 'required' | 'automatic';
  /** When the sources of the day were last collected; null: not yet. */
  readonly collectedAt: Instant | null;
  /** When the edition was last drafted, approved, or let go on; null: there is none. */
  readonly changedAt: Instant | null;
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
  | { readonly kind: 'collect' | 'draft' | 'approve' }
  | { readonly kind: 'send' }
  | { readonly kind: 'wait' }
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

const AT_ONCE: DayTimes = { collect: 0, draft: 0, send: 0 };

/** The sample newsroom sends at once, whatever the hour; a live one keeps its schedule. */
export function hoursOf(
  { newsroom, settings }: Pick<Config, 'newsroom' | 'settings'>,
  date: EditionDate,
): Pick<DayFacts, 'times' | 'catchUpMs'> {
  if (newsroom === 'sample') return { times: AT_ONCE, catchUpMs: Infinity };
  return { times: timesOf(settings, date), catchUpMs: settings.catchUpHours * HOUR_MS };
}

/** The next thing to do for the edition of a day; pure, so that every hour and state can be tested. */
export function nextStep(facts: DayFacts): Step {
  const { now, times, state } = facts;
  if (state === 'completed' || state === 'cancelled' || state === 'paused') return { kind: 'wait' };
  const late = now > lastChance(facts);
  if (state === 'sending') return late ? { kind: 'pause', reason: tooLate(facts) } : { kind: 'send' };
  const unmade = state === null || state === 'draft' ? unmadePart(facts) : null;
  // After a long night off there is no point in making what may not leave any more.
  if (unmade !== null && !late && !facts.over) return { kind: unmade };
  if (state === null) return { kind: 'wait' };
  const made = unmade === null && now >= times.draft && !late;
  if (state === 'draft' && made && facts.approval === 'automatic' && facts.blocked === false)
    return { kind: 'approve' };
  if (now < times.send) return { kind: 'wait' };
  if (state === 'approved') return late ? { kind: 'hold', reason: tooLate(facts) } : { kind: 'send' };
  if (state === 'held') return { kind: 'wait' };
  return { kind: 'hold', reason: late ? tooLate(facts) : unapproved(facts) };
}

/** Until when it may leave by itself: counted from its hour, or from a later approval or resumption, for that was a decision. */
export function lastChance({
  times,
  catchUpMs,
  state,
  changedAt,
}: Pick<DayFacts, 'times' | 'catchUpMs' | 'state' | 'changedAt'>): Instant {
  const decided = state === 'approved' || state === 'sending' ? (changedAt ?? 0) : 0;
  return Math.max(times.send, decided) + catchUpMs;
}

/** What the draft still needs by this hour. One made earlier, by hand or in the preview, saves neither step. */
function unmadePart({ now, times, collectedAt, changedAt }: DayFacts): 'collect' | 'draft' | null {
  if (now < times.collect) return null;
  if (collectedAt === null || collectedAt < times.collect) return 'collect';
  if (now < times.draft) return null;
  return changedAt === null || changedAt < Math.max(times.draft, collectedAt) ? 'draft' : null;
}

function unapproved({ approval, blocked }: DayFacts): string {
  if (approval === 'required') return 'It was not approved by the time it was to be sent.';
  return blocked === true ? 'A check blocks it.' : 'It was not made and checked at its hour.';
}

function tooLate({ catchUpMs }: DayFacts): string {
  return `Its hour passed more than ${catchUpMs / HOUR_MS} h ago; it is not sent late by itself.`;
}
