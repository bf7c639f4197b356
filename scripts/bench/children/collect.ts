/** Collects the named feeds of a local server into a new database, once: its time and memory are the bench's figures. */
import { feedSource } from '../../../sources/feed.ts';
import { openSqlite } from '../../../src/database/connect.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { collect } from '../../../src/edition/collect.ts';
import { editionDate } from '../../../src/model/date.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { createFetcher } from '../../../src/platform/http.ts';

const [origin = '', file = '', ...names] = process.argv.slice(2);
const sources = names.map((name) =>
  feedSource({ id: `feed-${name}`, name, section: 'wire', url: `${origin}/${name}.xml` }),
);
const database = openSqlite(file);
await migrate(database);
// The limits a live install has by default.
const limits = { timeoutMs: 20_000, maxBytes: 10_000_000, concurrency: 8, userAgent: 'bench' };
const fetch = createFetcher({ ...limits, allow: [new URL(origin).host], clock: systemClock });
const began = performance.now();
const deps = { database, fetch, clock: systemClock, artificialAnalysisApiKey: null };
const outcomes = await collect(deps, { date: editionDate('2026-11-24'), sources, staleDays: 60 });
const seconds = (performance.now() - began) / 1000;
const items = outcomes.reduce((sum, outcome) => sum + outcome.newItems, 0);
const failures = outcomes.flatMap(({ failure }) => failure?.kind ?? []);
console.log(JSON.stringify({ seconds, items, failures }));
await fetch.close();
await database.close();
