/** The kill proof in small: `npm run proof -- --seeds N` runs as many seeds as one likes. */
import { expect, it } from 'vitest';
import { reportOf } from '../../../scripts/proof/report.ts';
import { prove } from '../../../scripts/proof/run.ts';
import { createDatabase } from '../../support/databases.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it.each([
  ['60 seeds on SQLite', 60, null],
  ['20 seeds on Postgres, with cut connections', 20, createDatabase],
] as const)(
  'senders killed at any step, racing, under faults: nobody is mailed twice, nobody is lost; %s',
  async (_, count, make) => {
    const started = Date.now();
    const outcomes = await prove({ seeds: seeds(count), createDatabase: make, atOnce: 6 });
    const report = reportOf(outcomes, Date.now() - started);
    console.log(JSON.stringify(report));
    expect(
      outcomes.flatMap(({ seed, violations }) => violations.map((line) => `seed ${seed}: ${line}`)),
    ).toEqual([]);
    // A proof in which nothing happens proves nothing.
    expect(report.kills).toBeGreaterThan(count);
    expect(report.faults).toBeGreaterThan(count);
    expect(report.skipped).toBeGreaterThan(0);
    expect(report.submitted).toBeGreaterThan(report.pairs / 2);
  },
  600_000,
);
