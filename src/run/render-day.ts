/** The edition of a day as one reader would get it, with what the checks say: for files and for the preview. */
import type { App } from '../app.ts';
import { composeMime } from '../delivery/mime.ts';
import type { EditionDate } from '../model/date.ts';
import type { EditionState } from '../model/edition.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { checkEdition } from './check-edition.ts';
import { canBeComposed } from './day-facts.ts';
import { composeDay } from './day.ts';
import { needEdition } from './need-edition.ts';
import { SAMPLE_ADDRESSES, sampleMessages } from './sample-readers.ts';

export type RenderedDay = {
  readonly date: EditionDate;
  readonly state: EditionState;
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The whole mail, RFC 5322. */
  readonly eml: Buffer;
};

/**
 * @param options.redraft compose it anew first, from what is stored and the essay as it is now; an approved edition stays
 * @throws NewsletterError not-found, or bad-input when the essay cannot be read
 */
export async function renderDay(
  app: App,
  date: EditionDate,
  options: { redraft: boolean },
): Promise<RenderedDay> {
  if (options.redraft && (await canBeComposed(app, date))) await composeDay(app, date);
  const stored = await needEdition(app, date);
  const [message] = await sampleMessages(app, stored, [SAMPLE_ADDRESSES[0]]);
  if (message === undefined) throw new NewsletterError('broken-invariant', 'one address gave no message');
  const { subject, html, text } = message;
  return {
    ...{ date, state: stored.state, subject, html, text },
    preheader: stored.edition.preheader,
    findings: (await checkEdition(app, stored)).findings,
    eml: await composeMime(message, app.clock.now()),
  };
}
