/** One call to Resend's batch endpoint, over kept-alive connections, from bytes that are ready: no copy, no encoding, no retry. */
import { Pool } from 'undici';
import { messageOf } from '../../model/errors.ts';
import type { ResendAnswer } from './resend-answers.ts';

/** An answer; or none, and whether it is proven that nothing went out. */
export type WireAnswer =
  | ({ readonly kind: 'answer' } & ResendAnswer)
  | { readonly kind: 'silence'; readonly unaccepted: boolean; readonly reason: string };

export type Wire = {
  /** Never rejects. @param body must not change before this resolves; after a silence it must never be used again */
  post(key: string, body: Uint8Array, signal: AbortSignal): Promise<WireAnswer>;
  close(): Promise<void>;
};

/** An answer is some kilobytes of ids. */
const MAX_ANSWER_BYTES = 1_000_000;

export function createWire(options: { apiKey: string; baseUrl: string; userAgent: string }): Wire {
  const { origin, pathname } = new URL(options.baseUrl);
  // Time is our caller's: the signal ends a call, so the client's own limits are off.
  const pool = new Pool(origin, {
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
  });
  const path = `${pathname.replace(/\/+$/, '')}/emails/batch`;
  const fixed = {
    authorization: `Bearer ${options.apiKey}`,
    'user-agent': options.userAgent,
    'content-type': 'application/json',
    'x-batch-validation': 'strict',
  };
  return {
    post: async (key, body, signal) => {
      try {
        const headers = { ...fixed, 'idempotency-key': key };
        const response = await pool.request({ path, method: 'POST', headers, body, signal });
        const text = await readText(response.body);
        return { kind: 'answer', ...understood(response.statusCode, text, plain(response.headers)) };
      } catch (error) {
        const reason = signal.aborted ? 'no answer in time' : messageOf(error);
        return {
          kind: 'silence',
          unaccepted: !signal.aborted && neverLeft(error),
          reason: `Resend: ${reason}`,
        };
      }
    },
    close: () => pool.destroy(),
  };
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** As the SDK would hand it over, but with the status of the response itself where an error claims another or none. */
function understood(status: number, text: string, headers: Record<string, string>): ResendAnswer {
  const value = parsed(text);
  if (status >= 200 && status < 300) return { data: value, error: null, headers };
  const error = typeof value === 'object' && value !== null ? value : { name: 'application_error' };
  return { data: null, error: { ...error, statusCode: status }, headers };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: a gateway's page, or half an answer. The status says what there is to say.
    return null;
  }
}

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** Failures of connecting: the request had nowhere to go. A reset is not among them, it can follow an acceptance. */
const BEFORE_CONNECTION: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
]);

function neverLeft(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(neverLeft);
  return error instanceof Error && 'code' in error && BEFORE_CONNECTION.has(error.code);
}
