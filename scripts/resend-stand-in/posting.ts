/** Posting webhooks to an endpoint: each when it is due, and again after a refusal as Svix does. */
import type { Accepted } from './mailbox.ts';
import { dueOf, type Due } from './webhooks.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Between one attempt and the next; then it is given up. */
const RETRIES = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];
const TIMEOUT_MS = 15 * SECOND;

export type Posting = {
  /** To be given what was accepted. */
  readonly post: (emails: readonly Accepted[]) => void;
  counts(): { readonly posted: number; readonly refused: number; readonly givenUp: number };
  close(): void;
};

/** @param speed virtual seconds in a second: ten hours of delay need not be waited for */
export function startPosting(endpoint: { url: string; secret: string; speed: number }): Posting {
  const timers = new Set<NodeJS.Timeout>();
  const counts = { posted: 0, refused: 0, givenUp: 0 };
  const after = (ms: number, act: () => Promise<void>) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void act();
    }, ms / endpoint.speed);
    timers.add(timer);
  };
  const attempt = async (due: Due, tries: number): Promise<void> => {
    counts.posted += 1;
    if (await isTaken(endpoint, due)) return;
    counts.refused += 1;
    const wait = RETRIES[tries];
    if (wait === undefined) counts.givenUp += 1;
    else after(wait, () => attempt(due, tries + 1));
  };
  return {
    post: (emails) => {
      for (const email of emails) for (const due of dueOf(email)) after(due.afterMs, () => attempt(due, 0));
    },
    counts: () => counts,
    close: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}

/** Whether it answered with a 2xx in time; a redirect is none. */
async function isTaken({ url, secret }: { url: string; secret: string }, due: Due): Promise<boolean> {
  const { headers, body } = due.make(secret, Date.now());
  try {
    const answer = await fetch(url, {
      ...{ method: 'POST', redirect: 'manual', body, signal: AbortSignal.timeout(TIMEOUT_MS) },
      headers: { ...headers, 'content-type': 'application/json' },
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // Nobody listens, or not in time: as good as refused.
    return false;
  }
}
