/** Pace: calls spread evenly under the provider's own limit, as its headers tell it; one pacer is shared by all workers. */
import { HOUR_MS, type Instant } from '../model/date.ts';
import type { Clock } from '../platform/clock.ts';

export type Pace = {
  /** Calls per window; null until a header says. */
  readonly limit: number | null;
  readonly windowMs: number;
  /** The next call may start here. */
  readonly nextAt: Instant;
};

/** Before the first answer one call a second: slower than any limit seen, and an answer comes soon. */
export const UNKNOWN_PACE: Pace = { limit: null, windowMs: 1000, nextAt: 0 };

/** Takes the next place in line; the caller sleeps until `startAt`. */
export function nextCall(pace: Pace, now: Instant): { pace: Pace; startAt: Instant } {
  // Further ahead than any provider asks: the clock was set back since.
  const startAt = pace.nextAt > now + HOUR_MS ? now : Math.max(now, pace.nextAt);
  // Even spacing keeps under a fixed window wherever it begins.
  return { pace: { ...pace, nextAt: startAt + spacing(pace) }, startAt };
}

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
  return changed ? { ...taught, nextAt: now + spacing(taught) } : pace;
}

/** Nobody calls before `until`. */
export function hold(pace: Pace, until: Instant): Pace {
  return { ...pace, nextAt: Math.max(pace.nextAt, until) };
}

export type Pacer = {
  /** Resolves when a call may start, or at once when the signal aborts. */
  take(signal: AbortSignal): Promise<void>;
  learn(headers: Readonly<Record<string, string>>): Promise<void>;
  holdFor(ms: number): Promise<void>;
};

export function createPacer(clock: Clock): Pacer {
  let pace = UNKNOWN_PACE;
  return {
    take: async (signal) => {
      for (;;) {
        const next = nextCall(pace, clock.now());
        const { limit } = (pace = next.pace);
        const wait = next.startAt - clock.now();
        if (wait > 0) await clock.sleep(wait, signal);
        // Who fell asleep under another pace has no place in this one's line, and takes a new one.
        if (limit === pace.limit || signal.aborted) return;
      }
    },
    learn: async (headers) => void (pace = learn(pace, headers, clock.now())),
    holdFor: async (ms) => void (pace = hold(pace, clock.now() + ms)),
  };
}
