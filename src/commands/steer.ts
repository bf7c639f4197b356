/** `pause`, `resume`, `cancel`: a person's hand on a run; each takes effect before the next batch. */
import { cancelDay, pauseDay, resumeDay, statusOfDay } from '../run/day.ts';
import { takeOver } from '../run/sending-right.ts';
import type { App } from '../app.ts';
import type { EditionDate } from '../model/date.ts';
import type { Action, Register } from './session.ts';

/** @returns notes on what went less than well */
type Steer = (app: App, date: EditionDate, reason: string) => Promise<readonly string[]>;

export const registerPause = steering(
  'pause',
  'stop sending the edition of a day; it can go on later',
  (...order) => pauseDay(...order).then(() => []),
);
export const registerResume: Register = (program, run) => {
  program
    .command('resume')
    .description('let a paused edition go on')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .option('--take-over', 'this data folder sends from now on; the one it was copied from never again')
    .action(run(resume));
};

const resume: Action<{ date?: string; takeOver?: boolean }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const app = await session.app();
  if (options.takeOver === true) {
    await takeOver(app);
    output.line('This data folder is the one that sends from now on.');
  }
  // Who takes over finds nothing paused as a rule: the next `send` goes on by itself.
  const { edition } = await statusOfDay(app, date);
  const resumes = options.takeOver !== true || edition?.state === 'paused';
  const notes = resumes ? await resumeDay(app, date) : [];
  output.data({ date, done: 'resume', takenOver: options.takeOver === true, notes });
  if (resumes) output.line(`Done: resume ${date}.`);
  for (const note of notes) output.line(`${date}: ${note}`);
  return 0;
};

export const registerCancel = steering(
  'cancel',
  'end the edition of a day: what has not left never will',
  cancelDay,
);

function steering(name: string, description: string, steer: Steer): Register {
  const action: Action<{ date?: string; reason?: string }> = async ({ output, ...session }, options) => {
    const date = await session.date(options.date);
    const notes = await steer(await session.app(), date, options.reason ?? `by hand (${name})`);
    output.data({ date, done: name, notes });
    output.line(`Done: ${name} ${date}.`);
    for (const note of notes) output.line(`${date}: ${note}`);
    return 0;
  };
  return (program, run) => {
    program
      .command(name)
      .description(description)
      .option('--date <YYYY-MM-DD>', 'which edition; today by default')
      .option('--reason <text>', 'kept with the edition')
      .action(run(action));
  };
}
