/** Which sources did not answer, said to readers too. */
import type { SourceReport } from '../../model/edition.ts';
import { count, html, type Html } from './html.ts';

export function failedSources(report: SourceReport): Html | null {
  if (report.failed.length === 0) return null;
  return html`<aside class="report" aria-label="Missing sources">
    <p>
      ${count(report.failed.length, 'source')} of ${report.checked} gave nothing for this edition, so
      something may be missing:
    </p>
    <ul>
      ${report.failed.map(({ name, reason }) => html`<li>${name}: ${reason}</li> `)}
    </ul>
  </aside>`;
}
