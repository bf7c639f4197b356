/** `suppressions`: addresses that must not be mailed, whoever asks for it. */
import { addressOf } from './arguments.ts';
import type { Action, Register } from './session.ts';

export const registerSuppressions: Register = (program, run) => {
  const suppressions = program.command('suppressions').description('addresses that must never be mailed');
  suppressions
    .command('list')
    .description('what is suppressed and why; addresses are kept as hashes')
    .action(run(list));
  suppressions
    .command('add <address>')
    .description('never mail this address')
    .option('--note <text>', 'why')
    .action(run(add));
  suppressions.command('lift <address>').description('allow mail to this address again').action(run(lift));
};

const list: Action<object> = async ({ output, ...session }) => {
  const app = await session.app();
  const rows: string[][] = [];
  for await (const page of app.subscribers.suppressionPages())
    for (const one of page) {
      output.data(one);
      rows.push([
        one.addressHash.slice(0, 12),
        one.reason,
        new Date(one.createdAt).toISOString().slice(0, 10),
        one.note ?? '',
      ]);
    }
  output.table(['address hash', 'reason', 'since', 'note'], rows);
  output.line(`${rows.length} suppressed.`);
  return 0;
};

const add: Action<{ note?: string }> = async ({ output, ...session }, options, address) => {
  const { email, key } = addressOf(address);
  const app = await session.app();
  await app.subscribers.suppress(key, 'manual', options.note ?? null);
  output.data({ suppressed: true });
  output.line(`${email} will not be mailed any more.`);
  return 0;
};

const lift: Action<object> = async ({ output, ...session }, _options, address) => {
  const { email, key } = addressOf(address);
  const app = await session.app();
  const lifted = (await app.subscribers.lift(key)) === 'lifted';
  output.data({ lifted });
  output.line(
    lifted ? `${email} may be mailed again, if it is on the list.` : `${email} was not suppressed.`,
  );
  return lifted ? 0 : 1;
};
