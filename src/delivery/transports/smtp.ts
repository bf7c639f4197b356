/** SMTP: one message a call over pooled connections. It has no idempotency keys, so what is not answered stays uncertain. */
import nodemailer from 'nodemailer';
import type { SubmitResult, Transport } from '../../model/delivery.ts';
import type { Message } from '../../model/email.ts';
import type { Clock } from '../../platform/clock.ts';
import { composeMime } from '../mime.ts';
import { readFailure } from './smtp-answers.ts';

/** From the DNS look-up to the server's greeting and TLS. Well under the time of a call: who gives up here has proven that no mail left. */
const CONNECT_MS = 15_000;

/** @param options.url `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte */
export function smtpTransport(options: { url: string; clock: Clock; connectMs?: number }): Transport {
  const mailer = nodemailer.createTransport({
    ...{ url: options.url, pool: true, maxConnections: 16, maxMessages: 100 },
    connectionTimeout: options.connectMs ?? CONNECT_MS,
    // Left to itself it offers a message again when the connection closes: after DATA that is a second copy.
    maxRequeues: 0,
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    name: 'smtp',
    // A call that dies leaves one message uncertain, not a hundred.
    batchSize: 1,
    idempotencyWindowMs: 0,
    destination: new URL(options.url).host,
    account: `smtp ${new URL(options.url).username}@${new URL(options.url).host}`,
    submit: async ({ messages }, signal) => {
      const [message] = messages;
      // Nothing may cut batches this large for SMTP; if something does, they are halved until they fit.
      if (message === undefined || messages.length > 1)
        return { kind: 'too-large', reason: 'SMTP takes one message at a time' };
      return Promise.race([deliver(mailer, options.clock, message), timeOut(signal)]);
    },
    close: async () => mailer.close(),
  };
}

type Mailer = {
  sendMail(mail: { envelope: { from: string; to: string }; raw: Buffer }): Promise<{ response: string }>;
};

async function deliver(mailer: Mailer, clock: Clock, message: Message): Promise<SubmitResult> {
  const raw = await composeMime(message, clock.now());
  try {
    const { response } = await mailer.sendMail({
      envelope: { from: message.from.address, to: message.to },
      raw,
    });
    return { kind: 'settled', results: [{ kind: 'submitted', providerId: response.slice(0, 200) }] };
  } catch (error) {
    return readFailure(error);
  }
}

function timeOut(signal: AbortSignal): Promise<SubmitResult> {
  const result: SubmitResult = { kind: 'unknown', reason: 'SMTP: no answer in time' };
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(result), { once: true });
    if (signal.aborted) resolve(result);
  });
}
