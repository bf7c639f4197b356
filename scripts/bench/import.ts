/** How fast a CSV file becomes subscribers on SQLite, and how much memory that takes. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { createSubscribers } from '../../subscribers/index.ts';

export type ImportFigures = { rows: number; seconds: number; rowsPerSecond: number; peakRssMb: number };

/** Imports `rows` made-up subscribers into a new SQLite file. Peak memory is of the whole process, sampled. */
export async function benchImport(rows: number): Promise<ImportFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-bench-'));
  const file = join(folder, 'list.csv');
  await writeList(file, rows);
  const database = openSqlite(join(folder, 'bench.sqlite'));
  try {
    await migrate(database);
    const keys = createKeyRing(['a secret for the benchmark, 32 characters or more']);
    const subscribers = createSubscribers({ database, keys, clock: systemClock });
    let peak = 0;
    const onProgress = () => (peak = Math.max(peak, process.memoryUsage.rss()));
    const started = performance.now();
    const report = await subscribers.importCsv({ file, consent: 'Made up for the benchmark', onProgress });
    const seconds = (performance.now() - started) / 1000;
    onProgress();
    if (report.imported !== rows) throw new Error(`${report.imported} of ${rows} rows were imported`);
    return {
      rows,
      seconds,
      rowsPerSecond: Math.round(rows / seconds),
      peakRssMb: Math.round(peak / 2 ** 20),
    };
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
}

/** Keys in no order, as on a real list: sorted ones would flatter the index. */
async function writeList(file: string, rows: number): Promise<void> {
  const stream = createWriteStream(file);
  stream.write('Email Address,Name,Status\r\n');
  for (let row = 0; row < rows; row += 1) {
    const mixed = Math.imul(row, 2_654_435_761) >>> 0;
    const line = `reader.${mixed.toString(36)}@mail${mixed % 97}.example.org,"Reader, No. ${row}",subscribed\r\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
