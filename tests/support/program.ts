/** The real program as a child process: one command to its end, or one that stays up until it is stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'src/main.ts');

export type Ended = { code: number | null; stdout: string; stderr: string };
export type Running = {
  /** Resolves when standard output holds the text; rejects with everything said when the program ends first. */
  says(text: string): Promise<void>;
  output(): string;
  stop(signal: NodeJS.Signals): Promise<Ended>;
};

/** Runs `inference-report WORDS` with only the given settings in its environment. */
export function runProgram(words: readonly string[], settings: Record<string, string>): Promise<Ended> {
  return ended(launch(words, settings));
}

export function startProgram(words: readonly string[], settings: Record<string, string>): Running {
  const child = launch(words, settings);
  const end = ended(child);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return {
    output: () => said,
    stop: (signal) => {
      child.kill(signal);
      return end;
    },
    says: (text) =>
      new Promise((done, fail) => {
        const look = () => {
          if (said.includes(text)) done();
        };
        child.stdout?.on('data', look);
        look();
        void end.then(({ code, stdout, stderr }) =>
          fail(new Error(`ended with ${code} before saying "${text}":\n${stdout}\n${stderr}`)),
        );
      }),
  };
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

function launch(words: readonly string[], settings: Record<string, string>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  // Not through the launcher: a signal must reach the program itself.
  return spawn(process.execPath, [MAIN, ...words], { cwd: ROOT, env: { PATH, HOME, ...settings } });
}

function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, stdout, stderr })));
}
