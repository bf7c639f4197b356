/** One thread of the fuzz run: reads its share of the mutants, and tells of every hundredth and of each that is wrong. */
import { parentPort, workerData } from 'node:worker_threads';
import { inspectFeed } from '../../sources/inspect.ts';
import { faultsOf } from './judge.ts';
import { mutant } from './mutate.ts';
import { fuzzSeeds } from './seeds.ts';

export type Share = { corpus: string | null; first: number; last: number; step: number };
export type Told =
  | { kind: 'starting'; number: number }
  | { kind: 'wrong'; number: number; name: string; faults: string[] }
  | {
      kind: 'done';
      read: number;
      bytes: number;
      outcomes: Record<string, number>;
      slowest: [ms: number, number: number];
    };

const NOW = Date.parse('2026-11-24T12:00:00Z');
const { corpus, first, last, step } = workerData as Share;
const tell = (told: Told) => parentPort?.postMessage(told);
const seeds = fuzzSeeds(corpus);
const outcomes: Record<string, number> = {};
let slowest: [number, number] = [0, first];
let bytes = 0;
let read = 0;
for (let number = first; number < last; number += step) {
  if (read % 100 === 0) tell({ kind: 'starting', number });
  const { name, body, contentType } = mutant(seeds, number);
  const began = performance.now();
  const answer = await inspectFeed({ source: name, body, url: 'https://lab.example/feed', contentType }, NOW);
  const ms = performance.now() - began;
  if (ms > slowest[0]) slowest = [ms, number];
  const faults = faultsOf(answer);
  if (faults.length > 0) tell({ kind: 'wrong', number, name, faults: faults.slice(0, 3) });
  const outcome = answer.failure?.kind ?? 'items';
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  bytes += body.length;
  read++;
}
tell({ kind: 'done', read, bytes, outcomes, slowest });
