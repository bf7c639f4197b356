/** Workers on Postgres, each a process: messages a second with one, two and four of them, to an open draining stand-in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SENDER_FLAGS } from '../../src/commands/sender-flags.ts';
import type { Database } from '../../src/database/connect.ts';
import { createDatabaseAt, startPostgres } from '../../tests/support/postgres.ts';
import { bulkEdition } from './bulk-edition.ts';
import { bulkNewsroom, SECRET } from './bulk-newsroom.ts';
import { startChild } from './process.ts';
import { startSink } from './send.ts';

const ROOT = join(import.meta.dirname, '../..');
const READERS = 20_000;

export async function benchWorkers(): Promise<Record<string, string | number>[]> {
  const server = await startPostgres();
  const compiled = await bulkEdition();
  const rows = [];
  try {
    for (const count of [1, 2, 4]) {
      const url = await createDatabaseAt(server.url);
      const newsroom = await bulkNewsroom(compiled, { readers: READERS, where: url });
      const seconds = await work(newsroom.database, url, count);
      await newsroom.close();
      rows.push({ workers: count, messages: READERS, seconds, 'messages/s': Math.round(READERS / seconds) });
    }
  } finally {
    await server.stop();
  }
  return rows;
}

/** @returns seconds from the first settled batch to the last */
async function work({ query }: Database, url: string, count: number): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inference-report-bench-'));
  const sink = await startSink();
  const environment = {
    ...{ DATABASE_URL: url, DATA_DIR: dataDir, TRANSPORT: 'resend', RESEND_API_KEY: 're_bench' },
    ...{ RESEND_BASE_URL: sink.url, SIGNING_SECRET: SECRET },
  };
  const workers = Array.from({ length: count }, () =>
    startChild([...SENDER_FLAGS, join(ROOT, 'src/main.ts'), 'worker'], environment),
  );
  const settled = async () =>
    await query.selectFrom('batch').select('id').where('state', '=', 'settled').limit(1).executeTakeFirst();
  const state = async () => (await query.selectFrom('edition').select('state').executeTakeFirst())?.state;
  while ((await settled()) === undefined) await sleep(10);
  const began = performance.now();
  while ((await state()) !== 'completed') await sleep(20);
  const seconds = Math.round((performance.now() - began) / 10) / 100;
  for (const worker of workers) await worker.stop();
  await sink.child.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return seconds;
}
