/** Reconciling a day: the provider's records beside the ledger of its edition. */
import type { App } from '../app.ts';
import { reconcileEdition, type Reconciled } from '../delivery/reconcile.ts';
import type { EditionDate } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import { needHead } from './need-edition.ts';

/** @throws NewsletterError not-found, not-allowed when the transport keeps no records or the edition was never prepared */
export async function reconcileDay(app: App, date: EditionDate): Promise<Reconciled> {
  const { id, frozenAt } = await needHead(app, date);
  if (frozenAt === null)
    throw new NewsletterError('not-allowed', `The edition of ${date} was never prepared: nothing left.`);
  const { apiKey, baseUrl } = app.config.resend;
  if (app.config.transport !== 'resend' || apiKey === null)
    throw new NewsletterError('not-allowed', `TRANSPORT=${app.config.transport} keeps no records to ask.`, {
      hint: 'Only Resend does. What SMTP left uncertain, the log of the mail server tells.',
    });
  const { resendRecords } = await import('../delivery/transports/resend-records.ts');
  const deps = { ...app, softBounces: app.config.settings.softBounces };
  return reconcileEdition(deps, resendRecords({ apiKey, baseUrl, clock: app.clock }), id);
}
