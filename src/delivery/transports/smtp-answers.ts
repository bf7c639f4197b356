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

export function readFailure(error: unknown): SubmitResult {
  const failure = failureSchema.catch({}).parse(error);
  const { code, command, responseCode } = failure;
  const reason = `SMTP: ${messageOf(error)}`;
  // The password or the account: no message can pass.
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535) return { kind: 'pause', reason };
  if (responseCode !== undefined) return replied(responseCode, command, reason);
  if (failure.syscall === 'connect' || BEFORE_MAIL.has(code) || BEFORE_MAIL.has(failure.timeoutType))
    return { kind: 'later', reason, afterMs: 5000 };
  // The connection broke, perhaps after DATA: it may have been accepted, and there is no key to ask again with.
  return { kind: 'unknown', reason };
}

/** The server said no: it has not accepted the message, for good (5xx) or for now (4xx). */
function replied(responseCode: number, command: string | undefined, reason: string): SubmitResult {
  if (responseCode < 400) return { kind: 'unknown', reason };
  // 421: the server itself is closing, whoever was named (RFC 5321 section 3.8).
  if (responseCode < 500 && command === 'RCPT TO' && responseCode !== 421)
    return { kind: 'deferred', reason };
  if (responseCode < 500) return { kind: 'later', reason, afterMs: 60_000 };
  // Refused before anyone was named: the sender is at fault, so every message would be.
  if (command === 'RCPT TO' || command === 'DATA') return { kind: 'unaccepted', reason, index: 0 };
  return { kind: 'pause', reason };
}
