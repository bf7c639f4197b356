/** How fast `POST /unsubscribe/TOKEN` answers at a steady rate while an edition is being sent. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { openSqlite } from '../../src/database/connect.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { unsubscribeToken } from '../../subscribers/tokens.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const SECRET = 'a secret for the benchmark of 32 characters or more';
const RATE = 500;
/** In the first second code is compiled and the sender starts: it is shown, but beside the rest. */
const COLD_SECONDS = 1;
const SECONDS = 10;
const ASKED = RATE * (COLD_SECONDS + SECONDS);
const READERS = 20_000;

export async function benchLeave(): Promise<Record<string, string | number>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-bench-'));
  const settings = {
    ...{ PATH: process.env['PATH'] ?? '', DATA_DIR: folder, SIGNING_SECRET: SECRET },
    ...{ PORT: '0', STUDIO_PORT: '0' },
  };
  const list = join(folder, 'list.csv');
  const rows = Array.from({ length: READERS }, (_, index) => `reader-${index}@readers.example`);
  await writeFile(list, `email\n${rows.join('\n')}\n`);
  await ended(run(['subscribers', 'import', list, '--consent', 'made up', '--yes'], settings));
  const server = run(['start', '--json'], settings);
  try {
    const said = listening(server);
    const url = await said.url;
    // The outbox's folder of the day stands as soon as the first mail has left.
    while (!existsSync(join(folder, 'outbox'))) await new Promise((resolve) => setTimeout(resolve, 50));
    const answers = await load(url);
    const during = said.isDone() ? 'a send, which ended early' : 'a send';
    const cold = RATE * COLD_SECONDS;
    const lost = countLost(folder, ASKED);
    return [
      { during: `the first second of ${during}`, ...figures(answers.slice(0, cold)), lost },
      { during, ...figures(answers.slice(cold)), lost },
    ];
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('close', resolve));
    await rm(folder, { recursive: true, force: true });
  }
}

type Answer = { readonly due: number; readonly took: number; readonly ok: boolean };

/** Asks at fixed times whatever the answers do; a late answer also delays nobody's start, so no wait is left out. */
async function load(url: string): Promise<readonly Answer[]> {
  const pool = new Pool(url, { connections: 64 });
  const keys = createKeyRing([SECRET]);
  const began = performance.now();
  const all = Array.from({ length: ASKED }, async (_, index): Promise<Answer> => {
    const due = began + (index * 1000) / RATE;
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, due - performance.now())));
    const path = `/unsubscribe/${unsubscribeToken(keys, index + 1)}`;
    const { statusCode, body } = await pool.request({
      ...{ path, method: 'POST', body: 'List-Unsubscribe=One-Click' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    await body.dump();
    return { due, took: performance.now() - due, ok: statusCode === 200 };
  });
  const answers = await Promise.all(all);
  await pool.close();
  return answers;
}

function figures(answers: readonly Answer[]): Record<string, number> {
  const times = answers.map(({ took }) => took).toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  const first = Math.min(...answers.map(({ due }) => due));
  const end = Math.max(...answers.map(({ due, took }) => due + took));
  return {
    'requests/s': Math.round((answers.length * 1000) / (end - first)),
    ...{ 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'max ms': at(0.9999) },
    refused: answers.filter(({ ok }) => !ok).length,
  };
}

function countLost(folder: string, asked: number): number {
  const database = openSqlite(join(folder, 'newsletter.sqlite'));
  const left = database.sqlite
    ?.prepare("select count(*) as n from subscriber where state = 'unsubscribed'")
    .get();
  void database.close();
  return asked - Number(left?.['n']);
}

function run(words: readonly string[], settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [MAIN, ...words], { env: settings, stdio: ['ignore', 'pipe', 'inherit'] });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`it ended with ${code ?? 'a signal'}`)),
    );
  });
}

/** The address it serves on, and when the edition has left. */
function listening(server: ChildProcess) {
  let said = '';
  let isDone = false;
  const until = (sign: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (chunk: Buffer | string) => {
        said += chunk.toString();
        const found = sign.exec(said);
        if (found !== null) resolve(found[1] ?? '');
      };
      server.stdout?.on('data', look);
      server.once('close', () => reject(new Error('the server ended')));
    });
  // Ended before it said so: then the figures are told without it.
  void until(/ readers \d+ submitted/).then(
    () => (isDone = true),
    () => undefined,
  );
  return { url: until(/"web":"([^"]+)"/), isDone: () => isDone };
}
