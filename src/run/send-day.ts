/** Sending a day: prepares the approved edition, submits what is open, and reports the ledger. */
import { hostname } from 'node:os';
import type { App } from '../app.ts';
import { countEdition } from '../delivery/ledger.ts';
import { retryFailed } from '../delivery/retry.ts';
import { sendEdition, type SendReport } from '../delivery/send.ts';
import type { EditionDate, Instant } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import { needEdition, needHead } from './need-edition.ts';
import { hoursOf, lastChance } from './schedule.ts';
import { needSendingRight } from './sending-right.ts';
import { holdDay, tellPaused } from './stop-day.ts';
import { tellEditors } from './tell-editors.ts';
import { wakeWorkers } from './wake-workers.ts';

export type SendOptions = {
  readonly signal: AbortSignal;
  /** Deliveries that have an end state, of all that were frozen. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/**
 * Prepares (once) and submits. Calling it again goes on where it stopped and mails nobody twice.
 * @throws NewsletterError not-found, or not-allowed when the edition is not approved, or was approved under another release;
 * not-owner when this data folder is a copy
 */
export async function sendDay(
  app: App,
  date: EditionDate,
  { signal, onProgress }: SendOptions,
): Promise<SendReport & { readonly destination: string; readonly notes: readonly string[] }> {
  await needSendingRight(app);
  const { id, notes } = await prepared(app, date, signal);
  const woken = await wakeWorkers(app, date);
  const { destination } = await app.transport();
  const report = await submitPrepared(app, { id, date }, { signal, onProgress });
  return { ...report, destination, notes: [...notes, ...woken] };
}

/**
 * Puts back to pending who failed, or whose mail was accepted and then not sent; the next `sendDay` mails them.
 * @returns how many
 * @throws NewsletterError not-found, not-owner, or not-allowed when the edition has not left
 */
export async function retryDay(app: App, date: EditionDate): Promise<number> {
  await needSendingRight(app);
  const { id } = await needHead(app, date);
  const { batchSize } = await app.transport();
  const maxBatch = Math.min(app.config.settings.sending.batch, batchSize);
  return retryFailed(app, { editionId: id, maxBatch });
}

/** Submits what is open of a prepared edition, beside whoever else does. */
export async function submitPrepared(
  app: App,
  { id, date }: { readonly id: number; readonly date: EditionDate },
  { signal, onProgress }: SendOptions,
): Promise<SendReport> {
  const { database, keys, clock, config } = app;
  const { sending } = config.settings;
  const { frozen, pending, claimed } = await countEdition(database, id);
  const before = frozen - pending - claimed;
  // A sender looks at each page about once: a larger cache would be memory and nothing else.
  database.sqlite?.exec('pragma cache_size = -8000');
  const report = await sendEdition(
    {
      ...{ database, keys, clock, transport: await app.transport() },
      sender: `${hostname()}:${process.pid}`,
      concurrency: sending.concurrency,
      timeoutMs: sending.timeoutSeconds * 1000,
      leaseMs: sending.leaseSeconds * 1000,
      breaker: sending.breaker,
    },
    {
      editionId: id,
      signal,
      until: await lastChanceOf(app, id, date),
      onProgress: ({ submitted }) => onProgress?.(before + submitted, frozen),
      onDoubt: (reason) => tellEditors(app, { kind: 'alert', date, of: 'doubt', detail: inDoubt(reason) }),
    },
  );
  await tellIfStopped(app, date, report);
  return report;
}

function inDoubt(reason: string): string {
  return `call after call brings no answer that says what was accepted (${reason}): what was offered is asked for again, and nothing else leaves until it is answered.`;
}

/** A sender gives up where the scheduler would no longer begin: an outage must not end in mails in the middle of the night. */
async function lastChanceOf({ database, config }: App, id: number, date: EditionDate): Promise<Instant> {
  const { state, updated_at: changedAt } = await database.query
    .selectFrom('edition')
    .select(['state', 'updated_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return lastChance({ state, changedAt, ...hoursOf(config, date) });
}

/** What a run stops at by itself (a quota, a key, the breaker), or leaves unsure, is for a person. */
async function tellIfStopped(app: App, date: EditionDate, report: SendReport): Promise<void> {
  const { state, count, problems } = report;
  const alert = (of: string, detail: string) => tellEditors(app, { kind: 'alert', date, of, detail });
  if (state === 'paused') await tellPaused(app, date);
  if (state === 'completed' && count.uncertain > 0)
    await alert('uncertain', `${count.uncertain} deliveries are uncertain: inference-report reconcile.`);
  if (problems.length > 0) await alert('audit', problems.join(' '));
}

/** Resuming compiles nothing: what was frozen is what leaves, and no layout is even loaded for it. */
async function prepared(
  app: App,
  date: EditionDate,
  signal: AbortSignal,
): Promise<{ id: number; notes: readonly string[] }> {
  const { id, state } = await needHead(app, date);
  if (['sending', 'completed', 'paused'].includes(state)) return { id, notes: [] };
  const stored = await needEdition(app, date);
  const [{ prepareDay }, { sendToTestReaders }] = await Promise.all([
    import('./prepare-day.ts'),
    import('./test-send.ts'),
  ]);
  try {
    const beforeFreeze = () => sendToTestReaders(app, stored, signal);
    return { id, notes: await prepareDay(app, stored, { beforeFreeze }) };
  } catch (error) {
    // What was refused now is refused again in a minute: a person must look, and only what is held can be drafted anew.
    if (state === 'approved' && error instanceof NewsletterError && error.code === 'not-allowed')
      await holdDay(app, date, error.message);
    throw error;
  }
}

/** Who would be mailed now; nothing is frozen. */
export async function dryRunDay(app: App, date: EditionDate): Promise<{ readers: number; batches: number }> {
  const { id } = await needHead(app, date);
  const { frozen } = await countEdition(app.database, id);
  let readers = frozen;
  if (frozen === 0) for await (const page of app.subscribers.audience()) readers += page.length;
  return { readers, batches: Math.ceil(readers / app.config.settings.sending.batch) };
}
