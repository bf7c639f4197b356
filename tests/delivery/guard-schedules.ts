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
import { inOrder, type FaultPlan } from '../../scripts/resend-stand-in/fault-plans.ts';
import { startStandIn, type StandIn } from '../../scripts/resend-stand-in/stand-in.ts';
import { webhooksOf } from '../../scripts/resend-stand-in/webhooks.ts';
import { openPostgres, openSqlite, type Database } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import type { Tables } from '../../src/database/schema.ts';
import { pauseEdition } from '../../src/delivery/control.ts';
import { recordEvent } from '../../src/delivery/events.ts';
import { prepareEdition } from '../../src/delivery/prepare.ts';
import { sendEdition, type SendDeps } from '../../src/delivery/send.ts';
import { createTransport } from '../../src/delivery/transports/index.ts';
import { readResendEvent } from '../../src/delivery/transports/resend-events.ts';
import type { SubmitResult, Transport } from '../../src/model/delivery.ts';
import { softBouncesSchema } from '../../src/model/list-policies.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { testClock, type TestClock } from '../support/clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const READERS = 6;
const softBounces = softBouncesSchema.parse({});

type Scene = {
  /** Another connection to the same database. */
  readonly open: () => Promise<Database>;
  readonly database: Database;
  readonly standIn: StandIn;
  readonly clock: TestClock;
  /** How far the provider's clock is ahead of ours. */
  readonly drift: { ms: number };
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

  'recheck of leavers': (url) =>
    scene(url, {}, async ({ database, deps, clock, editionId, leftInTime }) => {
      await createSubscribers({ database, keys: deps.keys, clock }).unsubscribe(1);
      leftInTime.add(addressOf(1));
      await sendEdition(deps, { editionId });
    }),

  'recheck of suppressions': (url) =>
    scene(url, {}, async ({ database, deps, clock, editionId, leftInTime }) => {
      await createSubscribers({ database, keys: deps.keys, clock }).suppress(addressOf(2), 'complaint');
      leftInTime.add(addressOf(2));
      await sendEdition(deps, { editionId });
    }),

  'recheck of addresses': (url) =>
    scene(url, {}, async ({ database, deps, editionId }) => {
      const moved = 'moved@readers.example';
      const reader = database.query.updateTable('subscriber').where('id', '=', 1);
      await reader.set({ email: moved, email_key: moved }).execute();
      await sendEdition(deps, { editionId });
    }),

  'no new key while unproven': (url) =>
    scene(
      url,
      { fault: inOrder('accept-then-reset', undefined, 'rate-limit') },
      async ({ deps, clock, editionId }) => {
        await sendOnce(deps, editionId);
        clock.advance(MINUTE);
        await sendEdition(deps, { editionId });
      },
    ),

  'no smaller batch while unproven': (url) =>
    scene(
      url,
      { fault: inOrder('accept-then-reset', undefined, 'too-large') },
      async ({ deps, clock, editionId }) => {
        await sendOnce(deps, editionId);
        clock.advance(MINUTE);
        await sendEdition(deps, { editionId });
      },
    ),

  'same account': (url) =>
    scene(url, { fault: inOrder('accept-then-reset') }, async ({ deps, clock, editionId, standIn }) => {
      await sendOnce(deps, editionId);
      clock.advance(MINUTE);
      // The operator's new key belongs to another account, which knows nothing of the first call.
      const transport = await transportOf(standIn, clock, 're_other');
      await sendEdition({ ...deps, transport }, { editionId });
      await transport.close();
    }),

  'clock set back': (url) =>
    scene(url, { fault: inOrder('accept-then-reset', undefined, 'reset') }, async (scene) => {
      const { deps, clock, drift, editionId } = scene;
      await sendOnce(deps, editionId);
      // It ran half a day ahead, and is set right: what it says of the first call is worth nothing from here on.
      clock.advance(-12 * HOUR);
      drift.ms += 12 * HOUR;
      await sendOnce(deps, editionId);
      clock.advance(25 * HOUR);
      await sendEdition(deps, { editionId });
    }),

  'uncertain without keys': (url) =>
    scene(url, { fault: inOrder('accept-then-reset') }, async ({ deps, clock, editionId }) => {
      // As SMTP: what it is offered again it takes again.
      const keyless = { ...deps.transport, idempotencyWindowMs: 0 };
      const transport = aroundCalls(keyless, async (call) => {
        const answer = await call();
        clock.advance(25 * HOUR);
        return answer;
      });
      await sendEdition({ ...deps, transport }, { editionId });
    }),

  'one copy only': async (url) => {
    const after: number[] = [];
    const found = await scene(url, { perBatch: 1 }, async (scene) => {
      const { database, deps, clock, editionId, standIn } = scene;
      await sendOnce(deps, editionId);
      const [first] = standIn.journal();
      const twin = { ...first!, id: 'another-id' };
      const [webhook] = webhooksOf(twin, `whsec_${Buffer.alloc(24, 1).toString('base64')}`);
      const event = readResendEvent('msg_twin', webhook?.body ?? '', clock.now());
      if (event !== null) await recordEvent({ database, keys: deps.keys, clock, softBounces }, event);
      const before = standIn.calls();
      await sendEdition(deps, { editionId });
      after.push(standIn.calls() - before);
    });
    // The audit tells of the second copy, as it should; what counts is that nothing more left.
    return [
      ...found.filter((line) => !/accepted twice/.test(line) && !/^losses/.test(line)),
      ...wentOn(after),
    ];
  },

  'pause is seen': async (url) => {
    const after: number[] = [];
    await scene(url, { perBatch: 1 }, async ({ database, deps, clock, editionId, standIn }) => {
      await sendOnce(deps, editionId);
      await pauseEdition({ database, clock }, editionId, 'a person pressed pause');
      const before = standIn.calls();
      await sendEdition(deps, { editionId });
      after.push(standIn.calls() - before);
    });
    return wentOn(after);
  },

  'window margin': (url) =>
    scene(url, { fault: inOrder('accept-then-reset') }, async ({ deps, clock, editionId }) => {
      await sendOnce(deps, editionId);
      clock.advance(24 * HOUR - 5 * MINUTE);
      // Asked in time by our clock; by the provider's it is too late when the call arrives.
      const slow = sender(deps, 'sender-1', (call) => {
        clock.advance(10 * MINUTE);
        return call();
      });
      // A lease that is not over by then, or it would keep the call back as well.
      await sendEdition({ ...slow, leaseMs: HOUR }, { editionId });
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

function wentOn(calls: readonly number[]): string[] {
  return calls.filter((count) => count > 0).map((count) => `went on: ${count} calls`);
}

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

type ScenePlan = {
  readonly fault?: FaultPlan;
  readonly refuses?: (address: string) => boolean;
  /** Messages; all of a variant by default. */
  readonly perBatch?: number;
};

async function scene(
  url: string | null,
  { perBatch = READERS, ...provider }: ScenePlan,
  play: (scene: Scene) => Promise<void>,
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-guards-'));
  const open = async () =>
    url === null ? openSqlite(join(folder, 'newsletter.sqlite')) : await openPostgres(url);
  const database = await open();
  const clock = wholeClock(testClock('2026-11-24T07:00:00Z'));
  const drift = { ms: 0 };
  const standIn = await startStandIn({ ...provider, now: () => clock.now() + drift.ms });
  const transport = await transportOf(standIn, clock, 're_guards');
  const keys = createKeyRing([SECRET]);
  const leftInTime = new Set<string>();
  try {
    await migrate(database);
    const editionId = await makeNewsroom(database, READERS);
    await prepareEdition({ database, keys, clock }, prepareRequest(editionId, perBatch));
    const deps: SendDeps = {
      ...{ database, keys, clock, transport, sender: 'sender-1' },
      ...{ concurrency: 1, timeoutMs: 5000, leaseMs: 3 * MINUTE },
    };
    await play({ open, database, standIn, clock, drift, editionId, deps, leftInTime });
    return violations(await judge({ database, editionId, standIn, addressOf, leftInTime }));
  } finally {
    await transport.close();
    await standIn.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function transportOf(standIn: StandIn, clock: TestClock, apiKey: string): Promise<Transport> {
  const resend = { apiKey, baseUrl: standIn.url, webhookSecret: null };
  return createTransport({ transport: 'resend', resend, smtpUrl: null, dataDir: '.' }, clock);
}

function sender(deps: SendDeps, name: string, around: Around): SendDeps {
  return { ...deps, sender: name, transport: aroundCalls(deps.transport, around) };
}

/** One call, and what was claimed when it was answered; then home. */
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
