/** Which sources did not answer, said to readers too. */
import { missingReason } from '../../../emails/words.ts';
import { counted, wordsOf } from '../../locales/index.ts';
import type { Edition } from '../../model/edition.ts';
import { html, type Html } from './html.ts';

export function failedSources({ report, publication }: Edition): Html | null {
  const { checked, failed } = report;
  if (failed.length === 0) return null;
  const { missing, gaveNothing } = wordsOf(publication).pages;
  return html`<aside class="report" aria-label="${missing}">
    <p>${counted(publication, gaveNothing, failed.length, { checked })}</p>
    <ul>
      ${failed.map((source) => html`<li>${source.name}: ${missingReason(source, publication)}</li> `)}
    </ul>
  </aside>`;
}
