/** `approve`: an editor's yes to exactly the edition that was checked. */
import { userInfo } from 'node:os';
import { approveDay } from '../run/day.ts';
import type { Action, Register } from './session.ts';

export const registerApprove: Register = (program, run) => {
  program
    .command('approve')
    .description('approve the edition of a day for sending, as it was checked')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .option('--hash <hash>', 'only if it is still this one, as check printed it; 8 characters or more')
    .action(run(approve));
};

const approve: Action<{ date?: string; hash?: string }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const { hash } = await approveDay(await session.app(), date, userInfo().username, options.hash);
  output.data({ date, hash, state: 'approved' });
  output.line(`The edition of ${date} is approved (${hash.slice(0, 12)}).`);
  return 0;
};
