/** Preparing a day: the approved edition is compiled, and who gets it is frozen. */
import type { App } from '../app.ts';
import { prepareEdition } from '../delivery/prepare.ts';
import type { StoredEdition } from '../edition/store.ts';
import { NewsletterError } from '../model/errors.ts';
import { compileEdition, variantKey } from '../render/index.ts';
import { mailOf } from './sample-readers.ts';

/** @throws NewsletterError not-allowed when the edition is not approved, or was approved under another release */
export async function prepareDay(app: App, { id, edition, state, release }: StoredEdition): Promise<void> {
  const { date } = edition;
  if (state !== 'approved')
    throw new NewsletterError('not-allowed', `The edition of ${date} is ${state}, not approved.`, {
      hint: 'Look at it (preview), then: inference-report approve.',
    });
  if (release !== app.release)
    throw new NewsletterError(
      'not-allowed',
      `The edition of ${date} was approved under release ${release}, this is ${app.release}.`,
      {
        hint: 'Draft, check and approve it again: its layout may differ.',
      },
    );
  const { sending } = app.config.settings;
  const everything = variantKey(edition.sections.map((section) => section.id));
  await prepareEdition(app, {
    editionId: id,
    variants: new Map([[everything, await compileEdition(edition)]]),
    variantOf: () => everything,
    mail: mailOf(app),
    maxBatch: sending.batch,
    maxBatchBytes: sending.maxBatchBytes,
  });
}
