/**
 * One schedule of events per guard of the engine, each made so that this guard alone stands between it and a broken
 * promise. This file is bundled with the engine's own source, once whole and once without each guard.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transaction } from 'kysely';
import { addressOf, makeNewsroom, prepareRequest, SECRET } from '../../scripts/proof/edition.ts';
import { judge, violations } from '../../scripts/proof/judge.ts';
import type { GuardName } from '../../scripts/proof/guards.ts';
import { aroundCalls } from '../../scripts/proof/steps.ts';
import { inOrder, type FaultPlan } from '../../scripts/resend-stand-in/faults.ts';
import { startStandIn, type StandIn } from '../../scripts/resend-stand-in/stand-in.ts';
import { openPostgres, openSqlite, type Database } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import type { Tables } from '../../src/database/schema.ts';
import { prepareEdition } from '../../src/delivery/prepare.ts';
import { sendEdition, type SendDeps } from '../../src/delivery/send.ts';
import { createTransport } from '../../src/delivery/transports/index.ts';
import type { SubmitResult } from '../../src/model/delivery.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { testClock, type TestClock } from '../support/clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const READERS = 6;

type Scene = {
  /** Another connection to the same database. */
  readonly open: () => Promise<Database>;
  readonly database: Database;
  readonly standIn: StandIn;
  readonly clock: TestClock;
  readonly editionId: number;
  readonly deps: SendDeps;
  readonly leftInTime: Set<string>;
};

type Around = (call: () => Promise<SubmitResult>) => Promise<SubmitResult>;

/** What the judge finds when a schedule is over; nothing as long as every guard stands. */
export const SCHEDULES: Record<GuardName, (url: string | null) => Promise<string[]>> = {
  'unique pair': (url) =>
    scene(url, {}, async ({ database, editionId, deps }) => {
      await addSecondRow(database, editionId).catch(() => null);
      await sendEdition(deps, { editionId });
    }),

  fence: (url) =>
    scene(url, { fault: inOrder('rate-limit') }, async ({ deps, clock, editionId }) => {
      const accepted = deferred();
      const firstIsDone = deferred();
      const second = sender(deps, 'sender-2', async (call) => {
        const answer = await call();
        accepted.resolve();
        await firstIsDone.promise;
        return answer;
      });
      let other: Promise<unknown> = Promise.resolve();
      // Refused, but told so only when its lease is over and another sender's call was accepted.
      const first = sender(deps, 'sender-1', async (call) => {
        const answer = await call();
        if (answer.kind !== 'later') return answer;
        clock.advance(deps.leaseMs);
        other = sendEdition(second, { editionId });
        await accepted.promise;
        return answer;
      });
      await sendEdition(first, { editionId });
      firstIsDone.resolve();
      await other;
    }),

  'key before call': (url) =>
    scene(url, {}, async ({ deps, clock, editionId }) => {
      const dying = sender(deps, 'sender-1', async (call) => {
        await call();
        throw new Error('killed after the provider said yes');
      });
      await sendEdition(dying, { editionId }).catch(() => null);
      clock.advance(deps.leaseMs);
      await sendEdition(deps, { editionId });
    }),

  'hash pin': (url) =>
    scene(url, { fault: inOrder('accept-then-reset') }, async ({ database, deps, clock, editionId }) => {
      await sendOnce(deps, editionId);
      const { json } = await database.query.selectFrom('recipe').select('json').executeTakeFirstOrThrow();
      const moved = json.replace('https://news.example', 'https://moved.example');
      await database.query.updateTable('recipe').set({ json: moved }).execute();
      clock.advance(HOUR);
      await sendEdition(deps, { editionId });
    }),

  'lease at the claim': async (url) => {
    const offered: string[] = [];
    const found = await scene(url, {}, async ({ deps, clock, editionId, standIn }) => {
      const stop = new AbortController();
      // It looks once; told to wait, it goes home.
      const hasty = { ...clock, sleep: async () => stop.abort() };
      const second = { ...deps, sender: 'sender-2', clock: hasty };
      const first = sender(deps, 'sender-1', async (call) => {
        const answer = await call();
        await sendEdition(second, { editionId, signal: stop.signal });
        return answer;
      });
      await sendEdition(first, { editionId });
      offered.push(...standIn.offers().map(({ key }) => key));
    });
    const twice = offered.filter((key, index) => offered.indexOf(key) !== index);
    return [...found, ...twice.map((key) => `taken from a living sender: ${key}`)];
  },

  'lease before the call': (url) =>
    scene(url, {}, async ({ open, deps, clock, editionId }) => {
      const database = await open();
      // The machine sleeps for a day between the claim and the call; another sends the edition meanwhile.
      const query = afterFirstTransaction(database.query, async () => {
        clock.advance(deps.leaseMs);
        await sendEdition({ ...deps, sender: 'sender-2' }, { editionId });
        clock.advance(25 * HOUR);
      });
      const sleeper = { ...database, query };
      await sendEdition({ ...deps, database: sleeper }, { editionId });
      await database.close();
    }),

  'recheck in the claim': (url) =>
    scene(url, {}, async ({ database, deps, clock, editionId, leftInTime }) => {
      const subscribers = createSubscribers({ database, keys: deps.keys, clock });
      await subscribers.unsubscribe(1);
      await subscribers.suppress(addressOf(2), 'complaint');
      leftInTime.add(addressOf(1)).add(addressOf(2));
      await sendEdition(deps, { editionId });
    }),

  'window margin': (url) =>
    scene(url, { fault: inOrder('accept-then-reset') }, async ({ deps, clock, editionId }) => {
      await sendOnce(deps, editionId);
      clock.advance(24 * HOUR - 5 * MINUTE);
      // Asked in time by our clock; by the provider's it is too late when the call arrives.
      const slow = sender(deps, 'sender-1', (call) => {
        clock.advance(10 * MINUTE);
        return call();
      });
      await sendEdition(slow, { editionId });
    }),

  'per-id settle': (url) =>
    scene(
      url,
      { fault: () => 'permissive', refuses: (address) => address === addressOf(2) },
      async ({ deps, editionId }) => {
        await sendEdition(deps, { editionId });
      },
    ),

  'ids counted': (url) =>
    scene(url, { fault: inOrder('fewer-ids') }, async ({ deps, editionId }) => {
      await sendEdition(deps, { editionId });
    }),
};

