import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { startProgram, runProgram } from '../support/program.ts';

const ROWS = 30_000;

it('an import that is killed and run again leaves the list as one run would have', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-killed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const list = join(folder, 'list.csv');
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `r${row}@example.org,${row % 9 ? 'active' : 'unsubscribed'}`,
  );
  await writeFile(list, ['email,status', ...rows].join('\n'));
  const words = ['subscribers', 'import', list, '--consent', 'yes', '--json'];
  const settings = { DATA_DIR: join(folder, 'data') };

  const first = startProgram(words, settings);
  const stored = await countWhen(join(folder, 'data/newsletter.sqlite'), (count) => count > 0);
  await first.stop('SIGKILL');
  expect(stored).toBeGreaterThan(0);

  const second = await runProgram(words, settings);
  const report = JSON.parse(second.stdout.trimEnd().split('\n').at(-1)!) as Record<string, number>;
  expect(second.code).toBe(0);
  expect(report).toMatchObject({ rows: ROWS, duplicate: 0, refused: 0, complete: true });
  expect(report['existing']! + report['imported']!).toBe(ROWS);
  expect(report['existing']).toBeGreaterThanOrEqual(stored);

  const { stdout } = await runProgram(['subscribers', 'export'], settings);
  const lines = stdout.trimEnd().split('\r\n').slice(1);
  const states = lines.map((line) => line.split(',')).map(([email, , state]) => `${email} ${state}`);
  const expected = rows.map((row) => row.replace(',active', ' confirmed').replace(',', ' '));
  expect(states.sort()).toEqual(expected.sort());
});

/** Looks at the list from outside until it is as wanted. */
async function countWhen(file: string, wanted: (count: number) => boolean): Promise<number> {
  for (;;) {
    const count = await countOf(file);
    if (wanted(count)) return count;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function countOf(file: string): Promise<number> {
  const database = openSqlite(file);
  try {
    const { count } = await database.query
      .selectFrom('subscriber')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  } catch {
    // The program has not made the table yet.
    return 0;
  } finally {
    await database.close();
  }
}
