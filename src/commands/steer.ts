/** `pause`, `resume`, `cancel`: a person's hand on a run; each takes effect before the next batch. */
import { cancelDay, pauseDay, resumeDay } from '../run/day.ts';
import type { App } from '../app.ts';
import type { EditionDate } from '../model/date.ts';
import type { Action, Register } from './session.ts';

type Steer = (app: App, date: EditionDate, reason: string) => Promise<unknown>;

export const registerPause = steering(
  'pause',
  'stop sending the edition of a day; it can go on later',
  pauseDay,
);
export const registerResume = steering('resume', 'let a paused edition go on', resumeDay);
export const registerCancel = steering(
  'cancel',
  'end the edition of a day: what has not left never will',
  cancelDay,
);

function steering(name: string, description: string, steer: Steer): Register {
  const action: Action<{ date?: string; reason?: string }> = async ({ output, ...session }, options) => {
    const date = await session.date(options.date);
    await steer(await session.app(), date, options.reason ?? `by hand (${name})`);
    output.data({ date, done: name });
    output.line(`Done: ${name} ${date}.`);
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
