/** The outbox: one `.eml` file per message in a folder, for the sample newsroom and for looking at mails in a mail program. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MAX_BATCH, type PreparedBatch, type SubmitResult, type Transport } from '../../model/delivery.ts';
import type { Message } from '../../model/email.ts';
import { messageOf } from '../../model/errors.ts';
import type { Clock } from '../../platform/clock.ts';
import { composeMime, identifierOf } from '../mime.ts';

type Outbox = { readonly folder: string; readonly clock: Clock };

/** A file is named for its delivery, so that offering a message again overwrites it: the key holds for ever. */
export function outboxTransport(outbox: Outbox): Transport {
  return {
    name: 'outbox',
    batchSize: MAX_BATCH,
    idempotencyWindowMs: Infinity,
    destination: outbox.folder,
    account: `outbox ${outbox.folder}`,
    submit: (batch) => submit(outbox, batch),
    close: async () => undefined,
  };
}

async function submit({ folder, clock }: Outbox, batch: PreparedBatch): Promise<SubmitResult> {
  const names: string[] = [];
  try {
    for (const [index, message] of batch.messages.entries()) {
      const name = fileName(message, batch.key, index);
      await writeWhole(join(folder, name), await composeMime(message, clock.now()));
      names.push(name);
    }
  } catch (error) {
    // Some files may stand already; the same batch again writes the same names.
    return { kind: 'unknown', reason: `the outbox cannot be written: ${messageOf(error)}` };
  }
  return { kind: 'settled', results: names.map((name) => ({ kind: 'submitted', providerId: name })) };
}

/** `2026-11-24/000042-ada-example.org.eml`; a message outside an edition is named by its key. */
function fileName({ tags, to }: Message, key: string, index: number): string {
  // The longest name a file may have is 255 bytes, an address alone may have 254.
  const address = to.replace(/[^A-Za-z0-9.+_-]+/g, '-').slice(0, 120);
  const { edition, delivery } = tags;
  if (edition !== undefined && delivery !== undefined)
    return `${edition}/${delivery.padStart(6, '0')}-${address}.eml`;
  return `notices/${identifierOf(`${key}\n${index}`)}-${address}.eml`;
}

/** Never half a file: written beside, flushed, then moved into place. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, bytes, { flush: true });
  await rename(temporary, file);
}
