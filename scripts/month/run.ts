/** Lives through the simulated month: each morning the clock is set, everything is asked over loopback, and an edition drafted. */
import { createSources } from '../../sources/index.ts';
import { openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { collect, type SourceOutcome } from '../../src/edition/collect.ts';
import { draftEdition } from '../../src/edition/draft.ts';
import { healthOf, type SourceHealth } from '../../src/edition/health.ts';
import type { Instant } from '../../src/model/date.ts';
import type { Edition, Publication } from '../../src/model/edition.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { createFetcher } from '../../src/platform/http.ts';
import { startMonthServer } from './server.ts';
import { monthSettings, STALE_DAYS } from './settings.ts';
import { collectedAt, createWorld, dateOf, DAYS, type World } from './world.ts';

/** The most a source may take, ms: short, for a month with hanging sources, but no less than a busy machine needs. */
export const TIMEOUT_MS = 5_000;
const IDLE_MS = 2_500;
const MAX_BYTES = 1_000_000;

export type Day = {
  readonly day: number;
  readonly edition: Edition;
  readonly outcomes: readonly SourceOutcome[];
  /** Real time of the collection, ms. */
  readonly wallMs: number;
};

export type Month = {
  readonly world: World;
  readonly days: readonly Day[];
  readonly health: readonly SourceHealth[];
  readonly trapped: readonly string[];
};

/** @param onDay told after each day */
export async function liveThroughMonth(seed: string, onDay?: (day: Day) => void): Promise<Month> {
  const world = createWorld(seed);
  const server = await startMonthServer(world);
  const database = openSqlite(':memory:');
  await migrate(database);
  const settings = monthSettings(world, server.origins);
  let now: Instant = collectedAt(0);
  const clock: Clock = { now: () => now, sleep: async () => undefined };
  const limits = { timeoutMs: TIMEOUT_MS, idleMs: IDLE_MS, maxBytes: MAX_BYTES, concurrency: 16 };
  const fetch = createFetcher({ ...limits, allow: server.allow, userAgent: 'month', clock });
  const sourcesOn = (day: number) =>
    createSources(settings, dateOf(day), { hasArtificialAnalysisKey: false });
  const days: Day[] = [];
  try {
    for (let day = 0; day < DAYS; day++) {
      now = collectedAt(day);
      server.turnTo(day);
      const [date, sources] = [dateOf(day), sourcesOn(day)];
      const started = performance.now();
      const deps = { database, fetch, clock, artificialAnalysisApiKey: null };
      const outcomes = await collect(deps, { date, sources, staleDays: STALE_DAYS });
      const wallMs = performance.now() - started;
      const input = { date, settings, sources, publication: PUBLICATION, essay: null, release: '1.0.0' };
      const { edition } = await draftEdition({ database, clock }, input);
      days.push({ day, edition, outcomes, wallMs });
      onDay?.({ day, edition, outcomes, wallMs });
    }
    const health = await healthOf(database.query, sourcesOn(DAYS - 1), now);
    return { world, days, health, trapped: server.trapped };
  } finally {
    await fetch.close();
    await server.close();
    await database.close();
  }
}

const PUBLICATION: Publication = {
  ...{ name: 'The Month', tagline: '', publisher: 'Month House', postalAddress: '1 Month Street' },
  ...{ locale: 'en', direction: 'ltr', timeZone: 'America/New_York', publicUrl: 'https://month.example' },
  ...{ privacyUrl: '/privacy', sample: false },
};
