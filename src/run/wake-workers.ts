/** On Postgres, workers may wait on other machines: told that an edition leaves, or goes on, they need not look for it first. */
import type { App } from '../app.ts';
import type { EditionDate } from '../model/date.ts';
import { messageOf } from '../model/errors.ts';

/** @returns a note where they could not be told: what was done before stands, and they find it by looking */
export async function wakeWorkers({ config, database }: App, date: EditionDate): Promise<readonly string[]> {
  if (config.databaseUrl === null || database.engine === 'sqlite') return [];
  const { openWaker } = await import('../delivery/waker.ts');
  try {
    const waker = await openWaker(config.databaseUrl, () => undefined);
    try {
      await waker.wake(date);
    } finally {
      // Left open it would keep the process going when all its work is done.
      await waker.close();
    }
    return [];
  } catch (error) {
    return [`workers could not be woken, and will see it by themselves in seconds (${messageOf(error)})`];
  }
}
