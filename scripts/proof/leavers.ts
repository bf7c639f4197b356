/** Unsubscribing beats the queue: readers leave at random moments of a send, and whose leaving was committed before the first claim of their batch gets no mail. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqlite, type Database } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { prepareEdition } from '../../src/delivery/prepare.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { seeded } from '../resend-stand-in/fault-plans.ts';
import { startStandIn, type StandIn } from '../resend-stand-in/stand-in.ts';
import { addressOf, makeNewsroom, prepareRequest, SECRET } from './edition.ts';
import { live } from './life.ts';
import { bundle } from './bundle.ts';

export type Leavers = {
  readonly readers: number;
  readonly left: number;
  /** Their leaving was committed before their batch was claimed for the first time: none of them may be mailed. */
  readonly inTime: number;
  readonly mailedAllTheSame: readonly string[];
  /** Left during the attempt: mailed, listed in the ledger by that reason, and counted by the sender. */
  readonly duringTheAttempt: number;
  /** Of those, whom the ledger does not name. */
  readonly unnamed: readonly string[];
  readonly afterwards: number;
};

const BATCH = 100;

/** @param seed decides who leaves, and after how many calls */
export async function proveLeaving(readers: number, leavers: number, seed: number): Promise<Leavers> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-leavers-'));
  const file = join(folder, 'newsletter.sqlite');
  const database = openSqlite(file);
  const standIn = await startStandIn({ keepsBodies: false, latencyMs: 4 });
  try {
    await migrate(database);
    const editionId = await makeNewsroom(database, readers);
    const deps = { database, keys: createKeyRing([SECRET]), clock: systemClock };
    await prepareEdition(deps, prepareRequest(editionId, BATCH));
    const sender = join(folder, 'sender.mjs');
    await bundle('scripts/proof/sender.ts', sender);
    const time = { real: 0, virtual: 0, speed: 1 };
    const order = {
      ...{ place: { file }, standIn: standIn.url, time, editionId, name: 'sender', maxBatch: BATCH },
      ...{ canaryWaitMs: null, concurrency: 2, timeoutMs: 30_000, leaseMs: 90_000, killAt: null },
    };
    const sending = live({ bundle: sender, alive: new Set() }, { order, killAfterMs: null });
    const leaving = await leaveAtRandom({ database, standIn, readers, leavers, seed });
    const end = await sending;
    if (end.kind !== 'ended' || end.problems.length > 0) throw new Error(JSON.stringify(end));
    return await sumUp(database, standIn, { readers, leaving });
  } finally {
    await standIn.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Leaving = ReadonlyMap<number, 'in time' | 'during' | 'afterwards'>;

async function leaveAtRandom(world: {
  database: Database;
  standIn: StandIn;
  readers: number;
  leavers: number;
  seed: number;
}): Promise<Leaving> {
  const { database, standIn, readers, leavers } = world;
  const random = seeded(world.seed);
  const subscribers = createSubscribers({ database, keys: createKeyRing([SECRET]), clock: systemClock });
  const calls = readers / BATCH;
  const moments = Array.from({ length: leavers }, () => Math.floor(random() * calls)).sort((a, b) => a - b);
  const left = new Map<number, 'in time' | 'during' | 'afterwards'>();
  for (const moment of moments) {
    while (standIn.calls() < moment) await sleep(1);
    const id = 1 + Math.floor(random() * readers);
    if (left.has(id)) continue;
    await subscribers.unsubscribe(id);
    // Asked once the leaving is committed: a batch that is still pending is claimed after it.
    const { state } = await database.query
      .selectFrom('batch')
      .innerJoin('delivery', 'delivery.batch_id', 'batch.id')
      .select('batch.state')
      .where('delivery.subscriber_id', '=', id)
      .executeTakeFirstOrThrow();
    left.set(id, state === 'pending' ? 'in time' : state === 'claimed' ? 'during' : 'afterwards');
  }
  return left;
}

async function sumUp(
  { query }: Database,
  standIn: StandIn,
  { readers, leaving }: { readers: number; leaving: Leaving },
): Promise<Leavers> {
  const mailed = new Set(standIn.journal().flatMap(({ to }) => to));
  const named = await query
    .selectFrom('delivery')
    .select('subscriber_id')
    .where('reason', '=', 'left during the attempt')
    .execute();
  const names = new Set(named.map(({ subscriber_id }) => subscriber_id));
  const who = (when: string) => [...leaving].filter(([, then]) => then === when).map(([id]) => id);
  const inTime = who('in time');
  const mailedDuring = who('during').filter((id) => mailed.has(addressOf(id)));
  // Between our question and the settling nothing holds a reader whose batch was claimed: it may be settled already.
  return {
    ...{ readers, left: leaving.size, inTime: inTime.length, afterwards: who('afterwards').length },
    mailedAllTheSame: inTime.map(addressOf).filter((address) => mailed.has(address)),
    duringTheAttempt: names.size,
    unnamed: mailedDuring.filter((id) => !names.has(id)).map(addressOf),
  };
}
