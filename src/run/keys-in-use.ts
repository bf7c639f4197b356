/** Rotating SIGNING_SECRET: a secret that something stored still needs may not be dropped from the list. */
import type { Database } from '../database/connect.ts';
import { DAY_MS, type Instant } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import type { KeyRing } from '../platform/signing.ts';

/** How long the way out of a mail must work: 30 days by CAN-SPAM, 60 by Canada's law. */
const LINKS_MS = 60 * DAY_MS;

/**
 * @throws NewsletterError bad-environment naming what would be lost: a suppression whose key is gone is not found any
 * more, and that address would be mailed; who follows a link of a mail whose key is gone would stay on the list
 */
export async function refuseDroppedKeys({ query }: Database, keys: KeyRing, now: Instant): Promise<void> {
  const held = keys.all.map(({ id }) => id);
  const suppressions = await query
    .selectFrom('suppression')
    .select(({ fn }) => ['key_id', fn.countAll<number>().as('rows')])
    .where('key_id', 'not in', held)
    .groupBy('key_id')
    .execute();
  const editions = await query
    .selectFrom('recipe')
    .innerJoin('edition', 'edition.id', 'recipe.edition_id')
    .select(['recipe.key_id', 'edition.date'])
    .where('recipe.key_id', 'not in', held)
    .where('edition.state', 'in', ['sending', 'paused'])
    .execute();
  const links = await query
    .selectFrom('recipe')
    .innerJoin('edition', 'edition.id', 'recipe.edition_id')
    .select(({ fn }) => ['recipe.key_id', fn.max('edition.date').as('date')])
    .where('recipe.key_id', 'not in', held)
    .where('recipe.frozen_at', '>', now - LINKS_MS)
    .groupBy('recipe.key_id')
    .execute();
  const needs = [
    ...suppressions.map(({ key_id, rows }) => `${rows} suppressed addresses (key ${key_id})`),
    ...editions.map(({ key_id, date }) => `the unfinished edition of ${date} (key ${key_id})`),
    ...links.map(
      ({ key_id, date }) =>
        `the links to unsubscribe in the mails up to ${date}, for 60 days (key ${key_id})`,
    ),
  ];
  if (needs.length === 0) return;
  throw new NewsletterError(
    'bad-environment',
    `SIGNING_SECRET no longer holds a secret that is in use by ${needs.join(' and ')}.`,
    { hint: 'Put the old secret back at the end of the list: newest first, separated by commas.' },
  );
}
