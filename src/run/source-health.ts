/** How the sources of a day are doing: those of the newsdesk, with what is stored of each. */
import type { App } from '../app.ts';
import { healthOf, type SourceHealth } from '../edition/health.ts';
import type { EditionDate } from '../model/date.ts';

export async function sourceHealth(app: App, date: EditionDate): Promise<SourceHealth[]> {
  const desk = await app.newsdesk.open();
  return healthOf(app.database.query, desk.sources(date), app.clock.now());
}
