/** The test command itself: a failing test must fail it. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

it.each([
  ['passes', 0],
  ['fails', 1],
])('a run whose only test %s ends with %i', async (kind, expected) => {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-exit-'));
  await mkdir(join(folder, 'tests'));
  await writeFile(
    join(folder, 'tests/one.test.ts'),
    `it('${kind}', () => expect('${kind}').toBe('passes'));`,
  );
  const words = ['node_modules/vitest/vitest.mjs', 'run', '--globals', '--dir', folder];
  const code = await new Promise((done) => {
    execFile(process.execPath, words, { cwd: ROOT }, (error) => done(error === null ? 0 : error.code));
  });
  await rm(folder, { recursive: true });
  expect(code).toBe(expected);
});
