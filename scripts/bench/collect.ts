/** Collecting a hundred local feeds of a hundred items, with and without one of 50 MB; and reading them beside the bare parser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import RssParser from 'rss-parser';
import { z } from 'zod';
import { parseFeed } from '../../sources/feed.ts';
import { localFeed, serveLocalFeeds } from './local-feeds.ts';
import { startChild } from './process.ts';

const FEEDS = 100;
const CHILD = join(import.meta.dirname, 'children/collect.ts');
const childSchema = z.object({ seconds: z.number(), items: z.number(), failures: z.array(z.string()) });

type Row = Record<string, string | number>;

export async function benchCollect(): Promise<Row[]> {
  const names = Array.from({ length: FEEDS }, (_, feed) => String(feed));
  const bytes = names.reduce((sum, name) => sum + Buffer.byteLength(localFeed(Number(name))), 0);
  const server = await serveLocalFeeds();
  try {
    const alone = await collectOnce(server.origin, ['0']);
    const all = await collectOnce(server.origin, names);
    const huge = await collectOnce(server.origin, [...names, 'huge']);
    const row = (what: string, { seconds, items, failures, peakRssMb }: Collected): Row => ({
      ...{ what, items, seconds: round(seconds), 'feeds/s': Math.round(FEEDS / seconds) },
      ...{ 'MB/s': round(bytes / 1e6 / seconds), 'against one alone': round(seconds / alone.seconds) },
      ...{ 'peak MB': peakRssMb, failures: failures.join(', ') },
    });
    return [row(`${FEEDS} feeds`, all), row(`and one of 50 MB`, huge), ...(await benchParse(names))];
  } finally {
    await server.close();
  }
}

type Collected = z.infer<typeof childSchema> & { peakRssMb: number };

async function collectOnce(origin: string, names: readonly string[]): Promise<Collected> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-bench-'));
  try {
    const { said, usage } = await startChild([CHILD, origin, join(folder, 'bench.sqlite'), ...names]).ended();
    return { ...childSchema.parse(JSON.parse(said)), peakRssMb: usage.peakRssMb };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One core, warm: the whole way from bytes to items, and rss-parser's own from text to whatever it gives. */
async function benchParse(names: readonly string[]): Promise<Row[]> {
  const feeds = names.map((name) => localFeed(Number(name)));
  const bodies = feeds.map((feed) => Buffer.from(feed));
  const now = Date.UTC(2026, 10, 24, 12);
  const ours = await timed(bodies, (body) =>
    parseFeed(body, { sourceId: 'bench', url: 'https://feed.example/', contentType: null, now }),
  );
  const bare = await timed(feeds, (feed) => new RssParser().parseString(feed));
  const row = (what: string, seconds: number): Row => ({
    ...{ what, items: FEEDS * 100, seconds: round(seconds), 'feeds/s': Math.round(FEEDS / seconds) },
    ...{ 'MB/s': round(bodies.reduce((sum, { length }) => sum + length, 0) / 1e6 / seconds) },
    'against the bare parser': round(seconds / bare),
  });
  return [row('read by us', ours), row('read by rss-parser alone', bare)];
}

async function timed<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<number> {
  for (const one of list.slice(0, 10)) await work(one);
  const began = performance.now();
  for (const one of list) await work(one);
  return (performance.now() - began) / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
