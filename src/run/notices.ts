/** Keeps the notices going: submits what readers' acts ordered, forgets in time, and tells when too few confirm. */
import { hostname } from 'node:os';
import type { App } from '../app.ts';
import { dispatchNotices, type NoticeDeps } from '../delivery/notices.ts';
import { dateIn, HOUR_MS, type Instant } from '../model/date.ts';
import { mailOf } from './mail.ts';
import { refuseNoticesOfCopy } from './sending-right.ts';
import { sunsetReaders } from './sunset.ts';
import { tellEditors } from './tell-editors.ts';
import { createTrouble } from './trouble.ts';

export type NoticeKeeper = {
  readonly signal: AbortSignal;
  /** One line for the operator; never holds an address. */
  readonly report: (text: string) => void;
};

/** A person waits for the mail: the rows are asked this often. */
const EVERY_MS = 1000;

/** Works until the signal aborts; what fails is told once and tried again. */
export async function keepNotices(app: App, { signal, report }: NoticeKeeper): Promise<void> {
  const deps = await noticeDeps(app);
  const trouble = createTrouble((line) => report(`Notices: ${line}`));
  let lastHour: Instant = 0;
  while (!signal.aborted) {
    try {
      await refuseNoticesOfCopy(app);
      const { failed, uncertain } = await dispatchNotices(deps, signal);
      if (failed > 0) report(`${failed} notices were refused; their rows say why.`);
      if (uncertain > 0) report(`${uncertain} notices may have left or not; they are not sent again.`);
      // Either way: a clock that was set back must not stop it for as long.
      if (Math.abs(app.clock.now() - lastHour) >= HOUR_MS) {
        lastHour = app.clock.now();
        await tendTheList(app, report);
      }
      trouble.over();
    } catch (error) {
      trouble.tell(error);
    }
    await app.clock.sleep(EVERY_MS, signal);
  }
}

type HourDeps = Pick<App, 'clock' | 'config' | 'database' | 'keys' | 'subscribers'>;

/** What the list needs every hour: forgetting, the sunset, and a look at how many confirm. */
export async function tendTheList(app: HourDeps, report: NoticeKeeper['report']): Promise<void> {
  const { clock, config, subscribers } = app;
  await subscribers.tidyJoining();
  const { asked, left } = await sunsetReaders(app);
  if (asked > 0) report(`${asked} silent readers are asked whether they still want the newsletter.`);
  if (left > 0)
    report(`${left} silent readers were taken off the list: they were asked, and did not answer.`);
  const { low, notices, confirmed } = await subscribers.confirmRate(config.settings.joining);
  if (!low) return;
  const detail =
    `only ${confirmed} of ${notices} confirm notices of an hour were confirmed. Somebody may be signing up ` +
    'strangers; new sign-ups must show some work until it ends.';
  report(`ALERT: ${detail}`);
  const date = dateIn(config.settings.timeZone, clock.now());
  // One mail a day, however long it lasts.
  await tellEditors(app, { kind: 'alert', date, of: 'confirm-rate', detail });
}

async function noticeDeps(app: App): Promise<NoticeDeps> {
  const { sending } = app.config.settings;
  return {
    ...{ database: app.database, keys: app.keys, clock: app.clock, publication: app.publication },
    ...{ mail: mailOf(app), sender: `${hostname()}:${process.pid}`, transport: await app.transport() },
    timeoutMs: sending.timeoutSeconds * 1000,
    leaseMs: sending.leaseSeconds * 1000,
  };
}
