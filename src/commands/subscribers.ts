/** `subscribers`: add, remove, erase, import, list and export readers. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NewsletterError, messageOf } from '../model/errors.ts';
import { SUBSCRIBER_STATES } from '../model/subscriber.ts';
import { ADDRESS_PROBLEMS } from '../../subscribers/address.ts';
import { addressOf, consentOf, countOf, STATES, stateOf } from './arguments.ts';
import { importReaders } from './import-readers.ts';
import type { Action, Register } from './session.ts';

export const registerSubscribers: Register = (program, run) => {
  const subscribers = program.command('subscribers').description('the list: who hears the newsletter');
  subscribers
    .command('add <address>')
    .description('put one reader on the list')
    .option('--name <name>', 'as they want to be called')
    .option('--consent <text>', 'how they agreed; without it they stay pending and get no mail')
    .action(run(add));
  subscribers
    .command('remove <address>')
    .description('take one reader off the list (unsubscribed)')
    .action(run(remove));
  subscribers
    .command('erase <address>')
    .description('delete all that is known of a reader; a keyed hash keeps the address from coming back')
    .action(run(erase));
  subscribers
    .command('import <file>')
    .description('read readers from a CSV file')
    .option('--consent <text>', 'how these people agreed; without it they stay pending and get no mail')
    .option('--rejects <file>', 'write the rows that were not taken there, with line and reason')
    .option('--dry-run', 'only show what its columns are taken for and what would be imported')
    .action(run(importReaders));
  subscribers
    .command('list')
    .description('readers, oldest first')
    .option('--state <state>', `only ${STATES}`)
    .option('--limit <count>', 'how many at most', '50')
    .action(run(list));
  subscribers
    .command('export')
    .description('write the list as CSV')
    .option('--state <state>', `only ${STATES}`)
    .option('--out <file>', 'a file; standard output by default')
    .action(run(exportReaders));
};

const add: Action<{ name?: string; consent?: string }> = async ({ output, ...session }, options, address) => {
  const { email } = addressOf(address);
  const consent = consentOf(options.consent);
  const app = await session.app();
  const result = await app.subscribers.add({ address: email, name: options.name ?? null, consent });
  output.data({ address: email, result: result.kind });
  if (result.kind === 'suppressed') output.warn(`${email} must not be mailed: it is suppressed.`);
  else if (result.kind === 'refused') output.warn(`${email}: ${ADDRESS_PROBLEMS[result.reason]}`);
  else output.line(`${email}: ${result.kind}, ${result.subscriber.state}.`);
  return result.kind === 'added' || result.kind === 'confirmed' ? 0 : 1;
};

const remove: Action<object> = async ({ output, ...session }, _options, address) => {
  const { email, key } = addressOf(address);
  const app = await session.app();
  const found = await app.subscribers.findByKey(key);
  if (found === null) throw notOnTheList(email);
  const result = await app.subscribers.unsubscribe(found.id);
  output.data({ address: email, result });
  output.line(`${email}: ${result === 'already' ? 'was off the list already' : 'off the list'}.`);
  return 0;
};

const erase: Action<object> = async ({ output, ...session }, _options, address) => {
  const { email, key } = addressOf(address);
  const app = await session.app();
  if ((await app.subscribers.erase(key)) === 'not-found') throw notOnTheList(email);
  output.data({ erased: true });
  output.line(`${email}: erased. Only a keyed hash is kept, so that it is never mailed again.`);
  return 0;
};

const list: Action<{ state?: string; limit: string }> = async ({ output, ...session }, options) => {
  const limit = countOf(options.limit);
  const state = stateOf(options.state);
  const app = await session.app();
  const rows: string[][] = [];
  for await (const page of app.subscribers.pages({ state }, Math.min(limit, 1000))) {
    for (const { id, email, name, state, createdAt } of page.slice(0, limit - rows.length)) {
      const since = new Date(createdAt).toISOString();
      output.data({ id, email, name, state, createdAt: since });
      rows.push([String(id), email, name ?? '', state, since.slice(0, 10)]);
    }
    if (rows.length >= limit) break;
  }
  output.table(['id', 'address', 'name', 'state', 'since'], rows);
  const counts = await app.subscribers.countByState();
  output.line(SUBSCRIBER_STATES.map((state) => `${counts[state]} ${state}`).join(', '));
  return 0;
};

const exportReaders: Action<{ state?: string; out?: string }> = async ({ output, ...session }, options) => {
  const state = stateOf(options.state);
  const app = await session.app();
  const csv = app.subscribers.exportCsv({ state });
  if (options.out === undefined) {
    for await (const lines of csv) await output.raw(lines);
    return 0;
  }
  try {
    await pipeline(Readable.from(csv), createWriteStream(options.out));
  } catch (error) {
    throw new NewsletterError('bad-argument', `--out ${options.out} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  }
  output.data({ file: options.out });
  output.line(`Written: ${options.out}`);
  return 0;
};

function notOnTheList(email: string): NewsletterError {
  return new NewsletterError('not-found', `${email} is not on the list.`);
}
