/** What goes on while senders work: readers leave, addresses bounce, a person presses pause, connections are cut. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pauseEdition } from '../../src/delivery/control.ts';
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
  // Not being sent at this moment is no fault: there is nothing to pause then.
  await pauseEdition(deps, world.editionId, 'a person pressed pause').catch(() => null);
}

/** As when the database restarts: every sender's statement under way fails. */
async function cutConnections(world: World): Promise<void> {
  if (world.database.engine !== 'postgres') return;
  world.cut += 1;
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(world.database.query);
}
