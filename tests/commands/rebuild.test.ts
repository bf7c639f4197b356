/** `rebuild` on the sample newsroom: after a restart, and after what the mail was made of has changed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { linesOf, runWords } from '../support/command-line.ts';

const DAY = ['--date', '2026-11-24'];

let data: string;
const run = (...words: string[]) => runWords([...words, ...DAY], { DATA_DIR: data });

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'inference-report-rebuild-'));
  for (const words of [['collect'], ['draft'], ['approve', '--yes'], ['send']])
    expect(await run(...words)).toMatchObject({ code: 0 });
});
afterAll(() => rm(data, { recursive: true, force: true }));

it('each command is a start of its own, and the edition and its frozen mails come out the same to the byte', async () => {
  const { code, stdout } = await run('rebuild');
  expect(stdout).toContain('is the same to the byte');
  expect(stdout).toMatch(/html of essay\+labs\+wire\+papers\+benchmarks +the same/);
  expect(code).toBe(0);
});

it('says which part differs, and under which release it was made', async () => {
  const database = openSqlite(join(data, 'newsletter.sqlite'));
  const row = await database.query.selectFrom('edition_input').selectAll().executeTakeFirstOrThrow();
  const json = row.json.replace('"rows":5', '"rows":4');
  await database.query.updateTable('edition_input').set({ json }).execute();
  await database.query.updateTable('edition').set({ release: '0.0.1' }).execute();
  await database.close();
  const { code, stdout } = await run('rebuild');
  expect(code).toBe(1);
  expect(stdout).toContain('Drafted under release 0.0.1');
  expect(stdout).toMatch(/benchmarks +DIFFERENT/);
  expect(stdout).toMatch(/labs +the same/);
  expect(stdout).toMatch(/text of .* +DIFFERENT/);
  const [answer] = linesOf(await run('rebuild', '--json'));
  expect(answer).toMatchObject({ release: { then: '0.0.1' } });
});
