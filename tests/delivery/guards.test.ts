/** The mutation proof: with all its guards the engine passes every schedule; without any one of them, that guard's schedule catches it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/proof/bundle.ts';
import { GUARDS, type GuardName } from '../../scripts/proof/guards.ts';
import { createDatabase } from '../support/databases.ts';
import type * as Schedules from './guard-schedules.ts';

const GUARD_NAMES = Object.keys(GUARDS) as GuardName[];

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'inference-report-guards-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The engine and its schedules in one file, without one guard if asked. */
async function load(without: GuardName | null): Promise<typeof Schedules> {
  // In a folder of this name it is loaded by Node itself, not rewritten by the test runner first.
  const file = join(folder, 'node_modules', `${without?.replaceAll(' ', '-') ?? 'whole'}.mjs`);
  await bundle('tests/delivery/guard-schedules.ts', file, without);
  return (await import(pathToFileURL(file).href)) as typeof Schedules;
}

const ENGINES = [
  ['SQLite', async () => null],
  ['Postgres', createDatabase],
] as const;

it('with every guard, every schedule ends as promised', async () => {
  const { SCHEDULES } = await load(null);
  for (const [engine, make] of ENGINES)
    for (const name of GUARD_NAMES)
      expect(await SCHEDULES[name](await make()), `${name}, ${engine}`).toEqual([]);
}, 300_000);

describe.each(GUARD_NAMES)('without the guard "%s"', (name) => {
  it('its schedule breaks the promise, on both engines', async () => {
    const { SCHEDULES } = await load(name);
    for (const [engine, make] of ENGINES) {
      const found = await SCHEDULES[name](await make());
      console.log(`${engine}, without ${name}: ${found.join('; ')}`);
      expect(found, engine).not.toEqual([]);
    }
  });
});

it('a guard whose code has moved is told, not skipped', async () => {
  const moved = { file: 'src/delivery/send.ts', guard: 'no such code', without: '' };
  await expect(bundle('tests/delivery/guard-schedules.ts', join(folder, 'x.mjs'), [moved])).rejects.toThrow(
    /no longer holds: no such code/,
  );
});
