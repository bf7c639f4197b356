/** `check`: runs every check over the edition of a day, as it would leave. */
import { checkDay } from '../run/day.ts';
import { printFindings } from './findings.ts';
import type { Action, Register } from './session.ts';

export const registerCheck: Register = (program, run) => {
  program
    .command('check')
    .description('run the checks over the edition of a day')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .action(run(check));
};

const check: Action<{ date?: string }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const { hash, checkedAt, findings, skipped } = await checkDay(await session.app(), date);
  output.data({ date, hash, checkedAt, findings, skipped });
  const code = printFindings(output, findings);
  for (const { check: name, reason } of skipped) output.line(`skipped ${name}: ${reason}`);
  output.line(`Checked: the edition of ${date}, ${hash.slice(0, 12)}.`);
  return code;
};