/** The same database, with something happening when its first transaction has been committed. */
function afterFirstTransaction(query: Database['query'], act: () => Promise<void>): Database['query'] {
  let transactions = 0;
  const transaction = () => ({
    execute: async (work: (trx: Transaction<Tables>) => Promise<unknown>) => {
      const result = await query.transaction().execute(work);
      if (transactions++ === 0) await act();
      return result;
    },
  });
  return new Proxy(query, {
    get: (target, property) => {
      if (property === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function scene(
  url: string | null,
  provider: { fault?: FaultPlan; refuses?: (address: string) => boolean },
  play: (scene: Scene) => Promise<void>,
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-guards-'));
  const open = async () =>
    url === null ? openSqlite(join(folder, 'newsletter.sqlite')) : await openPostgres(url);
  const database = await open();
  const clock = wholeClock(testClock('2026-11-24T07:00:00Z'));
  const standIn = await startStandIn({ ...provider, now: () => clock.now() });
  const resend = { apiKey: 're_guards', baseUrl: standIn.url, webhookSecret: null };
  const transport = await createTransport(
    { transport: 'resend', resend, smtpUrl: null, dataDir: folder },
    clock,
  );
  const keys = createKeyRing([SECRET]);
  const leftInTime = new Set<string>();
  try {
    await migrate(database);
    const editionId = await makeNewsroom(database, READERS);
    await prepareEdition({ database, keys, clock }, prepareRequest(editionId, READERS));
    const deps: SendDeps = {
      ...{ database, keys, clock, transport, sender: 'sender-1' },
      ...{ concurrency: 1, timeoutMs: 5000, leaseMs: 3 * MINUTE },
    };
    await play({ open, database, standIn, clock, editionId, deps, leftInTime });
    return violations(await judge({ database, editionId, standIn, addressOf, leftInTime }));
  } finally {
    await transport.close();
    await standIn.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function sender(deps: SendDeps, name: string, around: Around): SendDeps {
  return { ...deps, sender: name, transport: aroundCalls(deps.transport, around) };
}

/** One call, then home. */
async function sendOnce(deps: SendDeps, editionId: number): Promise<void> {
  const stop = new AbortController();
  await sendEdition(deps, { editionId, signal: stop.signal, onProgress: () => stop.abort() });
}

/** What no statement of ours does: the first reader's delivery once more, in a batch of its own. */
async function addSecondRow({ query }: Database, editionId: number): Promise<void> {
  const first = await query.selectFrom('delivery').selectAll().orderBy('id').executeTakeFirstOrThrow();
  const { variant } = await query
    .selectFrom('batch')
    .select('variant')
    .where('id', '=', first.batch_id)
    .executeTakeFirstOrThrow();
  const batch = await query
    .insertInto('batch')
    .values({
      ...{ edition_id: editionId, position: 99, variant, state: 'pending' },
      ...{ fence: 0, not_before: 0, attempts: 0 },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // Any id that is free.
  await query
    .insertInto('delivery')
    .values({ ...first, id: 99, batch_id: batch.id })
    .execute();
}

/** Instants are whole milliseconds, and a pace of a million calls a second sleeps for less. */
function wholeClock(clock: TestClock): TestClock {
  return { ...clock, sleep: async (ms) => clock.advance(Math.ceil(ms)) };
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
