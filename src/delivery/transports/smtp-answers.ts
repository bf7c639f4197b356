/** Reading SMTP's failures (RFC 5321 section 4.2): what a reply proves about a message, and what silence leaves open. */
import { z } from 'zod';
import type { SubmitResult } from '../../model/delivery.ts';
import { messageOf } from '../../model/errors.ts';

/** As nodemailer throws them; nothing in it is taken for granted. */
const failureSchema = z.object({
  code: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  /** The server's reply, where it gave one: 421, 450, 550 ... */
  responseCode: z.number().optional().catch(undefined),
  syscall: z.string().optional().catch(undefined),
  /** Which of its time limits has passed. */
  timeoutType: z.string().optional().catch(undefined),
});

/** Errors of our own side of the connection, before any mail is offered on it. */
const BEFORE_MAIL: ReadonlySet<string | undefined> = new Set([
  ...['EDNS', 'ETLS', 'EPROXY'],
  ...['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'],
]);

/**
 * Nodemailer's word for a kept connection that was gone before a byte of the message was read. Where it says anything
 * else, in a later version too, the message counts as perhaps accepted.
 */
const GONE_BEFORE_MAIL = 'Reached maximum number of retries after connection was closed';

export function readFailure(error: unknown): SubmitResult {
  const failure = failureSchema.catch({}).parse(error);
  const { code, command, responseCode } = failure;
  const said = messageOf(error);
  const reason = `SMTP: ${said}`;
  // The password or the account: no message can pass.
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535) return { kind: 'pause', reason };
  if (responseCode !== undefined) return replied(responseCode, command, reason);
  if (failure.syscall === 'connect' || BEFORE_MAIL.has(code) || BEFORE_MAIL.has(failure.timeoutType))
    return { kind: 'later', reason, afterMs: 5000 };
  if (said === GONE_BEFORE_MAIL) return { kind: 'later', reason, afterMs: 5000 };
  // The connection broke, perhaps after DATA: it may have been accepted, and there is no key to ask again with.
  return { kind: 'unknown', reason };
}

/** The server said no: it has not accepted the message, for good (5xx) or for now (4xx). */
function replied(responseCode: number, command: string | undefined, reason: string): SubmitResult {
  if (responseCode < 400) return { kind: 'unknown', reason };
  const named = command === 'RCPT TO' || command === 'DATA';
  // 421: the server itself is closing, whoever was named (RFC 5321 section 3.8).
  if (responseCode < 500 && named && responseCode !== 421) return { kind: 'deferred', reason };
  if (responseCode < 500) return { kind: 'later', reason, afterMs: 60_000 };
  // Refused before anyone was named: the sender is at fault, so every message would be.
  return named ? { kind: 'unaccepted', reason, index: 0 } : { kind: 'pause', reason };
}
