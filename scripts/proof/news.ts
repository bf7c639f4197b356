/** What the provider tells while senders work: webhooks thrice, shuffled and partly lost; and at the end, its records. */
import { setTimeout as sleep } from 'node:timers/promises';
import { recordEvent, type EventDeps } from '../../src/delivery/events.ts';
import { reconcileEdition } from '../../src/delivery/reconcile.ts';
import { readResendEvent } from '../../src/delivery/transports/resend-events.ts';
import { resendRecords } from '../../src/delivery/transports/resend-records.ts';
import { softBouncesSchema } from '../../src/model/list-policies.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { shuffled, webhooksOf, type Webhook } from '../resend-stand-in/webhooks.ts';
import { SECRET } from './edition.ts';
import { fastClock } from './time.ts';
import type { World } from './world.ts';

const WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
/** Of the messages; of the others no webhook ever comes. */
const TOLD = 0.5;

/** Records what is told until the edition is done. */
export async function hearNews(world: World): Promise<void> {
  let waiting: Webhook[] = [];
  while (!world.over) {
    await sleep(25);
    const told = world.accepted.splice(0).filter(() => world.random() < TOLD);
    const fresh = told.flatMap((email) => webhooksOf(email, WEBHOOK_SECRET));
    waiting.push(...shuffled(fresh, world.plan.seed));
    const refused: Webhook[] = [];
    for (const webhook of waiting) {
      const taken = await record(world, webhook);
      world.events += 1;
      // The connection was cut: answered with an error, so it is posted again.
      if (!taken) refused.push(webhook);
    }
    waiting = refused;
  }
}

async function record(world: World, { headers, body }: Webhook): Promise<boolean> {
  const event = readResendEvent(headers['svix-id'] ?? '', body, fastClock(world.time).now());
  if (event === null) throw new Error(`a webhook of the stand-in cannot be read: ${body}`);
  return recordEvent(depsOf(world), event).then(
    () => true,
    (error: unknown) => {
      if (world.cut === 0) throw error;
      return false;
    },
  );
}

/** Settles from the provider's records what is uncertain. @returns how many were before */
export async function askRecords(world: World): Promise<number> {
  const deps = depsOf(world);
  const records = resendRecords({ apiKey: 're_proof', baseUrl: world.standIn.url, clock: deps.clock });
  const { settled, uncertain } = await reconcileEdition(deps, records, world.editionId);
  return settled + uncertain;
}

function depsOf({ database, time }: World): EventDeps {
  const softBounces = softBouncesSchema.parse({});
  return { database, keys: createKeyRing([SECRET]), clock: fastClock(time), softBounces };
}
