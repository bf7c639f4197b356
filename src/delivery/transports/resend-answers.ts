/** Reading Resend's answers: what each error name proves about the messages, and what an answer without proof leaves open. */
import { z } from 'zod';
import { HOUR_MS } from '../../model/date.ts';
import type { SubmitResult } from '../../model/delivery.ts';

/** As the SDK hands it over: `error` is whatever JSON the server sent, so nothing in it is taken for granted. */
export type ResendAnswer = {
  readonly data: unknown;
  readonly error: unknown;
  readonly headers: Readonly<Record<string, string>> | null;
};

const errorSchema = z.object({
  name: z.string().catch('unnamed'),
  message: z.string().catch(''),
  statusCode: z.number().nullable().catch(null),
});
type ApiError = z.infer<typeof errorSchema>;

const acceptedSchema = z.object({
  data: z.array(z.object({ id: z.string().min(1) })),
  errors: z.array(z.object({ index: z.number().int(), message: z.string() })).optional(),
});

/** @param size messages in the batch */
export function readAnswer({ data, error, headers }: ResendAnswer, size: number): SubmitResult {
  if (error !== null && error !== undefined)
    return classify(errorSchema.catch(UNREADABLE).parse(error), headers ?? {});
  const accepted = acceptedSchema.safeParse(data);
  if (!accepted.success)
    return { kind: 'unknown', reason: 'Resend answered without the ids of the messages' };
  return { kind: 'settled', results: resultsOf(accepted.data, size) };
}

const UNREADABLE: ApiError = { name: 'unnamed', message: 'an error that is not readable', statusCode: null };

/** `data` holds only what was accepted; `errors` names the places of the rest (permissive validation). */
function resultsOf(
  { data, errors = [] }: z.infer<typeof acceptedSchema>,
  size: number,
): Extract<SubmitResult, { kind: 'settled' }>['results'] {
  const rejected = new Map(errors.map(({ index, message }) => [index, message]));
  // Too few or too many ids prove nothing of who has which, nor does one id for two: the engine sees it by the count, which must never be right by chance.
  const different = new Set(data.map(({ id }) => id));
  if (rejected.size + data.length !== size || different.size !== data.length)
    return different.size >= size ? [] : [...different].map((id) => ({ kind: 'submitted', providerId: id }));
  const ids = data.values();
  return Array.from({ length: size }, (_, index) => {
    const reason = rejected.get(index);
    return reason === undefined
      ? { kind: 'submitted', providerId: ids.next().value?.id ?? '' }
      : { kind: 'rejected', reason };
  });
}

type Verdict = (reason: string, headers: Readonly<Record<string, string>>) => SubmitResult;

const pause: Verdict = (reason) => ({ kind: 'pause', reason });
const unknown: Verdict = (reason) => ({ kind: 'unknown', reason });
const unaccepted: Verdict = (reason) => ({ kind: 'unaccepted', reason, index: null });
const conflict: Verdict = (reason) => ({ kind: 'conflict', reason });
const later: Verdict = (reason, headers) => ({ kind: 'later', reason, afterMs: retryAfter(headers) });

/**
 * Names that say more than their status (resend.com/docs/api-reference/errors; the SDK's own union is shorter than
 * what the API answers). Every other name is judged by its status.
 */
const BY_NAME: ReadonlyMap<string, Verdict> = new Map(
  Object.entries({
    // No waiting helps before the day or the month is over.
    daily_quota_exceeded: pause,
    monthly_quota_exceeded: pause,
    // The sender is the same in every message: splitting would refuse them one by one.
    invalid_from_address: pause,
    invalid_idempotent_request: conflict,
    // Our own earlier attempt is still running there: whether it is accepted is not known yet.
    concurrent_idempotent_requests: unknown,
  }),
);

const BY_STATUS: Readonly<Record<number, Verdict>> = {
  408: unknown,
  409: unknown,
  413: (reason) => ({ kind: 'too-large', reason }),
  422: unaccepted,
  425: unknown,
  429: later,
};

function classify(
  { name, message, statusCode }: ApiError,
  headers: Readonly<Record<string, string>>,
): SubmitResult {
  const reason = `Resend: ${name}${statusCode === null ? '' : ` (${statusCode})`}${message === '' ? '' : `: ${message}`}`;
  // No status: the connection broke, or our own time ran out. The SDK drops the cause, so nothing is proven.
  if (statusCode === null || statusCode >= 500 || statusCode < 400) return unknown(reason, headers);
  // 400, 401, 403, 404, 405, 451 and what else is refused: key, domain or account, so every batch would be.
  const verdict = BY_NAME.get(name) ?? BY_STATUS[statusCode] ?? pause;
  return verdict(reason, headers);
}

/** Seconds, or a date by the server's own clock (RFC 9110 section 10.2.3); a second where nothing is said, an hour at most. */
function retryAfter(headers: Readonly<Record<string, string>>): number {
  const said = headers['retry-after'] ?? '';
  const ms = Number(said) * 1000 || Date.parse(said) - Date.parse(headers['date'] ?? '');
  return ms > 0 ? Math.min(ms, HOUR_MS) : 1000;
}
