/** The command line inside the test's own process: the same words and answers as in a terminal, without a new Node. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '../../src/commands/index.ts';
import type { Environment } from '../../src/config.ts';
import type { Ended } from './program.ts';

/** @param environment all that the program sees of its environment */
export async function runWords(words: readonly string[], environment: Environment): Promise<Ended> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const { signal } = new AbortController();
  const code = await runCommandLine(words, { stdout, stderr, environment, signal });
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { code, stdout: out, stderr: err };
}

/** The JSON lines of an answer. */
export function linesOf({ stdout }: Ended): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
