/** Resend: a few messages through its SDK, an edition's batches as bytes of our own; one pace and one reading of answers for both. */
import { hash } from 'node:crypto';
import { Resend } from 'resend';
import { HOUR_MS } from '../../model/date.ts';
import {
  MAX_BATCH,
  type Bulk,
  type PreparedBatch,
  type SubmitResult,
  type Transport,
} from '../../model/delivery.ts';
import type { Pacer } from '../pace.ts';
import { readAnswer, type ResendAnswer } from './resend-answers.ts';
import { batchHash, fill, frameOf, payload, writeBatch } from './resend-payload.ts';
import { createWire, type Wire, type WireAnswer } from './resend-wire.ts';

/** @param options.baseUrl another host that speaks the same API, e.g. the stand-in */
export function resendTransport(options: {
  apiKey: string;
  baseUrl: string;
  userAgent: string;
  pacer: Pacer;
}): Transport {
  const { baseUrl, userAgent, pacer } = options;
  const resend = new Resend(options.apiKey, { baseUrl, userAgent });
  const wire = createWire(options);
  return {
    name: 'resend',
    batchSize: MAX_BATCH,
    idempotencyWindowMs: 24 * HOUR_MS,
    destination: new URL(baseUrl).host,
    account: `resend ${baseUrl} ${hash('sha256', options.apiKey).slice(0, 12)}`,
    submit: (batch, signal, stillOurs) =>
      paced({ pacer, signal, stillOurs }, batch.messages.length, () => sendWithSdk(resend, batch, signal)),
    bulk: bulk(wire, pacer),
    close: () => wire.close(),
  };
}

function bulk(wire: Wire, pacer: Pacer): Bulk {
  const buffers: Buffer[] = [];
  return (open) => {
    const frame = frameOf(open);
    return (key, readers) => {
      const fillings = readers.map((reader) => fill(frame, reader));
      const post = async (signal: AbortSignal): Promise<WireAnswer> => {
        const { buffer, length } = writeBatch(frame, fillings, buffers.pop() ?? Buffer.alloc(0));
        const answer = await wire.post(key, buffer.subarray(0, length), signal);
        // After a silence a dying socket may still read it: other bytes in it could then leave under this key.
        if (answer.kind === 'answer') buffers.push(buffer);
        return answer;
      };
      return {
        hash: batchHash(frame, fillings),
        submit: (signal, stillOurs) =>
          paced({ pacer, signal, stillOurs }, readers.length, () => post(signal)),
      };
    };
  };
}

async function sendWithSdk(
  resend: Resend,
  { key, messages }: PreparedBatch,
  signal: AbortSignal,
): Promise<WireAnswer> {
  const answer: ResendAnswer = await resend.batch.send(payload(messages), {
    idempotencyKey: key,
    // Strict: a 4xx proves that no message of the batch was accepted.
    batchValidation: 'strict',
    signal,
  });
  return { kind: 'answer', ...answer };
}

async function paced(
  { pacer, signal, stillOurs }: { pacer: Pacer; signal: AbortSignal; stillOurs: (() => boolean) | undefined },
  size: number,
  call: () => Promise<WireAnswer>,
): Promise<SubmitResult> {
  await pacer.take(signal);
  if (signal.aborted)
    return { kind: 'later', reason: 'Resend was not called: its rate left no room', afterMs: 1000 };
  // A machine that slept in the queue may find the batch in other hands, and its key forgotten.
  if (stillOurs?.() === false)
    return { kind: 'later', reason: 'Resend was not called: the batch was ours no longer', afterMs: 1000 };
  const answer = await call();
  if (answer.kind === 'answer' && answer.headers !== null) await pacer.learn(answer.headers);
  const result = answer.kind === 'answer' ? readAnswer(answer, size) : heard(answer);
  if (result.kind === 'later') await pacer.holdFor(result.afterMs);
  return result;
}

function heard({ unaccepted, reason }: Extract<WireAnswer, { kind: 'silence' }>): SubmitResult {
  return unaccepted ? { kind: 'later', reason, afterMs: 5000 } : { kind: 'unknown', reason };
}
