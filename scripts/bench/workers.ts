/** Workers on Postgres, each a process: messages a second with one, two and four of them, to an open draining stand-in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../src/database/connect.ts';
import { createDatabaseAt, startPostgres } from '../../tests/support/postgres.ts';
import { bulkEdition } from './bulk-edition.ts';
import { bulkNewsroom } from './bulk-newsroom.ts';
import type { Child } from './process.ts';
import { startSink } from './send.ts';
import { startSender } from './sender.ts';

const READERS = 20_000;

type Work = { readonly seconds: number } & Readonly<Record<string, string | number>>;

export async function benchWorkers(): Promise<Record<string, string | number>[]> {
  const server = await startPostgres();
  const compiled = await bulkEdition();
  const rows = [];
  try {
    for (const count of [1, 2, 4]) {
      const url = await createDatabaseAt(server.url);
      const newsroom = await bulkNewsroom(compiled, { readers: READERS, where: url });
      const { seconds, ...limits } = await work(newsroom.database, url, count);
      await newsroom.close();
      const speed = Math.round(READERS / seconds);
      rows.push({ workers: count, messages: READERS, seconds, 'messages/s': speed, ...limits });
    }
  } finally {
    await server.stop();
  }
  return rows;
}

/** Seconds from the first settled batch to the last, and who had the processor meanwhile: what limits it. */
async function work({ query }: Database, url: string, count: number): Promise<Work> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inference-report-bench-'));
  const sink = await startSink();
  const environment = { DATABASE_URL: url, DATA_DIR: dataDir };
  const workers = Array.from({ length: count }, () => startSender(['worker'], sink.url, environment));
  const settled = async () =>
    await query.selectFrom('batch').select('id').where('state', '=', 'settled').limit(1).executeTakeFirst();
  const state = async () => (await query.selectFrom('edition').select('state').executeTakeFirst())?.state;
  while ((await settled()) === undefined) await sleep(10);
  const before = { machine: machineTimes(), workers: cpuOf(workers), sink: cpuOf([sink.child]) };
  const began = performance.now();
  while ((await state()) !== 'completed') await sleep(20);
  const seconds = Math.round((performance.now() - began) / 10) / 100;
  const machine = machineTimes();
  const total = machine.all - before.machine.all;
  // The shares of all cores; what is neither worker nor stand-in is the database, and this bench watching.
  const share = (time: number) => `${Math.round((time / total) * 100)} %`;
  const ofWorkers = cpuOf(workers) - before.workers;
  const ofSink = cpuOf([sink.child]) - before.sink;
  const busy = machine.busy - before.machine.busy;
  for (const worker of workers) await worker.stop();
  await sink.child.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return {
    ...{
      seconds,
      'cores busy': share(busy),
      'by workers': share(ofWorkers),
      'by the stand-in': share(ofSink),
    },
    'by database and rest': share(Math.max(0, busy - ofWorkers - ofSink)),
  };
}

/** Milliseconds of all cores together since the machine started. */
function machineTimes(): { all: number; busy: number } {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, { user, nice, sys, irq, idle }) => sum + user + nice + sys + irq + idle, 0);
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}

function cpuOf(children: readonly Child[]): number {
  return children.reduce((sum, child) => sum + child.usage().cpuSeconds * 1000, 0);
}
