/** A command line inside the test's own process: what it said, and the code it would exit with. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '../../src/commands/index.ts';
import type { Ended } from './program.ts';

/** @param settings the whole environment of the command */
export async function runInProcess(
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ended> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  const signal = new AbortController().signal;
  const code = await runCommandLine(words, { stdout, stderr, environment: settings, signal });
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { code, stdout: out, stderr: err };
}
