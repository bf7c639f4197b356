/** How fast a CSV file becomes subscribers, and how much memory that takes: the real command on SQLite and Postgres, and the sqlite3 shell beside it. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabaseAt, startPostgres } from '../../tests/support/postgres.ts';
import { startChild } from './process.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const SECRET = 'a-secret-for-the-benchmark-of-imports';

type Row = Record<string, string | number>;

/** @param sizes rows of each file */
export async function benchImport(sizes: readonly number[]): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-bench-'));
  const postgres = await startPostgres();
  try {
    const rows: Row[] = [];
    for (const size of sizes) {
      const file = join(folder, `${size}.csv`);
      await writeList(file, size);
      rows.push(...shellRow(file, size, join(folder, `${size}.shell`)));
      const dataDir = join(folder, `${size}`);
      rows.push(await commandRow('SQLite', file, size, { DATA_DIR: dataDir }));
      const settings = { DATA_DIR: dataDir, SIGNING_SECRET: SECRET };
      rows.push(
        await commandRow('Postgres (fsync off)', file, size, {
          ...settings,
          DATABASE_URL: await createDatabaseAt(postgres.url),
        }),
      );
    }
    return rows;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

async function commandRow(
  engine: string,
  file: string,
  rows: number,
  settings: Record<string, string>,
): Promise<Row> {
  const words = [MAIN, 'subscribers', 'import', file, '--consent', 'Made up for the benchmark', '--json'];
  const { said, usage } = await startChild(words, settings).ended();
  const report = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as { imported: number; seconds: number };
  if (report.imported !== rows) throw new Error(`${report.imported} of ${rows} rows were imported`);
  return figures(`import, ${engine}`, rows, report.seconds, usage.peakRssMb);
}

/** Text into a table with a unique key, nothing checked: what the engine itself can do. Nothing where there is no shell. */
function shellRow(file: string, rows: number, database: string): Row[] {
  const began = performance.now();
  const { status } = spawnSync('sqlite3', [database], {
    input: `create table list (email text unique, name text, status text);\n.mode csv\n.import --skip 1 ${file} list\n`,
  });
  return status === 0
    ? [figures('sqlite3 .import, one unique key', rows, (performance.now() - began) / 1000, '')]
    : [];
}

function figures(what: string, rows: number, seconds: number, peakRssMb: number | string): Row {
  return {
    ...{ what, rows, seconds: Math.round(seconds * 10) / 10 },
    'rows/s': Math.round(rows / seconds),
    'peak RSS MB': peakRssMb,
  };
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
