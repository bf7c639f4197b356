/** The owner of the sending right: a copy of the data folder must not send what the first one sends. */
import { z } from 'zod';
import { NewsletterError } from '../model/errors.ts';
import type { Database } from './connect.ts';
import { settledFact, storedFact } from './facts.ts';

/** Where a newsroom sends from: `machineId()`, and the real path of its data folder. */
export type SendingPlace = { readonly machine: string; readonly folder: string };

const placeSchema = z.object({ machine: z.string(), folder: z.string() });

/**
 * The first to send owns the right; a copy at another path or on another machine is refused. A clone of a whole machine
 * looks the same: against that only the provider's keys stand. On Postgres the workers share one database, and it is
 * not asked.
 * @throws NewsletterError not-owner, with the way to take over
 */
export async function claimSending(database: Database, place: SendingPlace): Promise<void> {
  if (database.engine === 'postgres') return;
  refuseOther(place, await settledFact(database, 'owner', JSON.stringify(place)));
}

/**
 * The same for what is no edition: where nobody has sent yet, nobody is refused, and nothing is owned by it.
 * @throws NewsletterError not-owner, with the way to take over
 */
export async function refuseCopy(database: Database, place: SendingPlace): Promise<void> {
  if (database.engine === 'postgres') return;
  const owner = await storedFact(database, 'owner');
  if (owner !== null) refuseOther(place, owner);
}

function refuseOther(place: SendingPlace, stored: string): void {
  const owner = placeSchema.parse(JSON.parse(stored));
  if (owner.folder === place.folder && owner.machine === place.machine) return;
  const where = owner.machine === place.machine ? 'on this machine' : `on another machine (${owner.machine})`;
  throw new NewsletterError(
    'not-owner',
    `The data folder ${place.folder} is a copy: its editions are sent from ${owner.folder} ${where}.`,
    {
      hint:
        'Two that send would mail readers twice. Stop the other one for good, then: ' +
        'inference-report resume --take-over.',
    },
  );
}

/** Makes this place the owner, whoever was; the person says that the other sends no more. */
export async function takeOverSending({ query }: Database, place: SendingPlace): Promise<void> {
  const value = JSON.stringify(place);
  await query
    .insertInto('fact')
    .values({ name: 'owner', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
