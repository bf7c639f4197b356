/** Answers that take as long whatever was found: how long a page took must not tell whether an address is on the list. */
import type { Clock } from '../../platform/clock.ts';

/** Many times what the slowest of the answers takes, and short for a person who has just pressed a button. */
export const EVEN_MS = 250;

/** Lets at least EVEN_MS go by, by the clock, before the result is given. */
export async function inEvenTime<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const due = clock.now() + EVEN_MS;
  const result = await work();
  const rest = due - clock.now();
  if (rest > 0) await clock.sleep(rest);
  return result;
}
