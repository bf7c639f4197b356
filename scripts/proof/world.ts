/** One run of the proof: a stand-in, a list, an approved edition, and senders that are killed while the world interferes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres, openSqlite, type Database } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { resumeEdition } from '../../src/delivery/control.ts';
import { countEdition } from '../../src/delivery/ledger.ts';
import type { LedgerCount } from '../../src/model/delivery.ts';
import type { EditionState } from '../../src/model/edition.ts';
import { HOUR_MS } from '../../src/model/date.ts';
import { byChance, seeded, type FaultPlan } from '../resend-stand-in/fault-plans.ts';
import type { Accepted } from '../resend-stand-in/mailbox.ts';
import { startStandIn, type StandIn } from '../resend-stand-in/stand-in.ts';
import { addressOf, makeNewsroom } from './edition.ts';
import { cancel, interfere, isCut, unlessTooLate } from './interfere.ts';
import { askRecords, hearNews } from './news.ts';
import { judge, violations } from './judge.ts';
import { live, type Life } from './life.ts';
import type { Plan } from './plan.ts';
import type { Place } from './sender.ts';
import { fastClock, later, type TimeOrigin } from './time.ts';

/** A second of the wall clock is so many in the world: leases end and back-offs pass while one watches. */
const SPEED = 200;
const MORNING = Date.parse('2026-11-24T07:00:00Z');
/** Of the wall clock: how long a call may take, and how long one that hangs does. */
const TIMEOUT_MS = 400;
const HANG_MS = 600;
const LEASE_MS = 2 * TIMEOUT_MS * SPEED;
const CANARY_WAIT_MS = 60_000;
/** More lives than any plan needs: beyond it the edition is stuck. */
const MOST_LIVES = 150;

export type World = {
  readonly plan: Plan;
  readonly random: () => number;
  readonly bundle: string;
  readonly place: Place;
  readonly database: Database;
  readonly standIn: StandIn;
  readonly editionId: number;
  /** Senders alive now, by what kills them. */
  readonly alive: Set<() => void>;
  readonly leftInTime: Set<string>;
  /** Accepted by the provider, and nothing told of it yet. */
  readonly accepted: Accepted[];
  /** Steps at which a sender was killed. */
  readonly killedAt: string[];
  readonly crashes: string[];
  time: TimeOrigin;
  /** Senders wait here before they are started. */
  gate: Promise<void>;
  killsLeft: number;
  lives: number;
  left: number;
  cut: number;
  /** Webhooks that came. */
  events: number;
  /** Those of them that were forged, stale or written anew, and those that were refused. */
  spoilt: number;
  refused: number;
  over: boolean;
};

export type Outcome = {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly count: LedgerCount;
  readonly killedAt: readonly string[];
  readonly lives: number;
  readonly left: number;
  readonly events: number;
  readonly refused: number;
  readonly cancelled: boolean;
  /** Uncertain when the senders were done, before the provider's records were asked. */
  readonly uncertain: number;
  readonly cuts: number;
  readonly calls: number;
  readonly faults: number;
};

/**
 * @param bundle the sender's file
 * @param url an empty Postgres database; null: a new SQLite file
 */
