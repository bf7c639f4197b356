/** `send`: prepares and submits the approved edition of a day; again, it goes on where it stopped and mails nobody twice. */
import { needHead } from '../run/need-edition.ts';
import { dryRunDay, retryDay, sendDay } from '../run/send-day.ts';
import { withBar } from './bar.ts';
import type { Action, ExitCode, Register, Session } from './session.ts';

type SendOptions = { date?: string; test?: string; dryRun?: boolean; retryFailed?: boolean };

export const registerSend: Register = (program, run) => {
  program
    .command('send')
    .description('submit the approved edition of a day to its readers')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .option('--test <address>', 'submit one copy to this address instead; the ledger is not touched')
    .option('--dry-run', 'say who would be mailed; submit nothing')
    .option('--retry-failed', 'mail again who failed, or whose mail was accepted and then not sent')
    .action(run(send));
};

const send: Action<SendOptions> = async (session, options) => {
  const { output } = session;
  const date = await session.date(options.date);
  const app = await session.app();
  if (options.dryRun === true) {
    const { readers, batches } = await dryRunDay(app, date);
    output.data({ date, readers, batches });
    output.line(`${date}: ${readers} readers in ${batches} batches would be mailed. Nothing was submitted.`);
    return 0;
  }
  if (options.test !== undefined) {
    const { testSendDay } = await import('../run/test-send.ts');
    const where = await testSendDay(app, date, options.test, session.signal);
    output.data({ date, test: options.test, where });
    output.line(`One copy for ${options.test} was submitted to ${where}.`);
    return 0;
  }
  if (options.retryFailed === true) {
    const retried = await retryDay(app, date);
    const paused = (await needHead(app, date)).state === 'paused';
    output.data({ date, retried, paused });
    output.line(
      paused
        ? `${date}: ${retried} deliveries had failed; the edition is paused, and they are mailed again once it is resumed.`
        : `${date}: ${retried} deliveries had failed and are mailed again.`,
    );
  }
  return submit(session, app, date);
};

async function submit(
  { output, signal }: Session,
  app: Parameters<typeof sendDay>[0],
  date: Parameters<typeof sendDay>[1],
): Promise<ExitCode> {
  const began = performance.now();
  const report = await withBar(output, 'Submitting', (to) => sendDay(app, date, { signal, onProgress: to }));
  const seconds = (performance.now() - began) / 1000;
  const { count, problems, state, reason, destination, notes, leftDuringAttempt } = report;
  output.data({ date, state, reason, deliveries: count, leftDuringAttempt, seconds, problems, notes });
  for (const note of notes) output.line(`${date}: ${note}`);
  const parts = [
    `${count.submitted} submitted`,
    `${count.skipped} skipped`,
    `${count.failed} failed`,
    `${count.uncertain} uncertain`,
  ];
  const open = count.pending + count.claimed;
  output.line(
    `${date}: of ${count.frozen} readers ${parts.join(', ')}${open > 0 ? `, ${open} still open` : ''} (${destination}).`,
  );
  if (leftDuringAttempt > 0)
    output.line(
      `${leftDuringAttempt} of them left while their mail was on its way; it is the last they get.`,
    );
  if (reason !== null) output.warn(`The run is ${state}: ${reason}`);
  for (const problem of problems) output.warn(problem);
  return count.failed + count.uncertain + open + problems.length > 0 ? 1 : 0;
}
