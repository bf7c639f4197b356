/** `draft`: composes the edition of a day from what is stored, checks it, and keeps both. */
import { draftDay } from '../run/day.ts';
import { printFindings } from './findings.ts';
import type { Action, Register } from './session.ts';

export const registerDraft: Register = (program, run) => {
  program
    .command('draft')
    .description('compose the edition of a day and check it')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .action(run(draft));
};

const draft: Action<{ date?: string }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const { title, subject, number, hash, findings } = await draftDay(await session.app(), date);
  output.data({ date, number, title, subject, hash, findings });
  output.line(`No. ${number}, ${date}: ${title}`);
  output.line(`Subject: ${subject}`);
  return printFindings(output, findings);
};
