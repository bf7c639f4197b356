/** Test copies: the edition for a few addresses, outside the ledger. */
import type { App } from '../app.ts';
import { settledFact, storedFact } from '../database/facts.ts';
import type { StoredEdition } from '../edition/store.ts';
import type { EditionDate } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import { ADDRESS_PROBLEMS, parseAddress } from '../../subscribers/address.ts';
import { needEdition } from './need-edition.ts';
import { sampleMessages } from './sample-readers.ts';

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
  const at = app.clock.now();
  return submitCopy(app, await needEdition(app, date), {
    address: parsed.email,
    key: `test/${date}/${at}`,
    signal,
  });
}

/**
 * A copy for each test reader of the config, before any reader gets one; the same edition never mails one of them
 * again, once the copy was accepted.
 * @throws NewsletterError not-allowed when a copy is refused: then nobody else should be mailed; provider-unreachable
 * when it may pass later
 */
export async function sendToTestReaders(app: App, stored: StoredEdition, signal: AbortSignal): Promise<void> {
  const name = `test/${stored.edition.date}/${stored.hash.slice(0, 8)}`;
  for (const [index, address] of app.config.settings.sending.testReaders.entries()) {
    const key = `${name}/${index}`;
    if ((await storedFact(app.database, key)) !== null) continue;
    await submitCopy(app, stored, { address, key, signal });
    // After the call: a crash in between costs a test reader a second copy, and never the readers their edition.
    await settledFact(app.database, key, String(app.clock.now()));
  }
}

async function submitCopy(
  app: App,
  stored: StoredEdition,
  { address, key, signal }: { address: string; key: string; signal: AbortSignal },
): Promise<string> {
  const transport = await app.transport();
  const messages = await sampleMessages(app, stored, [address]);
  const limit = AbortSignal.timeout(app.config.settings.sending.timeoutSeconds * 1000);
  const result = await transport.submit({ key, messages }, AbortSignal.any([signal, limit]));
  const [message] = result.kind === 'settled' ? result.results : [];
  if (message?.kind === 'submitted') return transport.destination;
  const reason = 'reason' in result ? result.reason : (message?.reason ?? 'it was not answered');
  const passing = result.kind === 'later' || result.kind === 'unknown';
  throw new NewsletterError(
    passing ? 'provider-unreachable' : 'not-allowed',
    `The test mail to ${address} was not accepted: ${reason}`,
  );
}
