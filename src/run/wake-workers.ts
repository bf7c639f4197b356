/** On Postgres, workers may wait on other machines: told that an edition leaves, or goes on, they need not look for it first. */
import type { App } from '../app.ts';
import type { EditionDate } from '../model/date.ts';

export async function wakeWorkers({ config, database }: App, date: EditionDate): Promise<void> {
  if (config.databaseUrl === null || database.engine === 'sqlite') return;
  const { openWaker } = await import('../delivery/waker.ts');
  const waker = await openWaker(config.databaseUrl, () => undefined);
  await waker.wake(date);
  await waker.close();
}
