/** `npm run proof -- --seeds N`: kills senders at every step and at random moments, and counts who was mailed twice or not at all. */
import { parseArgs } from 'node:util';
import { GUARDS, type GuardName } from './guards.ts';
import { createDatabaseAt, startPostgres } from '../../tests/support/postgres.ts';
import { proveLeaving } from './leavers.ts';
import { prove } from './run.ts';
import { reportOf } from './report.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    /** Seeds at a time. */
    'at-once': { type: 'string', default: '4' },
    /** On a Postgres server that is started for it, instead of SQLite files. */
    postgres: { type: 'boolean', default: false },
    /** Instead: so many readers leave at random moments of one send to `--readers`. */
    leavers: { type: 'string' },
    readers: { type: 'string', default: '100000' },
    /** Leaves one guard of the engine out, to see the proof fail. */
    without: { type: 'string' },
  },
});
if (values.leavers !== undefined) {
  const found = await proveLeaving(Number(values.readers), Number(values.leavers), Number(values.from));
  console.log(JSON.stringify(found, null, 2));
  process.exit(found.mailedAllTheSame.length + found.unnamed.length === 0 ? 0 : 1);
}
const without = (values.without ?? null) as GuardName | null;
if (without !== null && !(without in GUARDS)) {
  console.error(`There is no guard "${without}". There are: ${Object.keys(GUARDS).join(', ')}.`);
  process.exit(2);
}
const server = values.postgres ? await startPostgres() : null;
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.from) + index);
const started = Date.now();
const outcomes = await prove({
  ...{ seeds, without, atOnce: Number(values['at-once']) },
  createDatabase: server === null ? null : () => createDatabaseAt(server.url),
  onOutcome: ({ seed, violations }) => violations.forEach((line) => console.log(`seed ${seed}: ${line}`)),
});
await server?.stop();
const report = reportOf(outcomes, Date.now() - started);
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.violations === 0 ? 0 : 1;
