/** Dates on pages: in the newsletter's language and time zone, with the exact value for machines. */
import { startOfUtcDay, type Instant } from '../../model/date.ts';
import { wordsOf } from '../../locales/index.ts';
import type { Publication } from '../../model/edition.ts';
import { html, type Html } from './html.ts';

type Dated = { readonly publishedAt: Instant | null; readonly precision: 'instant' | 'day' };

/** "Nov 23, 9:15 AM", or the day alone where the source gives no hour, or an honest "no date". */
export function published(item: Dated, publication: Publication): Html {
  if (item.publishedAt === null) return html`${wordsOf(publication).pages.noDate}`;
  const iso = new Date(item.publishedAt).toISOString();
  if (item.precision === 'day')
    return html`<time datetime="${iso.slice(0, 10)}">${shortDay(iso, publication)}</time>`;
  const clock = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat(publication.locale, { ...clock, timeZone: publication.timeZone });
  return html`<time datetime="${iso}">${format.format(item.publishedAt)}</time>`;
}

/** "November 2026". */
export function monthOf(day: string, publication: Publication): string {
  const format = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(publication.locale, format).format(startOfUtcDay(day));
}

function shortDay(iso: string, publication: Publication): string {
  const format = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(publication.locale, format).format(Date.parse(iso));
}
