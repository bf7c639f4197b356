/** A test copy: the edition for one address, outside the ledger. */
import type { App } from '../app.ts';
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
  const transport = await app.transport();
  const at = app.clock.now();
  const messages = await sampleMessages(app, await needEdition(app, date), [parsed.email]);
  const result = await transport.submit({ key: `test/${date}/${at}`, messages }, signal);
  if (result.kind === 'settled' && result.results[0]?.kind === 'submitted') return transport.destination;
  const reason = 'reason' in result ? result.reason : 'it was rejected';
  throw new NewsletterError('not-allowed', `The test mail was not accepted: ${reason}`);
}
