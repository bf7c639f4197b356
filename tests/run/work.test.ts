/** Workers on Postgres: woken by a job, they share an edition among themselves and one pace for its provider. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { startStandIn } from '../../scripts/resend-stand-in/stand-in.ts';
import { createApp, type App } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createSharedPacer } from '../../src/delivery/shared-pace.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { workOn } from '../../src/run/work.ts';
import settings from '../../newsletter.config.ts';
import { createDatabase, openDatabase } from '../support/databases.ts';
import { addEdition, addReaders, prepare, SECRET } from '../delivery/newsroom.ts';

it(
  'two workers share an edition: each reader is mailed once, and both have helped',
  { timeout: 120_000 },
  async () => {
    const standIn = await startStandIn({ latencyMs: 30 });
    const url = await createDatabase();
    const apps = [await openApp(url, standIn.url), await openApp(url, standIn.url)];
    const [{ database } = { database: null }] = apps;
    if (database === null) throw new Error('no app was opened');
    await addReaders(database, 400);
    const editionId = await addEdition(database);
    await database.query
      .updateTable('edition')
      .set({ json: JSON.stringify(sampleEdition) })
      .execute();
    await prepare(database, editionId, 5);
    const stop = new AbortController();
    const said: string[][] = [[], []];
    const working = apps.map((app, index) =>
      workOn(app, { signal: stop.signal, report: (line) => said[index]?.push(line) }),
    );
    await until(() => said.every((lines) => lines.some((line) => /is completed/.test(line))));
    stop.abort();
    await Promise.all(working);
    const to = standIn.journal().flatMap((email) => email.to);
    expect([to.length, new Set(to).size]).toEqual([400, 400]);
    const shares = said.map((lines) => Number(/: (\d+) submitted/.exec(lines.join())?.[1]));
    expect(shares.every((share) => share > 0)).toBe(true);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(400);
    await standIn.close();
  },
);

it('a worker that comes too late pauses the run, and mails nobody', { timeout: 60_000 }, async () => {
  const standIn = await startStandIn();
  const app = await openApp(await createDatabase(), standIn.url, {
    ...{ NEWSROOM: 'live', PUBLIC_URL: 'https://work.example' },
  });
  await addReaders(app.database, 5);
  await prepare(app.database, await addEdition(app.database), 5);
  const json = JSON.stringify(sampleEdition);
  await app.database.query.updateTable('edition').set({ json, updated_at: 0 }).execute();
  const stop = new AbortController();
  const said: string[] = [];
  const working = workOn(app, { signal: stop.signal, report: (line) => said.push(line) });
  await until(() => said.some((line) => line.includes('PAUSED')));
  stop.abort();
  await working;
  expect(standIn.journal()).toEqual([]);
  const { state } = await app.database.query.selectFrom('edition').select('state').executeTakeFirstOrThrow();
  expect(state).toBe('paused');
  await standIn.close();
});

it('senders on one database take their places in one line', async () => {
  const database = await openDatabase('postgres');
  const slept: number[] = [];
  const clock = { ...systemClock, sleep: async (ms: number) => void slept.push(ms) };
  const [one, two] = [
    createSharedPacer(database, clock, 'resend api.example'),
    createSharedPacer(database, clock, 'resend api.example'),
  ];
  const { signal } = new AbortController();
  await one.learn({ 'ratelimit-limit': '1', 'ratelimit-policy': '1;w=60' });
  await Promise.all([one.take(signal), two.take(signal), one.take(signal)]);
  const minutes = slept.toSorted((a, b) => a - b).map((ms) => Math.round(ms / 60_000));
  expect(minutes).toEqual([1, 2, 3]);
  await two.holdFor(3_600_000);
  await one.take(signal);
  expect(slept.at(-1)).toBeGreaterThan(3_590_000);
});

it('a worker without Postgres says what it needs', async () => {
  const dataDir = await temporaryFolder();
  const app = await createApp(parseConfig(settings, { DATA_DIR: dataDir }, 'newsletter.config.ts'));
  onTestFinished(() => app.close());
  const work = workOn(app, { signal: new AbortController().signal, report: () => undefined });
  await expect(work).rejects.toThrow(/DATABASE_URL/);
});

async function openApp(url: string, standIn: string, changes: Record<string, string> = {}): Promise<App> {
  const environment = {
    ...{ DATABASE_URL: url, DATA_DIR: await temporaryFolder(), SIGNING_SECRET: SECRET },
    ...{ TRANSPORT: 'resend', RESEND_API_KEY: 're_test', RESEND_BASE_URL: standIn },
    ...changes,
  };
  const app = await createApp(parseConfig(settings, environment, 'newsletter.config.ts'));
  onTestFinished(() => app.close());
  return app;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-work-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await systemClock.sleep(20);
}
