/** `rebuild`: an edition made again from its stored items, boards and essay, and compared with what was approved and frozen. */
import { rebuildDay } from '../run/rebuild-day.ts';
import type { Action, Register } from './session.ts';

export const registerRebuild: Register = (program, run) => {
  program
    .command('rebuild')
    .description('make an edition again from what is stored, and tell which part differs')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .action(run(rebuild));
};

const rebuild: Action<{ date?: string }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const rebuilt = await rebuildDay(await session.app(), date);
  output.data(rebuilt);
  const { release, parts } = rebuilt;
  const different = parts.filter(({ same }) => !same);
  if (release.then !== release.now)
    output.line(`Drafted under release ${release.then}; this is ${release.now}.`);
  output.table(
    ['part', ''],
    parts.map(({ name, same }) => [name, same ? 'the same' : 'DIFFERENT']),
  );
  output.line(
    different.length === 0
      ? `The edition of ${date}, rebuilt, is the same to the byte.`
      : `The edition of ${date}, rebuilt, differs in ${different.length} of ${parts.length} parts.`,
  );
  return different.length === 0 ? 0 : 1;
};
