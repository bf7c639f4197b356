/**
 * `npm run fuzz [-- COUNT [FIRST]]`: damaged feeds by the hundred thousand; none may crash, hang, outgrow its memory or
 * leave markup or control characters in a text. Every mutant has a number: `npm run fuzz -- 1 NUMBER` reads it again.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Share, Told } from './worker.ts';

const MEMORY_MB = 256;
/** No hundred mutants take this long, or one of them hangs. */
const HANG_MS = 60_000;
const SHOWN = 10;

const count = Number(process.argv[2] ?? 100_000);
const start = Number(process.argv[3] ?? 0);
const threads = Math.min(availableParallelism(), count);
const corpus = process.env['CORPUS_DIR'] ?? null;
const began = performance.now();
let wrong = 0;
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 200);
const ends = await Promise.all(
  Array.from({ length: threads }, (_, thread) =>
    run({ corpus, first: start + thread, last: start + count, step: threads }),
  ),
);
clearInterval(watch);

const seconds = (performance.now() - began) / 1000;
const sum = (of: (end: Extract<Told, { kind: 'done' }>) => number) =>
  ends.reduce((total, end) => total + of(end), 0);
const outcomes = [...new Set(ends.flatMap((end) => Object.keys(end.outcomes)))].map(
  (name) => [name, sum((end) => end.outcomes[name] ?? 0)] as const,
);
const [slowest, which] = ends.map((end) => end.slowest).toSorted(([a], [b]) => b - a)[0] ?? [0, 0];
const read = sum((end) => end.read);
console.table(Object.fromEntries(outcomes.toSorted(([, a], [, b]) => b - a)));
console.log(
  `${read} inputs (${(sum((end) => end.bytes) / 1e6).toFixed(0)} MB) in ${seconds.toFixed(1)} s: ` +
    `${(read / seconds).toFixed(0)}/s in ${threads} threads; slowest ${slowest.toFixed(0)} ms (number ${which}); ` +
    `peak memory ${(peak / 2 ** 20).toFixed(0)} MB; ${wrong} wrong`,
);
process.exitCode = wrong > 0 ? 1 : 0;

function run(share: Share): Promise<Extract<Told, { kind: 'done' }>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: share,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve, reject) => {
    let number = share.first;
    const hang = setTimeout(() => {
      reject(new Error(`hangs between number ${number} and ${number + 100 * share.step}`));
      void worker.terminate();
    }, HANG_MS);
    worker.on('message', (told: Told) => {
      hang.refresh();
      if (told.kind === 'starting') number = told.number;
      else if (told.kind === 'wrong') report(told);
      else {
        clearTimeout(hang);
        resolve(told);
      }
    });
    worker.on('error', (error) => {
      clearTimeout(hang);
      reject(
        new Error(`stopped between number ${number} and ${number + 100 * share.step}`, { cause: error }),
      );
    });
  });
}

function report({ number, name, faults }: Extract<Told, { kind: 'wrong' }>): void {
  wrong++;
  if (wrong <= SHOWN) console.error(`number ${number} (from ${name}): ${faults.join('; ')}`);
}
