/** The outbox: one `.eml` file per message in a folder, for the sample newsroom and for looking at mails in a mail program. */
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import { MAX_BATCH, type PreparedBatch, type SubmitResult, type Transport } from '../../model/delivery.ts';
import type { Message } from '../../model/email.ts';
import { messageOf } from '../../model/errors.ts';
import type { Clock } from '../../platform/clock.ts';

/** A file is named for its delivery, so that offering a message again overwrites it: the key holds for ever. */
export function outboxTransport(options: { folder: string; clock: Clock }): Transport {
  return {
    name: 'outbox',
    batchSize: MAX_BATCH,
    idempotencyWindowMs: Infinity,
    destination: options.folder,
    submit: (batch) => submit(options, batch),
    close: async () => undefined,
  };
}

async function submit(
  { folder, clock }: { folder: string; clock: Clock },
  batch: PreparedBatch,
): Promise<SubmitResult> {
  const names = batch.messages.map((message, index) => fileName(message, batch.key, index));
  try {
    for (const [index, message] of batch.messages.entries())
      await writeWhole(join(folder, names[index] ?? ''), await compose(message, new Date(clock.now())));
  } catch (error) {
    // Some files may stand already; the same batch again writes the same names.
    return { kind: 'unknown', reason: `the outbox cannot be written: ${messageOf(error)}` };
  }
  return { kind: 'settled', results: names.map((name) => ({ kind: 'submitted', providerId: name })) };
}

/** `2026-11-24/000042-ada-example.org.eml`; a message outside an edition is named by its key. */
function fileName({ tags, to }: Message, key: string, index: number): string {
  const address = to.replace(/[^A-Za-z0-9.+_-]+/g, '-');
  const { edition, delivery } = tags;
  if (edition !== undefined && delivery !== undefined)
    return `${edition}/${delivery.padStart(6, '0')}-${address}.eml`;
  return `notices/${digest(`${key}\n${index}`)}-${address}.eml`;
}

function compose(
  { from, to, replyTo, subject, html, text, headers, tags }: Message,
  date: Date,
): Promise<Buffer> {
  const tagHeaders = Object.entries(tags).map(([name, value]) => [`X-Tag-${name}`, value]);
  const identity = digest(JSON.stringify(tags) + to);
  const composer = new MailComposer({
    ...{ from, to, subject, html, text, date },
    ...(replyTo === null ? {} : { replyTo }),
    headers: { ...headers, ...Object.fromEntries(tagHeaders) },
    messageId: `<${identity}@${from.address.split('@')[1] ?? 'localhost'}>`,
    textEncoding: 'quoted-printable',
    // Fixed, so that the same message gives the same file.
    ...{ baseBoundary: identity },
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, bytes) => (error === null ? resolve(bytes) : reject(error)));
  });
}

/** Never half a file: written beside, flushed, then moved into place. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, bytes, { flush: true });
  await rename(temporary, file);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
