/** A worker: waits until an edition is leaving, helps to send it, and waits again. Any number of them, on any machines. */
import type { App } from '../app.ts';
import { openWaker, type Waker } from '../delivery/waker.ts';
import { editionDate, type EditionDate } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import { editionOfDate } from '../edition/store.ts';
import { dayFacts } from './day-facts.ts';
import { nextStep } from './schedule.ts';
import { submitPrepared } from './send-day.ts';
import { pauseLateDay } from './stop-day.ts';
import { createTrouble } from './trouble.ts';

export type WorkOptions = {
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
};

/** How often the rows are asked whether a waking was lost. */
const LOOK_MS = 10_000;

/**
 * Works until the signal aborts; a batch in hand is settled first. A database that is away ends no worker.
 * @throws NewsletterError bad-environment without a Postgres database (the single-machine mode needs no workers), or when
 * an edition leaves that this worker can never help to send: one that stayed, and was quiet, would look like a good one
 */
export async function workOn(app: App, { signal, report }: WorkOptions): Promise<void> {
  const { databaseUrl } = app.config;
  if (databaseUrl === null)
    throw new NewsletterError('bad-environment', 'A worker needs DATABASE_URL (postgres://...).', {
      hint: 'With SQLite the sender that "start" or "send" runs is all there can be.',
    });
  const unfit = new AbortController();
  const trouble = createTrouble(report);
  const options = { signal: AbortSignal.any([signal, unfit.signal]), report: trouble.report };
  const attempt = (work: () => Promise<void>) =>
    work().then(trouble.over, (error: unknown) =>
      error instanceof NewsletterError ? unfit.abort(asUnfit(error)) : trouble.tell(error),
    );
  const waker = await openWaker(databaseUrl, trouble.tell);
  try {
    report('Waiting for an edition to leave. Ctrl-C stops.');
    await waker.work((date) => attempt(() => help(app, waker, date, options)));
    while (!options.signal.aborted) {
      await attempt(async () => {
        for (const date of await leaving(app))
          if (await mayGoOn(app, date, options.report)) await waker.wake(date);
      });
      await app.clock.sleep(LOOK_MS, options.signal);
    }
  } finally {
    await waker.close();
  }
  unfit.signal.throwIfAborted();
}

/** A refusal that no second attempt would change: what this process was started with does not fit. */
function asUnfit(error: NewsletterError): NewsletterError {
  const { code, message, hint } = error;
  return code === 'not-allowed'
    ? new NewsletterError('bad-environment', message, {
        ...(hint === undefined ? {} : { hint }),
        cause: error,
      })
    : error;
}

async function help(app: App, waker: Waker, date: EditionDate, options: WorkOptions): Promise<void> {
  const stored = await editionOfDate(app.database.query, date);
  if (stored?.state !== 'sending' || !(await mayGoOn(app, date, options.report))) return;
  // Whoever is woken wakes the next: all idle workers join, and one more waking waits in vain.
  await waker.wake(date);
  options.report(`${date} is leaving.`);
  const { submitted, state } = await submitPrepared(app, { id: stored.id, date }, options);
  options.report(`${date}: ${submitted} submitted by this worker; the edition is ${state}.`);
}

/** False, and it is paused, where it is too late to go on without a person: workers keep the rule of the scheduler. */
async function mayGoOn(app: App, date: EditionDate, report: WorkOptions['report']): Promise<boolean> {
  const step = nextStep(await dayFacts(app, date));
  if (step.kind === 'pause' && (await pauseLateDay(app, date, step.reason)))
    report(`${date}: PAUSED. ${step.reason}`);
  return step.kind === 'send';
}

/** Editions that are being sent; a paused one is not, and wakes nobody until a person lets it go on. */
async function leaving({ database }: App): Promise<EditionDate[]> {
  const rows = await database.query
    .selectFrom('edition')
    .select('date')
    .where('state', '=', 'sending')
    .orderBy('date')
    .execute();
  return rows.map(({ date }) => editionDate(date));
}
