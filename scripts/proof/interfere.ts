/** What goes on while senders work: readers leave, addresses bounce, a person pauses or cancels, connections are cut. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { cancelEdition, pauseEdition } from '../../src/delivery/control.ts';
import { messageOf, NewsletterError } from '../../src/model/errors.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { addressOf, SECRET } from './edition.ts';
import { fastClock } from './time.ts';
import type { World } from './world.ts';

/** Does what the plan says at random moments until the edition is done. */
export async function interfere(world: World): Promise<void> {
  const { plan, random } = world;
  const acts = [
    ...Array.from({ length: plan.leavers }, () => () => leave(world)),
    ...Array.from({ length: plan.pauses }, () => () => pressPause(world)),
    ...Array.from({ length: plan.cuts }, () => () => cutConnections(world)),
    ...Array.from({ length: plan.cancels }, () => () => pressCancel(world)),
  ];
  acts.sort(() => random() - 0.5);
  // Spread over the calls the edition needs: by the clock, most of it would happen before a sender is awake.
  const calls = plan.readers / plan.maxBatch;
  const moments = acts.map(() => Math.floor(random() * calls)).sort((a, b) => a - b);
  for (const [index, act] of acts.entries()) {
    while (world.standIn.calls() < moments[index]! && !world.over) await sleep(2);
    if (world.over) return;
    await act();
  }
}

/**
 * A reader leaves, or an address is suppressed. Whether it was in time is asked of the rows once that is committed: a
 * batch that is then in nobody's hands must leave without this reader.
 */
async function leave(world: World): Promise<void> {
  const { database, random, plan } = world;
  const id = 1 + Math.floor(random() * plan.readers);
  const subscribers = createSubscribers({
    database,
    keys: createKeyRing([SECRET]),
    clock: fastClock(world.time),
  });
  if (random() < 0.6) await subscribers.unsubscribe(id);
  else await subscribers.suppress(addressOf(id), random() < 0.5 ? 'bounce' : 'complaint');
  world.left += 1;
  const batch = await database.query
    .selectFrom('batch')
    .select('state')
    .where('id', '=', (eb) =>
      eb
        .selectFrom('delivery')
        .select('batch_id')
        .where('edition_id', '=', world.editionId)
        .where('subscriber_id', '=', id),
    )
    // A claim under way may have read the list before us: its row is locked, so we wait and see what became of it.
    .$if(database.engine === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (batch === undefined || batch.state === 'pending') world.leftInTime.add(addressOf(id));
}

async function pressPause(world: World): Promise<void> {
  const deps = { database: world.database, clock: fastClock(world.time) };
  await unlessTooLate(pauseEdition(deps, world.editionId, 'a person pressed pause'));
}

/** Not before the edition was prepared, for there is nothing to judge then. */
async function pressCancel(world: World): Promise<void> {
  while (world.standIn.calls() === 0 && !world.over) await sleep(2);
  await cancel(world);
}

/** A second time for what a sender held that died. */
export async function cancel(world: World): Promise<void> {
  const deps = { database: world.database, clock: fastClock(world.time) };
  await unlessTooLate(cancelEdition(deps, world.editionId, 'a person cancelled it'));
}

/** What a person presses when the edition is in another state already is refused, and that is no fault. */
export async function unlessTooLate(pressed: Promise<void>): Promise<void> {
  try {
    await pressed;
  } catch (error) {
    if (!(error instanceof NewsletterError && error.code === 'not-allowed')) throw error;
  }
}

/** What Postgres and its driver say of a connection that was cut; whatever else ends a sender is a fault of ours. */
const CUT = /terminating connection|Connection terminated|connection error|ECONNRESET|EPIPE/;

export function isCut(error: unknown): boolean {
  return CUT.test(messageOf(error));
}

/** As when the database restarts: every sender's statement under way fails. */
async function cutConnections(world: World): Promise<void> {
  if (world.database.engine !== 'postgres') return;
  world.cut += 1;
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(world.database.query);
}
