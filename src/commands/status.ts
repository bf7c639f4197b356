/** `status`: where the edition of a day stands, what the ledger holds, and, with --audit, whether its law is kept. */
import { statusOfDay } from '../run/day.ts';
import { DELIVERY_STATES } from '../model/delivery.ts';
import type { Action, Register } from './session.ts';

export const registerStatus: Register = (program, run) => {
  program
    .command('status')
    .description('where the edition of a day stands, and the totals of its deliveries')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .option('--audit', 'check that no delivery is lost or counted twice')
    .action(run(status));
};

const status: Action<{ date?: string; audit?: boolean }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const app = await session.app();
  const { edition, count, problems, subscribers } = await statusOfDay(app, date);
  const audited = options.audit === true ? { problems } : {};
  output.data({ date, edition, deliveries: count, subscribers, ...audited });
  output.line(
    edition === null
      ? `${date}: no edition yet.`
      : `${date}, no. ${edition.number}: ${edition.state}. ${edition.title}`,
  );
  if (edition !== null && edition.reason !== null) output.line(edition.reason);
  output.table(
    ['deliveries', 'frozen', ...DELIVERY_STATES],
    [['', String(count.frozen), ...DELIVERY_STATES.map((state) => String(count[state]))]],
  );
  output.line(
    `Readers: ${subscribers.confirmed} confirmed, ${subscribers.pending} pending, ${subscribers.unsubscribed} unsubscribed.`,
  );
  if (options.audit !== true) return 0;
  for (const problem of problems) output.warn(problem);
  output.line(
    problems.length === 0
      ? 'Audit: frozen = the sum over states; nothing is lost, nothing counted twice.'
      : 'Audit: the ledger is not whole.',
  );
  return problems.length === 0 ? 0 : 1;
};
