/** An outage: the database is restarting, cut off or locked. That is nobody's fault here, and what was asked can be asked again. */
import { NewsletterError } from '../model/errors.ts';

/** Of the system, and of Postgres' appendix A beside its class 08: it shuts down, starts, has no connection left, or ended one that stood still. */
const CODES: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '53300', '25P03'],
]);

/** What pg throws without a code. */
const SAID =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect/;

/** @param error what a statement or a transaction has thrown */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isOutage);
  if (error instanceof NewsletterError) return error.code === 'busy';
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return CODES.has(code) || code.startsWith('08') || SAID.test(error.message);
}
