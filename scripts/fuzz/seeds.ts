/** What mutants are made from: the project's own hostile feeds, and the feeds of CORPUS_DIR where there is one. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seed } from './mutate.ts';

/** Longer feeds lose items from their middle: ten break as well as a hundred, ten times as fast. */
const MAX_SEED = 24_000;

/** @param corpus folder of real feeds; null without one */
export function fuzzSeeds(corpus: string | null): Seed[] {
  const own = join(import.meta.dirname, '../../tests/fixtures');
  return [
    ...read(own, '{feeds,papers}/*.{feed,xml}'),
    ...(corpus === null ? [] : read(corpus, '{arxiv,labs,wire,quirks}/*')),
  ];
}

function read(folder: string, pattern: string): Seed[] {
  const files = globSync(pattern, { cwd: folder }).toSorted();
  return files.map((name) => ({ name, body: shortened(readFileSync(join(folder, name))) }));
}

function shortened(body: Buffer): Uint8Array {
  const end = ['</item>', '</entry>'].find((tag) => body.includes(tag));
  if (body.length <= MAX_SEED || end === undefined) return body.subarray(0, MAX_SEED);
  const head = body.subarray(0, body.lastIndexOf(end, MAX_SEED - end.length));
  return Buffer.concat([head, body.subarray(body.lastIndexOf(end))]);
}
