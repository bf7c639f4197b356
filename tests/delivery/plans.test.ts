/** How the engines look for work: by index, and never through what is settled, however long the list. */
import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { expect, it } from 'vitest';
import type { Database, Engine } from '../../src/database/connect.ts';
import { reasonToStop } from '../../src/delivery/breaker.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { newsroom, ruledTransport } from './newsroom.ts';

describeOnBothEngines('the plans of a sender that resumes', (open, engine) => {
  it('read open batches and their own deliveries by index alone', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(database, 300, { transport, batch: 10 });
    await sendEdition(deps, { editionId, ...stopAfter(20) });
    const asked = await listening(database, (heard) =>
      sendEdition({ ...deps, database: heard, sender: 'sender-2' }, { editionId, ...stopAfter(3) }),
    );
    const plans = await plansOf(database, engine, asked);
    // Claim, membership, settle and their kin: too few would mean that nothing was heard.
    expect(plans.length).toBeGreaterThan(8);
    for (const { sql, plan } of plans) expect(fullReads(engine, plan), `${sql}\n${plan}`).toEqual([]);
    const claims = plans.filter(({ sql }) => /select \* from "batch"/.test(sql));
    expect(claims.length).toBeGreaterThan(0);
    for (const { plan } of claims) expect(plan).toMatch(BY_STATE[engine]);
  });

  it('a refused address costs a look at settled batches, never at all the readers', async () => {
    const database = await open();
    const refused = { kind: 'unaccepted', reason: 'no such address', index: null } as const;
    const transport = ruledTransport((_, call) => (call === 6 ? refused : 'accept'));
    const { editionId, deps } = await newsroom(database, 20, { transport, batch: 1 });
    const asked = await listening(database, (heard) =>
      sendEdition({ ...deps, database: heard }, { editionId, ...stopAfter(6) }),
    );
    const plans = await plansOf(database, engine, asked);
    const question = plans.filter(({ sql }) => /from "batch" inner join "delivery"/.test(sql));
    expect(question).toHaveLength(1);
    for (const { plan } of question) {
      expect(plan).toMatch(BY_STATE[engine]);
      expect(fullReads(engine, plan)).toEqual([]);
    }
  });

  it('the breaker reads the refusals of its own edition, and none of all the others there ever were', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(database, 20, { transport });
    await sendEdition(deps, { editionId });
    const breaker = { bounces: 1, complaints: 1, contentRejections: 0.05, atLeast: 1 };
    const asked = await listening(database, ({ query }) =>
      query.transaction().execute((trx) => reasonToStop(trx, breaker, editionId)),
    );
    const plans = await plansOf(database, engine, asked);
    const question = plans.filter(({ sql }) => /from "delivery_event"/.test(sql));
    expect(question).toHaveLength(1);
    for (const { plan } of question) {
      expect(plan).toMatch(BY_EDITION[engine]);
      expect(fullReads(engine, plan)).toEqual([]);
    }
  });
});

const BY_EDITION: Record<Engine, RegExp> = {
  sqlite:
    /SEARCH delivery_event USING (?:COVERING )?INDEX delivery_event_of_refusals \(refused_edition_id=\?/,
  postgres: /on delivery_event_of_refusals[^]*Index Cond: \(refused_edition_id = /,
};

/** The index is entered at edition and state, so a settled batch is not even passed by. */
const BY_STATE: Record<Engine, RegExp> = {
  sqlite:
    /SEARCH batch USING (?:COVERING )?INDEX batch_by_edition_id_state_position \(edition_id=\? AND state=\?/,
  postgres: /Index Cond: \(\(edition_id = .*\) AND \(state = /,
};

function stopAfter(calls: number) {
  const stop = new AbortController();
  return {
    signal: stop.signal,
    onProgress: (progress: { calls: number }) => {
      if (progress.calls === calls) stop.abort();
    },
  };
}

/** Every query on the ledger until the run ends; its closing audit counts all rows, and is left out. */
async function listening(database: Database, act: (heard: Database) => Promise<unknown>) {
  const asked: RootOperationNode[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await act({ ...database, query: database.query.withPlugin(plugin) });
  const executor = database.query.getExecutor();
  const queries = asked.map((node) => executor.compileQuery(node, { queryId: 'plan' }));
  return queries.filter(({ sql }) => !/count\(/.test(sql) && /"(batch|delivery|subscriber)"/.test(sql));
}

async function plansOf(database: Database, engine: Engine, queries: readonly CompiledQuery[]) {
  const explain = engine === 'sqlite' ? 'explain query plan' : 'explain';
  const different = new Map(queries.map((query) => [query.sql, query]));
  return database.query.transaction().execute(async (trx) => {
    // A small table is cheaper to read whole; this asks whether it could be done otherwise.
    if (engine === 'postgres') await trx.executeQuery(CompiledQuery.raw('set local enable_seqscan = off'));
    const plans: { sql: string; plan: string }[] = [];
    for (const { sql, parameters } of different.values()) {
      const { rows } = await trx.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(`${explain} ${sql}`, [...parameters]),
      );
      plans.push({ sql, plan: rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n') });
    }
    return plans;
  });
}

function fullReads(engine: Engine, plan: string): string[] {
  const whole =
    engine === 'sqlite'
      ? /SCAN (batch|delivery|delivery_event|subscriber)\b.*/g
      : /Seq Scan on (batch|delivery|delivery_event|subscriber)\b.*/g;
  return plan.match(whole) ?? [];
}
