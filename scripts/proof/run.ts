/** Many seeds, several at a time, and what they came to. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { bundle } from './bundle.ts';
import type { GuardName } from './guards.ts';
import { planOf } from './plan.ts';
import { runSeed, type Outcome } from './world.ts';

export type ProofOptions = {
  readonly seeds: readonly number[];
  /** Makes an empty Postgres database; null: SQLite. */
  readonly createDatabase: (() => Promise<string>) | null;
  readonly atOnce: number;
  readonly without?: GuardName | null;
  readonly onOutcome?: (outcome: Outcome) => void;
};

export async function prove(options: ProofOptions): Promise<Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-proof-'));
  const sender = join(folder, 'sender.mjs');
  try {
    await bundle('scripts/proof/sender.ts', sender, options.without ?? null);
    const limit = pLimit(options.atOnce);
    return await Promise.all(
      options.seeds.map((seed) =>
        limit(async () => {
          const url = options.createDatabase === null ? null : await options.createDatabase();
          const outcome = await runSeed(planOf(seed), sender, url);
          options.onOutcome?.(outcome);
          return outcome;
        }),
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
