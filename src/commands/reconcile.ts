/** `reconcile`: asks the provider what became of the messages whose outcome is unknown; mails nobody. */
import { reconcileDay } from '../run/reconcile-day.ts';
import type { Action, Register } from './session.ts';

export const registerReconcile: Register = (program, run) => {
  program
    .command('reconcile')
    .description('settle what is uncertain from the records of the provider; mails nobody')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .action(run(reconcile));
};

const reconcile: Action<{ date?: string }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const found = await reconcileDay(await session.app(), date);
  output.data({ date, ...found });
  output.line(`${found.looked} mails of the provider were looked at.`);
  output.line(
    `${found.settled} deliveries were uncertain and are settled; ${found.learnt} outcomes were learnt.`,
  );
  if (found.uncertain > 0)
    output.warn(
      `${found.uncertain} stay uncertain: the provider has no record of them. They are not sent again.`,
    );
  return found.uncertain > 0 ? 1 : 0;
};
