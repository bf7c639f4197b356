/** The language of a page that speaks to one reader: their browser's, where we speak it, else the newsletter's. */
import type { Context } from 'hono';
import { negotiate, type Locale } from '../locales/index.ts';
import type { Publication } from '../model/edition.ts';

export function localeOf(c: Context, publication: Publication): Locale {
  c.header('Vary', 'Accept-Language');
  return negotiate(c.req.header('accept-language'), publication.locale);
}
