/** Pace: calls spread evenly under the provider's own limit, as its headers tell it; one pacer is shared by all workers. */
import type { Instant } from '../model/date.ts';
import { aborted, type Clock } from '../platform/clock.ts';

export type Pace = {
  /** Calls per window; null until a header says. */
  readonly limit: number | null;
  readonly windowMs: number;
  /** The next call is due here. */
  readonly nextAt: Instant;
  /** When the last calls started, as many as a window holds. */
  readonly starts: readonly Instant[];
};

/** Before the first answer one call a second: slower than any limit seen, and an answer comes soon. */
export const UNKNOWN_PACE: Pace = { limit: null, windowMs: 1000, nextAt: 0, starts: [] };

/** How long until a call may start, ms. */
export function waitOf({ limit, windowMs, nextAt, starts }: Pace, now: Instant): number {
  const first = starts.length === limit ? starts[0] : undefined;
  // One more than a window holds takes longer than a window, however late one of them was.
  const at = first === undefined ? nextAt : Math.max(nextAt, first + windowMs * CARE);
  return Math.max(0, at - now);
}

/** A call starts now. Even spacing keeps under a fixed window wherever it begins; being late delays only the one a window later. */
export function started(pace: Pace, now: Instant): Pace {
  const { limit, nextAt, starts } = pace;
  const apart = spacing(pace);
  const due = Math.min(now, Math.max(nextAt, now - apart));
  const kept = limit !== null && limit <= MOST_KEPT ? limit : 0;
  const known = kept === 0 ? [] : [...starts, now].slice(-kept);
  return { ...pace, nextAt: due + apart, starts: known };
}

/** Where so many calls share a window, a spacing is less than the care: even spacing has room for one that is late. */
const MOST_KEPT = 250;

/** A little slower than allowed: calls that arrive a little late or early must not meet as eleven in a window of ten. */
export const CARE = 1.008;

function spacing({ limit, windowMs }: Pick<Pace, 'limit' | 'windowMs'>): number {
  return limit === null ? windowMs : (windowMs / limit) * CARE;
}

/**
 * What an answer's headers teach: `ratelimit-limit`, and the window from `ratelimit-policy` ("10;w=1").
 * @param headers names in lower case; null where they teach nothing
 */
export function taughtBy(
  headers: Readonly<Record<string, string>>,
): { readonly limit: number; readonly windowMs: number } | null {
  const limit = Number(headers['ratelimit-limit']);
  if (!Number.isFinite(limit) || limit < 1) return null;
  const windowMs = Number(/;\s*w=(\d+)/.exec(headers['ratelimit-policy'] ?? '')?.[1] ?? 1) * 1000;
  return { limit, windowMs };
}

export function learn(pace: Pace, headers: Readonly<Record<string, string>>, now: Instant): Pace {
  const taught = taughtBy(headers);
  if (taught === null) return pace;
  const changed = taught.limit !== pace.limit || taught.windowMs !== pace.windowMs;
  // A place taken under the old pace is too far off, or too near, under the new.
  return changed ? { ...taught, nextAt: now + spacing(taught), starts: [] } : pace;
}

/** Nobody calls before `until`. */
export function hold(pace: Pace, until: Instant): Pace {
  return { ...pace, nextAt: Math.max(pace.nextAt, until) };
}

/** The clock was set back by so much: what lay ahead is as far off as it was, and what lay behind as long ago. */
function setBack(pace: Pace, ms: number): Pace {
  return { ...pace, nextAt: pace.nextAt - ms, starts: pace.starts.map((at) => at - ms) };
}

export type Pacer = {
  /** Resolves when a call may start, or at once when the signal aborts. */
  take(signal: AbortSignal): Promise<void>;
  learn(headers: Readonly<Record<string, string>>): Promise<void>;
  holdFor(ms: number): Promise<void>;
};

/** One line: whoever stands at its head sleeps until a call may start, and the others wait for the head. */
export function createPacer(clock: Clock): Pacer {
  let pace = UNKNOWN_PACE;
  let last = Promise.resolve();
  let woken = new AbortController();
  let latest = -Infinity;
  const read = (): Instant => {
    const now = clock.now();
    if (now < latest) pace = setBack(pace, latest - now);
    latest = now;
    return now;
  };
  const head = async (signal: AbortSignal) => {
    for (;;) {
      if (signal.aborted) return;
      const now = read();
      const wait = waitOf(pace, now);
      if (wait === 0) return void (pace = started(pace, now));
      woken = new AbortController();
      await clock.sleep(wait, AbortSignal.any([signal, woken.signal]));
    }
  };
  return {
    take: (signal) => Promise.race([(last = last.then(() => head(signal))), aborted(signal)]),
    learn: async (headers) => {
      const now = read();
      const next = learn(pace, headers, now);
      // Who fell asleep under a slower pace looks again.
      if (next !== pace) woken.abort();
      pace = next;
    },
    holdFor: async (ms) => {
      const now = read();
      pace = hold(pace, now + ms);
    },
  };
}
