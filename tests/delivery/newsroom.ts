/** A list, an approved edition and what is needed to send it, for the tests of the engine. */
import type { Database } from '../../src/database/connect.ts';
import type { NewRow } from '../../src/database/schema.ts';
import { prepareEdition, type Prepared, type PrepareRequest } from '../../src/delivery/prepare.ts';
import type { SendDeps } from '../../src/delivery/send.ts';
import type { PreparedBatch, SubmitResult, Transport } from '../../src/model/delivery.ts';
import { mergeMark } from '../../src/model/email.ts';
import { createKeyRing, type KeyRing } from '../../src/platform/signing.ts';
import { sealEmail } from '../../src/render/seal.ts';
import { testClock, type TestClock } from '../support/clock.ts';

export const DATE = '2026-11-24';
export const MORNING = Date.parse(`${DATE}T07:00:00Z`);
export const SECRET = 'a secret for tests that is long enough';
export const keys: KeyRing = createKeyRing([SECRET]);

export const compiled = sealEmail({
  subject: 'The day in models',
  html: `<p>Hello ${mergeMark('address')}</p><a href="${mergeMark('unsubscribeUrl')}">Leave</a>`,
  text: `Hello ${mergeMark('address')}\nLeave: ${mergeMark('unsubscribeUrl')}\n${mergeMark('preferencesUrl')}`,
});

/** Confirmed subscribers `reader-1@readers.example` and on, or the addresses given. */
export async function addReaders(database: Database, readers: number | readonly string[]): Promise<void> {
  const addresses =
    typeof readers === 'number'
      ? Array.from({ length: readers }, (_, index) => `reader-${index + 1}@readers.example`)
      : readers;
  const rows = addresses.map((email): NewRow<'subscriber'> => ({
    ...{ email, email_key: email.toLowerCase(), state: 'confirmed', created_at: 1, confirmed_at: 1 },
  }));
  for (let at = 0; at < rows.length; at += 1000)
    await database.query
      .insertInto('subscriber')
      .values(rows.slice(at, at + 1000))
      .execute();
}

export async function addEdition(
  database: Database,
  state: NewRow<'edition'>['state'] = 'approved',
  day = { date: DATE, number: 1 },
): Promise<number> {
  const { id } = await database.query
    .insertInto('edition')
    .values({
      ...{ ...day, state, subject: 's', title: 't', json: '{}', hash: 'ab12cd34'.repeat(8) },
      ...{ release: '0', created_at: 1, updated_at: 1 },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function prepare(
  database: Database,
  editionId: number,
  maxBatch = 100,
  canary?: PrepareRequest['canary'],
): Promise<Prepared> {
  return prepareEdition(
    { database, keys, clock: testClock(MORNING) },
    {
      editionId,
      variants: new Map([['all', compiled]]),
      variantOf: () => 'all',
      mail: {
        from: { name: 'The Daily Test', address: 'daily@news.example' },
        replyTo: 'editors@news.example',
        listName: 'The Daily Test',
        listId: 'daily.news.example',
        publicUrl: 'https://news.example',
      },
      transport: 'resend',
      maxBatch,
      maxBatchBytes: 8_000_000,
      ...(canary === undefined ? {} : { canary }),
    },
  );
}

/** A prepared edition of `readers`, and what sends it: one worker, so that the test clock is its own. */
export async function newsroom(
  database: Database,
  readers: number | readonly string[],
  options: { transport: Transport; batch?: number; clock?: TestClock; sender?: string },
): Promise<{ editionId: number; deps: SendDeps; clock: TestClock }> {
  await addReaders(database, readers);
  const editionId = await addEdition(database);
  await prepare(database, editionId, options.batch);
  const clock = options.clock ?? testClock(MORNING);
  const { transport, sender = 'sender-1' } = options;
  const deps = { database, keys, clock, transport, sender, concurrency: 1, timeoutMs: 5000, leaseMs: 60_000 };
  return { editionId, deps, clock };
}

/** A transport that answers by rule and keeps what it was offered and what it took. */
export function ruledTransport(
  rule: (batch: PreparedBatch, call: number) => SubmitResult | 'accept' | 'accept-silently',
  options: { idempotencyWindowMs?: number } = {},
): Transport & { readonly offered: PreparedBatch[]; readonly taken: string[] } {
  const offered: PreparedBatch[] = [];
  const taken: string[] = [];
  const known = new Set<string>();
  return {
    ...{ name: 'resend', batchSize: 100, destination: 'a test', account: 'a test' },
    ...{ offered, taken },
    idempotencyWindowMs: options.idempotencyWindowMs ?? 86_400_000,
    close: async () => undefined,
    submit: async (batch) => {
      offered.push(batch);
      const result = rule(batch, offered.length);
      if (typeof result === 'object') return result;
      if (!known.has(batch.key)) taken.push(...batch.messages.map((message) => message.to));
      known.add(batch.key);
      if (result === 'accept-silently') return { kind: 'unknown', reason: 'no answer' };
      const ids = batch.messages.map((_, index) => `${batch.key}#${index}`);
      return { kind: 'settled', results: ids.map((providerId) => ({ kind: 'submitted', providerId })) };
    },
  };
}

/** The same transport, with something happening before or after each call. */
export function intervening(
  transport: Transport,
  { before, after }: { before?: () => Promise<unknown>; after?: () => Promise<unknown> },
): Transport {
  return {
    ...transport,
    submit: async (batch, signal) => {
      await before?.();
      const answer = await transport.submit(batch, signal);
      await after?.();
      return answer;
    },
  };
}

/** Each idle second is a minute: hours of waiting in some hundred looks at the rows. */
export function hurried(deps: SendDeps, clock: TestClock): SendDeps {
  const sleep = async (ms: number) => clock.advance(ms < 1000 ? ms : 60_000);
  return { ...deps, clock: { now: () => clock.now(), sleep } };
}
