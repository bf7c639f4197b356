/** Two hands on one edition at the same moment, on Postgres, where neither waits its turn from the start as on SQLite. */
import { sql, type KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { cancelEdition } from '../../src/delivery/control.ts';
import { retryFailed } from '../../src/delivery/retry.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import { openDatabase } from '../support/databases.ts';
import { newsroom, ruledTransport } from './newsroom.ts';

it('cancelling while a batch is being claimed: who is mailed is not said to be skipped', async () => {
  const database = await openDatabase('postgres');
  const transport = ruledTransport(() => 'accept');
  const { editionId, deps } = await newsroom(database, 6, { transport, batch: 3 });
  const racing = meanwhile(database, /^update "batch" set .*"idempotency_key"/, () =>
    cancelEdition(deps, editionId, 'a mistake in it'),
  );
  const report = await sendEdition({ ...deps, database: racing.database }, { editionId });
  await racing.other();
  expect(transport.taken).toHaveLength(3);
  expect(report).toMatchObject({ state: 'cancelled', problems: [], count: { submitted: 3, skipped: 3 } });
});

it('cancelling while a refused batch is handed back leaves nobody pending', async () => {
  const database = await openDatabase('postgres');
  const transport = ruledTransport(() => ({ kind: 'later', reason: 'too many requests', afterMs: 1000 }));
  const { editionId, deps } = await newsroom(database, 3, { transport });
  const racing = meanwhile(
    database,
    /^select .* from "edition"/,
    () => cancelEdition(deps, editionId, 'a mistake in it'),
    () => transport.offered.length > 0,
  );
  const report = await sendEdition({ ...deps, database: racing.database }, { editionId });
  await racing.other();
  expect(report).toMatchObject({ state: 'cancelled', problems: [], count: { skipped: 3 } });
});

it('retrying what failed while the last sender ends: the edition is not called completed', async () => {
  const database = await openDatabase('postgres');
  const bad = new Set(['reader-2@readers.example']);
  const transport = ruledTransport(({ messages }) =>
    messages.some(({ to }) => bad.has(to))
      ? { kind: 'unaccepted', reason: 'no such address', index: null }
      : 'accept',
  );
  const { editionId, deps } = await newsroom(database, 2, { transport });
  await sendEdition(deps, { editionId });
  bad.clear();
  // As it is between the last batch and the look whether it was the last.
  await database.query.updateTable('edition').set({ state: 'sending', completed_at: null }).execute();
  const racing = meanwhile(database, /^update "delivery"/, () => sendEdition(deps, { editionId }));
  await retryFailed({ ...deps, database: racing.database }, { editionId, maxBatch: 100 });
  expect(await racing.other()).toMatchObject({ state: 'sending', count: { submitted: 1, pending: 1 } });
  expect(await sendEdition(deps, { editionId })).toMatchObject({
    state: 'completed',
    count: { submitted: 2 },
  });
});

/**
 * The same database; after the first statement like this, and so inside its transaction, `act` begins on another
 * connection, and has ended or waits for a lock before the transaction goes on.
 */
function meanwhile<T>(
  database: Database,
  after: RegExp,
  act: () => Promise<T>,
  when: () => boolean = () => true,
): { readonly database: Database; readonly other: () => Promise<T> } {
  const executor = database.query.getExecutor();
  const texts = new WeakMap<object, string>();
  let begun: Promise<T> | null = null;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      texts.set(queryId, executor.compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result, queryId }) => {
      if (begun === null && after.test(texts.get(queryId) ?? '') && when()) {
        begun = act();
        await endedOrWaiting(database, begun);
      }
      return result;
    },
  };
  return {
    database: { ...database, query: database.query.withPlugin(plugin) },
    other: () => begun ?? Promise.reject(new Error(`no statement was like ${String(after)}`)),
  };
}

async function endedOrWaiting({ query }: Database, begun: Promise<unknown>): Promise<void> {
  const ended = begun.then(
    () => true,
    () => true,
  );
  const waiting = async () => {
    const { rows } = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(query);
    return rows.length > 0;
  };
  while (!(await waiting()) && !(await Promise.race([ended, Promise.resolve(false)])));
}
