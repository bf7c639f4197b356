/** `npm run month [SEED...]`: lives through the simulated month and says what went wrong; 1 when anything did. */
import { judgeMonth } from './judge.ts';
import { liveThroughMonth, TIMEOUT_MS, type Day } from './run.ts';
import { dateOf } from './world.ts';

/** What sixty good answers may take beside the slowest bad one, on a machine that does nothing else. */
const ALLOWANCE_MS = 3_000;

const seeds = process.argv.slice(2);
for (const seed of seeds.length > 0 ? seeds : ['november']) {
  console.log(`Seed "${seed}"`);
  const month = await liveThroughMonth(seed, say);
  const slow = month.days.filter(({ wallMs }) => wallMs > TIMEOUT_MS + ALLOWANCE_MS);
  const problems = [
    ...judgeMonth(month),
    ...slow.map(({ day, wallMs }) => `day ${day}: collecting took ${Math.round(wallMs)} ms`),
  ];
  const longest = Math.max(...month.days.map(({ wallMs }) => wallMs));
  console.log(
    `${month.days.length} editions from ${month.health.length} sources; the longest collection took ` +
      `${Math.round(longest)} ms, and a source may take ${TIMEOUT_MS} ms.`,
  );
  for (const problem of problems) console.log(`- ${problem}`);
  console.log(problems.length === 0 ? 'Nothing was wrong.' : `${problems.length} things were wrong.`);
  if (problems.length > 0) process.exitCode = 1;
}

function say({ day, edition, outcomes, wallMs }: Day): void {
  const counts = edition.sections.map((section) => {
    const count =
      'entries' in section ? section.entries.length : 'tables' in section ? section.tables.length : 0;
    return `${section.id} ${count}`;
  });
  const failed = outcomes.filter(({ failure }) => failure !== null).map(({ sourceId }) => sourceId);
  const missing = failed.length === 0 ? 'all answered' : `without ${failed.join(', ')}`;
  console.log(`${dateOf(day)}  ${Math.round(wallMs)} ms  ${counts.join(', ')}; ${missing}`);
}
