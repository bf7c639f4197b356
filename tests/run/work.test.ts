/** Workers on Postgres: woken by a job, they share an edition among themselves and one pace for its provider. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, inject, it, onTestFinished } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { startStandIn, type StandIn } from '../../scripts/resend-stand-in/stand-in.ts';
import { createApp, type App } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { Database } from '../../src/database/connect.ts';
import { createSharedPacer } from '../../src/delivery/shared-pace.ts';
import { editionDate } from '../../src/model/date.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { pauseDay, resumeDay, statusOfDay } from '../../src/run/day.ts';
import { wakeWorkers } from '../../src/run/wake-workers.ts';
import { workOn } from '../../src/run/work.ts';
import settings from '../../newsletter.config.ts';
import { createDatabase, openDatabase } from '../support/databases.ts';
import { freePort } from '../support/program.ts';
import { addEdition, addReaders, DATE, prepare, SECRET } from '../delivery/newsroom.ts';

it(
  'two workers share an edition: each reader is mailed once, and both have helped',
  { timeout: 120_000 },
  async () => {
    const standIn = await startStandIn({ latencyMs: 30 });
    const url = await createDatabase();
    const apps = [await openApp(url, standIn.url), await openApp(url, standIn.url)];
    await letLeave(apps, 400);
    const workers = apps.map((app) => startWorker(app));
    await until(() => workers.every(({ said }) => /is completed/.test(said())));
    for (const worker of workers) await worker.stop();
    expect(mailed(standIn)).toEqual({ mails: 400, readers: 400 });
    const shares = workers.map(({ said }) => Number(/: (\d+) submitted/.exec(said())?.[1]));
    expect(shares.every((share) => share > 0)).toBe(true);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(400);
    await standIn.close();
  },
);

it(
  'a database that is away for a while ends no worker: each says so once, and goes on by itself',
  { timeout: 120_000 },
  async () => {
    const standIn = await startStandIn({ latencyMs: 30 });
    const url = await createDatabase();
    const apps = [await openApp(url, standIn.url), await openApp(url, standIn.url)];
    await letLeave(apps, 400);
    const workers = apps.map((app) => startWorker(app));
    await until(() => workers.every(({ said }) => /is leaving/.test(said())));
    const back = await takeAway(url);
    await until(() => workers.every(({ said }) => /Stopped for now/.test(said())));
    // They ask again each second, in vain.
    await systemClock.sleep(2500);
    for (const { said } of workers) expect(said().match(/Stopped for now|Going on/g)).toHaveLength(1);
    await back();
    await until(() => workers.some(({ said }) => /is completed/.test(said())));
    for (const worker of workers) await worker.stop();
    expect(mailed(standIn)).toEqual({ mails: 400, readers: 400 });
    await standIn.close();
  },
);

it('a resumed edition wakes the workers: nobody waits for their next look', { timeout: 60_000 }, async () => {
  const standIn = await startStandIn();
  const app = await openApp(await createDatabase(), standIn.url);
  await letLeave([app], 5);
  await pauseDay(app, editionDate(DATE), 'by hand');
  const looks: number[] = [];
  const lookingOnce = {
    ...systemClock,
    sleep: async (ms: number, signal?: AbortSignal) => {
      if (ms >= 10_000) looks.push(ms);
      await systemClock.sleep(ms >= 10_000 ? 3_600_000 : ms, signal);
    },
  };
  const worker = startWorker({ ...app, clock: lookingOnce });
  await until(() => looks.length > 0);
  await resumeDay(app, editionDate(DATE));
  await until(() => /is completed/.test(worker.said()));
  await worker.stop();
  expect(looks).toHaveLength(1);
  await standIn.close();
});

it(
  'an edition is resumed though the workers cannot be told, and that is said',
  { timeout: 60_000 },
  async () => {
    const standIn = await startStandIn();
    const app = await openApp(await createDatabase(), standIn.url);
    await letLeave([app], 5);
    await pauseDay(app, editionDate(DATE), 'by hand');
    const nobody = { ...app.config, databaseUrl: `postgres://nobody@127.0.0.1:${await freePort()}/none` };
    expect(await resumeDay({ ...app, config: nobody }, editionDate(DATE))).toEqual([
      expect.stringMatching(/^workers could not be woken/),
    ]);
    expect((await statusOfDay(app, editionDate(DATE))).edition).toMatchObject({ state: 'sending' });
    await standIn.close();
  },
);

it.each([
  ['their job cannot be stored', 'pgboss.job_common'],
  ['their queue cannot be made', 'pgboss.queue'],
])('nothing is left open where %s: the command must end', async (_, table) => {
  const standIn = await startStandIn();
  const app = await openApp(await createDatabase(), standIn.url);
  await letLeave([app], 5);
  expect(await wakeWorkers(app, editionDate(DATE))).toEqual([]);
  await sql`alter table ${sql.table(table)} rename to away`.execute(app.database.query);
  expect(await wakeWorkers(app, editionDate(DATE))).toHaveLength(1);
  const open = async () => {
    const { rows } = await sql`
      select pid from pg_stat_activity
      where datname = current_database() and application_name like 'pgboss%'`.execute(app.database.query);
    return rows;
  };
  // The server takes a moment to see that a connection was closed. One that is left open it sees for ten seconds.
  await expect.poll(open, { timeout: 5000 }).toEqual([]);
  await standIn.close();
});

it(
  'a worker with another transport ends and says how to mend it; the others send',
  { timeout: 60_000 },
  async () => {
    const standIn = await startStandIn();
    const url = await createDatabase();
    const wrong = await openApp(url, standIn.url, { TRANSPORT: 'outbox' });
    const right = await openApp(url, standIn.url);
    await letLeave([right], 5);
    const misled = startWorker(wrong);
    await expect(misled.end).rejects.toMatchObject({
      ...{ code: 'bad-environment', exitCode: 2 },
      message: expect.stringMatching(/prepared for resend, .* hand it to outbox/) as string,
      hint: expect.stringContaining('TRANSPORT=resend') as string,
    });
    expect(mailed(standIn)).toEqual({ mails: 0, readers: 0 });
    const worker = startWorker(right);
    await until(() => /is completed/.test(worker.said()));
    await worker.stop();
    expect(mailed(standIn)).toEqual({ mails: 5, readers: 5 });
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
  await one.learn({ 'ratelimit-limit': '4', 'ratelimit-policy': '4;w=2' });
  await Promise.all([one.take(signal), two.take(signal), one.take(signal)]);
  const places = slept.toSorted((a, b) => a - b).map((ms) => Math.round(ms / 500));
  expect(places).toEqual([1, 2, 3]);
});

it('nobody calls while the provider wants to be left alone, on any machine', async () => {
  const database = await openDatabase('postgres');
  const [one, two] = [
    createSharedPacer(database, systemClock, 'resend api.example'),
    createSharedPacer(database, systemClock, 'resend api.example'),
  ];
  await one.learn({ 'ratelimit-limit': '10', 'ratelimit-policy': '10;w=1' });
  await one.holdFor(3_600_000);
  await two.take(AbortSignal.timeout(300));
  expect(await secondsAhead(database)).toBeGreaterThan(3590);
});

it('who gives up waiting leaves no hole in the line: without rate headers a hundred callers would wait for ever', async () => {
  const database = await openDatabase('postgres');
  const pacer = createSharedPacer(database, systemClock, 'resend api.example');
  const { signal } = new AbortController();
  await pacer.take(signal);
  await Promise.all(Array.from({ length: 100 }, () => pacer.take(AbortSignal.timeout(200))));
  expect(await secondsAhead(database)).toBeLessThan(5);
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
  // What a sender held when its database went away is another's after the lease.
  const sending = { timeoutSeconds: 4, leaseSeconds: 5 };
  const app = await createApp(parseConfig({ ...settings, sending }, environment, 'newsletter.config.ts'));
  onTestFinished(() => app.close());
  return app;
}

/** Until when no place is free. */
async function secondsAhead({ query }: Database): Promise<number> {
  const { next_at: nextAt } = await query.selectFrom('pace').select('next_at').executeTakeFirstOrThrow();
  return (nextAt - Date.now()) / 1000;
}

