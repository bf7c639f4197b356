/** Resend: batches through its SDK, under our own timeout, pace and reading of every answer. */
import { Resend, type CreateBatchOptions } from 'resend';
import { HOUR_MS } from '../../model/date.ts';
import { MAX_BATCH, type PreparedBatch, type SubmitResult, type Transport } from '../../model/delivery.ts';
import type { MailAddress, Message } from '../../model/email.ts';
import type { Clock } from '../../platform/clock.ts';
import { createPacer, type Pacer } from '../pace.ts';
import { readAnswer, type ResendAnswer } from './resend-answers.ts';

/** @param options.baseUrl another host that speaks the same API, e.g. the stand-in */
export function resendTransport(options: { apiKey: string; baseUrl: string; clock: Clock }): Transport {
  const resend = new Resend(options.apiKey, { baseUrl: options.baseUrl });
  const pacer = createPacer(options.clock);
  return {
    name: 'resend',
    batchSize: MAX_BATCH,
    idempotencyWindowMs: 24 * HOUR_MS,
    destination: new URL(options.baseUrl).host,
    submit: (batch, signal) => submit(resend, pacer, batch, signal),
    close: async () => undefined,
  };
}

async function submit(
  resend: Resend,
  pacer: Pacer,
  batch: PreparedBatch,
  signal: AbortSignal,
): Promise<SubmitResult> {
  await pacer.take(signal);
  if (signal.aborted)
    return { kind: 'later', reason: 'Resend was not called: its rate left no room', afterMs: 1000 };
  const answer: ResendAnswer = await resend.batch.send(payload(batch.messages), {
    idempotencyKey: batch.key,
    // Strict: a 4xx proves that no message of the batch was accepted.
    batchValidation: 'strict',
    signal,
  });
  if (answer.headers !== null) pacer.learn(answer.headers);
  const result = readAnswer(answer, batch.messages.length);
  if (result.kind === 'later') pacer.holdFor(result.afterMs);
  return result;
}

function payload(messages: readonly Message[]): CreateBatchOptions {
  return messages.map(({ from, to, replyTo, subject, html, text, headers, tags }) => ({
    from: mailbox(from),
    to,
    ...(replyTo === null ? {} : { replyTo }),
    ...{ subject, html, text, headers: { ...headers } },
    tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
  }));
}

/** `Name <address>` (RFC 5322): quoted where the name holds more than words. */
function mailbox({ name, address }: MailAddress): string {
  if (name === '') return address;
  const phrase = /^[\p{L}\p{N} ]+$/u.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
  return `${phrase} <${address}>`;
}
