/** The edition of a day, or one clear sentence on how to make it. */
import type { App } from '../app.ts';
import { editionOfDate, headOfDate, type EditionHead, type StoredEdition } from '../edition/store.ts';
import type { EditionDate } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';

/** @throws NewsletterError not-found, saying how to make it */
export async function needEdition(app: App, date: EditionDate): Promise<StoredEdition> {
  return (await editionOfDate(app.database.query, date)) ?? missing(date);
}

/** The same without what it says. @throws NewsletterError not-found, saying how to make it */
export async function needHead(app: App, date: EditionDate): Promise<EditionHead> {
  return (await headOfDate(app.database.query, date)) ?? missing(date);
}

function missing(date: EditionDate): never {
  throw new NewsletterError('not-found', `There is no edition of ${date}.`, {
    hint: `Make it with: inference-report collect --date ${date}, then draft --date ${date}.`,
  });
}