/** An edition to so many readers, prepared; whoever helps may send it. */
async function letLeave([app]: readonly App[], readers: number): Promise<void> {
  if (app === undefined) throw new Error('no app was opened');
  const { database } = app;
  await addReaders(database, readers);
  const editionId = await addEdition(database);
  const json = JSON.stringify(sampleEdition);
  await database.query.updateTable('edition').set({ json }).execute();
  await prepare(database, editionId, 5);
}

function startWorker(app: App) {
  const stop = new AbortController();
  const lines: string[] = [];
  const end = workOn(app, { signal: stop.signal, report: (line) => lines.push(line) });
  return {
    end,
    said: () => lines.join('\n'),
    stop: async () => {
      stop.abort();
      await end;
    },
  };
}

function mailed(standIn: StandIn): { mails: number; readers: number } {
  const to = standIn.journal().flatMap((email) => email.to);
  return { mails: to.length, readers: new Set(to).size };
}

/** As a restart of the server does it: connections of the ledger and of the jobs are cut, and new ones are refused. */
async function takeAway(url: string): Promise<() => Promise<void>> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  const name = new URL(url).pathname.slice(1);
  await client.connect();
  await client.query(`alter database ${name} with allow_connections false`);
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  return async () => {
    await client.query(`alter database ${name} with allow_connections true`);
    await client.end();
  };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-work-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await systemClock.sleep(20);
}
