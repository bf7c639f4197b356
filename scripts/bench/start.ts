/** From `start` on an empty folder to the last sample mail in the outbox, in seconds. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const RUNS = 3;

export async function benchStart(): Promise<Record<string, string | number>[]> {
  const rows = [];
  for (let run = 1; run <= RUNS; run++)
    rows.push({ run, 'seconds to a submitted sample edition': await startOnce() });
  return rows;
}

async function startOnce(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-bench-'));
  const began = performance.now();
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: folder, PORT: '0', STUDIO_PORT: '0' };
  const child = spawn(process.execPath, [MAIN, 'start'], { env });
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('submitted')) resolve();
      });
      child.on('close', (code) => reject(new Error(`start ended with ${code ?? 'a signal'}`)));
    });
    return Math.round((performance.now() - began) / 100) / 10;
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    await rm(folder, { recursive: true, force: true });
  }
}
