/** Keeps the newsroom: wakes every minute, asks the rows what is due, does it, and reports in words. */
import cron from 'node-cron';
import type { App } from '../app.ts';
import type { EditionDate } from '../model/date.ts';
import { messageOf } from '../model/errors.ts';
import { aborted } from '../platform/clock.ts';
import { approveDay, checkDay, collectDay, draftDay } from './day.ts';
import { approvalIn, dayFacts, daysAtWork } from './day-facts.ts';
import { nextStep, type Step } from './schedule.ts';
import { createSenders, type Senders } from './senders.ts';
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
  const senders = sendersOf(app, keeper);
  let working: Promise<void> = Promise.resolve();
  const wake = () => (working = working.then(() => workThrough(app, keeper, senders)));
  // Only a wake-up: a missed or doubled tick changes nothing, for the rows decide (node-cron skips hours that a clock
  // change skips, and knows nothing of downtime).
  const task = cron.schedule('* * * * *', wake, { timezone: app.config.settings.timeZone, noOverlap: true });
  await wake();
  await senders.ended();
  if (!keeper.signal.aborted) keeper.idle?.();
  await aborted(keeper.signal);
  await task.stop();
  await working;
  await senders.ended();
}

/** Does what is due now, day by day and step by step, until nothing is; senders that are started run on. */
export async function workThrough(app: App, keeper: Keeper, senders: Senders): Promise<void> {
  try {
    for (const date of await daysAtWork(app)) await workOnDay(app, date, keeper, senders);
  } catch (error) {
    keeper.report(messageOf(error));
  }
}

/** What fails is told, and tried again at the next waking; the other days go on. */
async function workOnDay(app: App, date: EditionDate, keeper: Keeper, senders: Senders): Promise<void> {
  let trying: Failure['step'] = 'look at';
  try {
    for (let count = 0; count < MOST_STEPS && !keeper.signal.aborted; count++) {
      const step = nextStep(await dayFacts(app, date));
      trying = step.kind;
      if (step.kind === 'wait') return;
      if (step.kind === 'send') {
        senders.start(date);
        return;
      }
      await take(step, app, date, keeper);
    }
  } catch (error) {
    await tellFailure(app, keeper, { date, step: trying, reason: messageOf(error) });
  }
}

/** A sender that hangs on keeps no other day waiting, and one that ends before its edition has left is told. */
export function sendersOf(app: App, keeper: Keeper): Senders {
  return createSenders(app.clock, async (date) => {
    // Awaited in a function: a process that cannot even be started throws before there is a promise.
    const failure = await (async () => keeper.send(date))().then(() => null, messageOf);
    try {
      const left = nextStep(await dayFacts(app, date)).kind !== 'send';
      if (left && failure !== null) keeper.report(`${date}: ${failure}`);
      if (left || keeper.signal.aborted) return true;
      await tellFailure(app, keeper, { date, step: 'send', reason: failure ?? UNSAID });
    } catch (error) {
      keeper.report(`${date}: ${messageOf(error)}`);
    }
    return false;
  });
}

const UNSAID = 'the sender ended before the edition had left; what it printed says why';

type Failure = {
  readonly date: EditionDate;
  readonly step: Step['kind'] | 'look at';
  readonly reason: string;
};

/** On the terminal each time; by mail the first time that a day's step fails. */
async function tellFailure(app: App, { report }: Keeper, { date, step, reason }: Failure): Promise<void> {
  report(`${date}: ${reason}`);
  const detail = `the newsroom could not ${step} it, and tries again: ${reason}`;
  try {
    await tellEditors(app, { kind: 'alert', date, of: `failed:${step}`, detail });
  } catch (error) {
    report(`${date}: the editors could not be told: ${messageOf(error)}`);
  }
}

type Taken = Exclude<Step, { readonly kind: 'send' | 'wait' }>;

async function take(step: Taken, app: App, date: EditionDate, { report }: Keeper): Promise<void> {
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
    case 'hold':
      if (await holdDay(app, date, step.reason)) report(`${date}: HELD. ${step.reason}`);
      return;
    case 'pause':
      if (await pauseLateDay(app, date, step.reason)) report(`${date}: PAUSED. ${step.reason}`);
      return;
  }
}
