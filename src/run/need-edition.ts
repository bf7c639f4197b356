/** The edition of a day, or one clear sentence on how to make it. */
import type { App } from '../app.ts';
import { editionOfDate, type StoredEdition } from '../edition/store.ts';
import type { EditionDate } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';

/** @throws NewsletterError not-found, saying how to make it */
export async function needEdition(app: App, date: EditionDate): Promise<StoredEdition> {
  const stored = await editionOfDate(app.database.query, date);
  if (stored !== null) return stored;
  throw new NewsletterError('not-found', `There is no edition of ${date}.`, {
    hint: `Make it with: inference-report collect --date ${date}, then draft --date ${date}.`,
  });
}
