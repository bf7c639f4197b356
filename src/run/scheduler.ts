/** Keeps the newsroom: wakes every minute, asks the rows what is due, does it, and reports in words. */
import cron from 'node-cron';
import type { App } from '../app.ts';
import { dateIn, type EditionDate } from '../model/date.ts';
import { messageOf } from '../model/errors.ts';
import { aborted } from '../platform/clock.ts';
import { approveDay, checkDay, collectDay, draftDay } from './day.ts';
import { approvalIn, dayFacts } from './day-facts.ts';
import { nextStep, type Step } from './schedule.ts';
import { holdDay, pauseLateDay } from './stop-day.ts';
import { tellEditors } from './tell-editors.ts';

export type Keeper = {
  readonly signal: AbortSignal;
  /** One line for a person: what was done, what is wrong. */
  readonly report: (text: string) => void;
  /** Prepares and submits the day's edition; a process of its own in production, so that no page waits for it. */
  readonly send: (date: EditionDate) => Promise<void>;
  /** Told once, when everything that was due at the start is done. */
  readonly idle?: () => void;
};

/** A day needs six steps; more in one waking means that a step does not take effect. */
const MOST_STEPS = 8;

/** Works until the signal aborts; a step in progress is finished first. */
export async function keepNewsroom(app: App, keeper: Keeper): Promise<void> {
  let working: Promise<void> = Promise.resolve();
  const wake = () => (working = working.then(() => workThrough(app, keeper)));
  await wake();
  if (!keeper.signal.aborted) keeper.idle?.();
  // Only a wake-up: a missed or doubled tick changes nothing, for the rows decide (node-cron skips hours that a clock
  // change skips, and knows nothing of downtime).
  const task = cron.schedule('* * * * *', wake, { timezone: app.config.settings.timeZone, noOverlap: true });
  await aborted(keeper.signal);
  await task.stop();
  await working;
}

/** Does what is due now, step by step, until nothing is. A failed step is told and tried again at the next waking. */
export async function workThrough(app: App, keeper: Keeper): Promise<void> {
  const date = dateIn(app.config.settings.timeZone, app.clock.now());
  try {
    for (let count = 0; count < MOST_STEPS && !keeper.signal.aborted; count++) {
      const step = nextStep(await dayFacts(app, date));
      if (step.kind === 'wait') return;
      await take(step, app, date, keeper);
    }
  } catch (error) {
    keeper.report(`${date}: ${messageOf(error)}`);
  }
}

async function take(step: Step, app: App, date: EditionDate, { report, send }: Keeper): Promise<void> {
  switch (step.kind) {
    case 'collect': {
      const { sources, items } = await collectDay(app, date);
      const failed = sources.filter((source) => source.failure !== null);
      report(
        `${date}: collected ${items} items from ${sources.length - failed.length} of ${sources.length} sources.`,
      );
      for (const { name, failure } of failed) report(`  ${name}: ${failure?.message ?? ''}`);
      return;
    }
    case 'draft': {
      const { title, hash, ...drafted } = await draftDay(app, date);
      // It may leave without anybody looking: whatever can be checked on this machine is checked now.
      const { findings } = app.config.newsroom === 'live' ? await checkDay(app, date) : drafted;
      const blocking = findings.filter((finding) => finding.severity === 'block').length;
      report(
        `${date}: drafted "${title}"; ${blocking} findings block it, ${findings.length - blocking} warn.`,
      );
      for (const finding of findings)
        report(`  ${finding.severity} ${finding.check}, ${finding.place}: ${finding.message}`);
      if (approvalIn(app.config) === 'required') {
        const detail = `“${title}”: ${blocking} findings block it, ${findings.length - blocking} warn.`;
        await tellEditors(app, { kind: 'draft-ready', date, of: hash, detail });
      }
      return;
    }
    case 'approve':
      await approveDay(app, date, 'automatic');
      report(`${date}: approved automatically: no finding blocks it.`);
      return;
    case 'send':
      return send(date);
    case 'hold':
      await holdDay(app, date, step.reason);
      report(`${date}: HELD. ${step.reason}`);
      return;
    case 'pause':
      await pauseLateDay(app, date, step.reason);
      report(`${date}: PAUSED. ${step.reason}`);
      return;
    case 'wait':
      return;
  }
}
