/** Snapshots: every request to a source and what came back, and the conditional headers that the last good one allows. */
import type { Kysely } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import { DAY_MS, type Instant } from '../model/date.ts';
import type { SourceFailure } from '../model/source.ts';
import type { Clock } from '../platform/clock.ts';
import { freshUntil } from '../platform/http-freshness.ts';
import type { Fetcher, FetchResult } from '../platform/http.ts';
import { sha256 } from './hash.ts';

/** How long raw bodies are kept; what was read from them is kept for good. */
const BODY_DAYS = 30;

/** One request as it went. */
export type Exchange = { readonly url: string; readonly at: Instant; readonly result: FetchResult };

/**
 * A fetcher that makes requests conditional (RFC 9110 section 13) by the last good snapshot of this source and address,
 * and notes each exchange. What is still fresh, or asked us to wait, is not asked again, by whichever process.
 * A source that needs the whole body passes `etag: null` and `lastModified: null`.
 */
export function recordFetches(
  deps: { database: Database; fetch: Fetcher; clock: Clock },
  sourceId: string,
  exchanges: Exchange[],
): Fetcher {
  return async (request) => {
    const held = request.etag === null ? null : await heldBack(deps, sourceId, request.url);
    if (held !== null) return held;
    const known = await lastGood(deps.database, sourceId, request.url);
    const etag = request.etag === undefined ? (known?.etag ?? null) : request.etag;
    const lastModified =
      request.lastModified === undefined ? (known?.last_modified ?? null) : request.lastModified;
    const result = await deps.fetch({ ...request, etag, lastModified });
    exchanges.push({ url: request.url, at: deps.clock.now(), result });
    return result;
  };
}

/** @param failure of the whole source: an answer that could not be read must not make the next request conditional */
export async function saveExchanges(
  db: Kysely<Tables>,
  sourceId: string,
  exchanges: readonly Exchange[],
  failure: SourceFailure | null,
): Promise<void> {
  for (const { url, at, result } of exchanges) {
    const fault = result.kind === 'failed' ? result.failure : failure;
    await db
      .insertInto('snapshot')
      .values({
        source_id: sourceId,
        url,
        fetched_at: at,
        ...answerColumns(result),
        failure_kind: fault?.kind ?? null,
        failure_message: fault?.message ?? null,
        not_before: notBefore(result, fault, at),
      })
      .execute();
  }
}

/** Empties bodies older than 30 days. @returns how many */
export async function pruneSnapshots(database: Database, now: Instant): Promise<number> {
  const { numUpdatedRows } = await database.query
    .updateTable('snapshot')
    .set({ body: null })
    .where('body', 'is not', null)
    .where('fetched_at', '<', now - BODY_DAYS * DAY_MS)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** What stands for an answer while the server wants none of our requests. */
async function heldBack(
  { database, clock }: { database: Database; clock: Clock },
  sourceId: string,
  url: string,
): Promise<FetchResult | null> {
  const last = await database.query
    .selectFrom('snapshot')
    .select(['not_before', 'failure_kind'])
    .where('source_id', '=', sourceId)
    .where('url', '=', url)
    .orderBy('fetched_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const until = last?.not_before ?? null;
  if (until === null || until <= clock.now()) return null;
  if (last?.failure_kind === null) return { kind: 'not-modified', url };
  const message = `asked us to wait until ${new Date(until).toISOString()}`;
  return { kind: 'failed', failure: { kind: 'rate-limited', message }, retryAt: until };
}

function notBefore(result: FetchResult, fault: SourceFailure | null, at: Instant): Instant | null {
  if (result.kind === 'failed') return Math.min(result.retryAt ?? 0, at + DAY_MS) || null;
  return result.kind === 'answer' && fault === null ? freshUntil(result.headers, at) : null;
}

function lastGood(database: Database, sourceId: string, url: string) {
  return database.query
    .selectFrom('snapshot')
    .select(['etag', 'last_modified'])
    .where('source_id', '=', sourceId)
    .where('url', '=', url)
    .where('status', '=', 200)
    .where('failure_kind', 'is', null)
    .orderBy('fetched_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

function answerColumns(result: FetchResult) {
  const none = {
    status: null,
    etag: null,
    last_modified: null,
    content_type: null,
    body_hash: null,
    body: null,
  };
  if (result.kind === 'failed') return none;
  if (result.kind === 'not-modified') return { ...none, status: 304 };
  const { status, headers, body } = result;
  return {
    status,
    etag: headers['etag'] ?? null,
    last_modified: headers['last-modified'] ?? null,
    content_type: headers['content-type'] ?? null,
    body_hash: sha256(body),
    body,
  };
}
