/** What the provider tells while senders work: webhooks thrice, shuffled, spoilt, late and partly lost; and at the end, its records. */
import { setTimeout as sleep } from 'node:timers/promises';
import { recordEvent, type EventDeps } from '../../src/delivery/events.ts';
import { reconcileEdition } from '../../src/delivery/reconcile.ts';
import { isFromResend, readResendEvent } from '../../src/delivery/transports/resend-events.ts';
import { resendRecords } from '../../src/delivery/transports/resend-records.ts';
import { HOUR_MS } from '../../src/model/date.ts';
import { softBouncesSchema } from '../../src/model/list-policies.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { dueOf, shuffled, type Due } from '../resend-stand-in/webhooks.ts';
import { SECRET } from './edition.ts';
import { isCut } from './interfere.ts';
import { fastClock } from './time.ts';
import type { World } from './world.ts';

const WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
/** Of the messages; of the others no webhook ever comes. */
const TOLD = 0.5;

/** Records what is told until the edition is done; what is told hours later comes when nobody sends any more. */
export async function hearNews(world: World): Promise<void> {
  let waiting: Due[] = [];
  const late: Due[] = [];
  while (!world.over) {
    await sleep(25);
    const told = world.accepted.splice(0).filter(() => world.random() < TOLD);
    const fresh = shuffled(told.flatMap(dueOf), world.plan.seed);
    late.push(...fresh.filter(({ afterMs }) => afterMs > HOUR_MS));
    waiting = await post(world, [...waiting, ...fresh.filter(({ afterMs }) => afterMs <= HOUR_MS)]);
  }
  for (let rest = [...waiting, ...late]; rest.length > 0;) rest = await post(world, rest);
}

/** @returns those that were answered with an error, for the connection was cut: they are posted again */
async function post(world: World, webhooks: readonly Due[]): Promise<Due[]> {
  const again: Due[] = [];
  for (const due of webhooks) if (!(await isTaken(world, due))) again.push(due);
  return again;
}

async function isTaken(world: World, { make, spoilt }: Due): Promise<boolean> {
  const { headers, body } = make(WEBHOOK_SECRET, Date.now());
  const header = (name: string) => headers[`svix-${name}`] ?? '';
  const [id, timestamp, signature] = [header('id'), header('timestamp'), header('signature')];
  world.events += 1;
  if (spoilt) world.spoilt += 1;
  if (!isFromResend(WEBHOOK_SECRET, { id, timestamp, signature }, body)) {
    world.refused += 1;
    return true;
  }
  const event = readResendEvent(id, body, fastClock(world.time).now());
  if (event === null) throw new Error(`a webhook of the stand-in cannot be read: ${body}`);
  try {
    await recordEvent(depsOf(world), event);
    return true;
  } catch (error) {
    if (!isCut(error)) throw error;
    return false;
  }
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
