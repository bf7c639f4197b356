/** `sources inspect`: one answer per input in the order given, whatever the inputs are. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommandLine } from '../../src/commands/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  await writeFile(
    join(folder, 'good.xml'),
    '<rss version="2.0"><channel><title>Good</title><item><title>One</title><link>https://lab.example/1</link></item></channel></rss>',
  );
  await writeFile(join(folder, 'page.xml'), '<!doctype html><p>Hello');
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; out: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const environment = { DATA_DIR: join(folder, 'data') };
  const code = await runCommandLine(words, {
    stdout,
    stderr,
    environment,
    signal: new AbortController().signal,
  });
  return { code, out: String((stdout.read() as Buffer | null) ?? '') };
}

it('prints one line of JSON per input, in order, and ends with 1 because some failed', async () => {
  const names = [join(folder, 'page.xml'), join(folder, 'good.xml'), join(folder, 'missing.xml'), folder];
  const { code, out } = await run('sources', 'inspect', '--json', ...names, 'http://127.0.0.1:9/feed');
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { source: string; failure: { kind: string } | null });
  expect(lines.map(({ source }) => source)).toEqual([...names, 'http://127.0.0.1:9/feed']);
  expect(lines.map(({ failure }) => failure?.kind ?? null)).toEqual([
    'not-a-feed',
    null,
    'unreadable-file',
    'unreadable-file',
    'forbidden-address',
  ]);
  expect(code).toBe(1);
});

it('ends with 0 when every input is a feed, and tells a person what is in it', async () => {
  const { code, out } = await run('sources', 'inspect', join(folder, 'good.xml'));
  expect(code).toBe(0);
  expect(out).toContain('Good, 1 item');
  expect(out).toContain('https://lab.example/1');
});
