/** Sending a day: prepares the approved edition, submits what is open, and reports the ledger. */
import { hostname } from 'node:os';
import type { App } from '../app.ts';
import { countEdition } from '../delivery/ledger.ts';
import { prepareEdition } from '../delivery/prepare.ts';
import { sendEdition, type SendReport } from '../delivery/send.ts';
import type { EditionDate } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import { compileEdition, variantKey } from '../render/index.ts';
import { ADDRESS_PROBLEMS, parseAddress } from '../../subscribers/address.ts';
import { needEdition } from './day.ts';
import { mailOf, sampleMessages } from './sample-readers.ts';

export type SendOptions = {
  readonly signal: AbortSignal;
  /** Deliveries that have an end state, of all that were frozen. */
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * Prepares (once) and submits. Calling it again goes on where it stopped and mails nobody twice.
 * @throws NewsletterError not-found, or not-allowed when the edition is not approved, or was approved under another release
 */
export async function sendDay(
  app: App,
  date: EditionDate,
  { signal, onProgress }: SendOptions,
): Promise<SendReport & { readonly destination: string }> {
  const { database, keys, clock, config } = app;
  const { sending } = config.settings;
  const { id } = await prepareDay(app, date);
  const transport = await app.transport();
  const { frozen, pending, claimed } = await countEdition(database, id);
  const before = frozen - pending - claimed;
  const report = await sendEdition(
    {
      ...{ database, keys, clock, transport },
      sender: `${hostname()}:${process.pid}`,
      concurrency: sending.concurrency,
      timeoutMs: sending.timeoutSeconds * 1000,
      leaseMs: sending.leaseSeconds * 1000,
    },
    { editionId: id, signal, onProgress: ({ submitted }) => onProgress?.(before + submitted, frozen) },
  );
  return { ...report, destination: transport.destination };
}

/** Freezes who gets what. Resuming compiles nothing: what was frozen is what leaves. */
async function prepareDay(app: App, date: EditionDate): Promise<{ id: number }> {
  const { id, edition, state, release } = await needEdition(app, date);
  if (state === 'sending' || state === 'completed' || state === 'paused') return { id };
  if (state !== 'approved')
    throw new NewsletterError('not-allowed', `The edition of ${date} is ${state}, not approved.`, {
      hint: 'Look at it (preview), then: inference-report approve.',
    });
  if (release !== app.release)
    throw new NewsletterError(
      'not-allowed',
      `The edition of ${date} was approved under release ${release}, this is ${app.release}.`,
      {
        hint: 'Draft, check and approve it again: its layout may differ.',
      },
    );
  const { sending } = app.config.settings;
  const everything = variantKey(edition.sections.map((section) => section.id));
  await prepareEdition(app, {
    editionId: id,
    variants: new Map([[everything, await compileEdition(edition)]]),
    variantOf: () => everything,
    mail: mailOf(app),
    maxBatch: sending.batch,
    maxBatchBytes: sending.maxBatchBytes,
  });
  return { id };
}

/** Who would be mailed now; nothing is frozen. */
export async function dryRunDay(app: App, date: EditionDate): Promise<{ readers: number; batches: number }> {
  const { id } = await needEdition(app, date);
  const { frozen } = await countEdition(app.database, id);
  let readers = frozen;
  if (frozen === 0) for await (const page of app.subscribers.audience()) readers += page.length;
  return { readers, batches: Math.ceil(readers / app.config.settings.sending.batch) };
}

/**
 * One copy for one address, outside the ledger, its links those of a sample reader.
 * @returns where it went
 */
export async function testSendDay(
  app: App,
  date: EditionDate,
  address: string,
  signal: AbortSignal,
): Promise<string> {
  const parsed = parseAddress(address);
  if (!parsed.ok)
    throw new NewsletterError('bad-argument', `--test ${address}: ${ADDRESS_PROBLEMS[parsed.reason]}`);
  const transport = await app.transport();
  const at = app.clock.now();
  const messages = await sampleMessages(app, await needEdition(app, date), [parsed.email]);
  const result = await transport.submit({ key: `test/${date}/${at}`, messages }, signal);
  if (result.kind === 'settled' && result.results[0]?.kind === 'submitted') return transport.destination;
  const reason = 'reason' in result ? result.reason : 'it was rejected';
  throw new NewsletterError('not-allowed', `The test mail was not accepted: ${reason}`);
}