export async function runSeed(plan: Plan, bundle: string, url: string | null): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-proof-'));
  const place = url === null ? { file: join(folder, 'newsletter.sqlite') } : { url };
  const database = 'file' in place ? openSqlite(place.file) : await openPostgres(place.url);
  const started = Date.now();
  let time: TimeOrigin = { real: started, virtual: MORNING, speed: SPEED };
  const { fault, met } = counted(byChance(plan.seed, plan.chance, plan.faults));
  const accepted: Accepted[] = [];
  const standIn = await startStandIn({
    fault,
    hangMs: HANG_MS,
    latencyMs: 3,
    now: () => fastClock(time).now(),
    onAccepted: (emails) => void accepted.push(...emails),
  });
  try {
    await migrate(database);
    const world: World = {
      ...{ plan, bundle, place, database, standIn, random: seeded(plan.seed + 1) },
      ...{ editionId: await makeNewsroom(database, plan.readers), alive: new Set(), leftInTime: new Set() },
      ...{ accepted, killedAt: [], crashes: [], killsLeft: plan.kills, lives: 0, left: 0, cut: 0, events: 0 },
      ...{ spoilt: 0, refused: 0, over: false },
      gate: Promise.resolve(),
      get time() {
        return time;
      },
      set time(shifted) {
        time = shifted;
      },
    };
    await Promise.all([
      ...Array.from({ length: plan.senders }, (_, index) => keepSending(world, index)),
      interfere(world),
      hearNews(world),
      ...plan.outages.map((hours) => outage(world, hours)),
    ]);
    const { count, found, uncertain, cancelled } = await sumUp(world);
    const { killedAt, lives, left, events, refused, cut: cuts } = world;
    const calls = standIn.calls();
    const told = { killedAt, lives, left, events, refused, cancelled, uncertain, cuts, calls, faults: met() };
    return { seed: plan.seed, violations: found, count, ...told };
  } finally {
    await standIn.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One place for a sender: whoever dies there is followed by another, until the edition is done. */
async function keepSending(world: World, index: number): Promise<void> {
  while (!world.over) {
    await world.gate;
    world.lives += 1;
    if (world.lives > MOST_LIVES) {
      world.crashes.push(`stuck after ${MOST_LIVES} lives`);
      world.over = true;
      return;
    }
    await afterwards(world, await live(world, orderFor(world, index)));
  }
}

async function afterwards(world: World, life: Life): Promise<void> {
  switch (life.kind) {
    case 'killed':
      world.killedAt.push(life.at);
      return;
    case 'crashed':
      // A sender whose connections were cut may end of it; it is started again like any other.
      if (world.cut > 0 && isCut(life.message)) return;
      world.crashes.push(life.message);
      world.over = true;
      return;
    case 'ended':
      world.crashes.push(...life.problems);
      if (life.state === 'completed' || life.state === 'cancelled') world.over = true;
      // What paused it is over, says a person.
      if (life.state === 'paused')
        await unlessTooLate(
          resumeEdition({ database: world.database, clock: fastClock(world.time) }, world.editionId),
        );
  }
}

function orderFor(world: World, index: number) {
  const { plan, random } = world;
  const first = world.lives <= plan.senders && index === 0;
  // The first sender of each seed dies a step later than that of the seed before: all of them together try every step.
  const killAt = first ? 1 + (plan.seed % 120) : 1 + Math.floor(random() * 150);
  const dies = world.killsLeft > 0 && random() < 0.8;
  const byItself = dies && (first || random() < 0.7);
  if (dies) world.killsLeft -= 1;
  return {
    order: {
      ...{ place: world.place, standIn: world.standIn.url, time: world.time, editionId: world.editionId },
      ...{ name: `sender-${index}-${world.lives}`, maxBatch: plan.maxBatch, concurrency: plan.concurrency },
      canaryWaitMs: plan.canary ? CANARY_WAIT_MS : null,
      ...{ timeoutMs: TIMEOUT_MS, leaseMs: LEASE_MS, killAt: byItself ? killAt : null },
    },
    /** Of the wall clock, from its start; null: it is left alone. */
    killAfterMs: dies && !byItself ? 60 + random() * 400 : null,
  };
}

export type Orders = ReturnType<typeof orderFor>;

/** The power fails for everyone, and it is hours later when it comes back. */
async function outage(world: World, hours: number): Promise<void> {
  await sleep(300 + world.random() * 500);
  if (world.over) return;
  let open = () => {};
  world.gate = new Promise((resolve) => (open = resolve));
  for (const kill of world.alive) kill();
  while (world.alive.size > 0) await sleep(5);
  world.time = later(world.time, hours * HOUR_MS);
  open();
}

async function sumUp(world: World) {
  const cancelled = (await stateOf(world)) === 'cancelled';
  if (cancelled) {
    world.time = later(world.time, LEASE_MS);
    await cancel(world);
  }
  const uncertain = await askRecords(world);
  const { database, editionId, standIn, leftInTime, crashes } = world;
  const verdict = await judge({ database, editionId, standIn, addressOf, leftInTime });
  const found = [...crashes, ...violations(verdict), ...(await unreconciled(world)), ...believed(world)];
  return { count: await countEdition(database, editionId), found, uncertain, cancelled };
}

async function stateOf({ database, editionId }: World): Promise<EditionState> {
  const edition = database.query.selectFrom('edition').select('state').where('id', '=', editionId);
  return (await edition.executeTakeFirstOrThrow()).state;
}

/** Each spoilt webhook is refused, and none that is as it should be. */
function believed({ spoilt, refused }: World): string[] {
  return spoilt === refused ? [] : [`webhooks: ${spoilt} were spoilt, and ${refused} refused`];
}

/** Whom the provider's records hold is uncertain no more once they were asked. */
async function unreconciled({ database, editionId, standIn }: World): Promise<string[]> {
  const mailed = new Set(standIn.journal().flatMap(({ to }) => to));
  const rows = await database.query
    .selectFrom('delivery')
    .select('subscriber_id')
    .where('edition_id', '=', editionId)
    .where('state', '=', 'uncertain')
    .execute();
  const known = rows.map(({ subscriber_id }) => addressOf(subscriber_id)).filter((one) => mailed.has(one));
  return known.map((address) => `unreconciled: ${address}`);
}

function counted(plan: FaultPlan): { fault: FaultPlan; met: () => number } {
  let met = 0;
  return {
    met: () => met,
    fault: (call, to) => {
      const name = plan(call, to);
      if (name !== undefined) met += 1;
      return name;
    },
  };
}
