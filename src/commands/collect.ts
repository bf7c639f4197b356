/** `collect`: asks every source, stores what they answer, and says who did not. */
import { collectDay } from '../run/day.ts';
import { withBar } from './bar.ts';
import type { Action, Register } from './session.ts';

export const registerCollect: Register = (program, run) => {
  program
    .command('collect')
    .description('ask every source and store what it answers')
    .option('--date <YYYY-MM-DD>', 'the edition it is for; today by default')
    .action(run(collect));
};

const collect: Action<{ date?: string }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const app = await session.app();
  const { sources, items } = await withBar(output, 'Collecting', (to) => collectDay(app, date, to));
  for (const source of sources) output.data({ date, ...source });
  output.table(
    ['source', 'items', 'new', 'remark'],
    sources.map(({ name, items: count, newItems, failure, unchanged, warnings }) => [
      name,
      String(count),
      String(newItems),
      failure?.message ?? (unchanged ? 'unchanged' : warnings.join('; ')),
    ]),
  );
  output.line(`${date}: ${items} items from ${sources.length} sources.`);
  return sources.some((source) => source.failure !== null) ? 1 : 0;
};
