/** Lists of editions: by month, the neighbours of one, and a front page that has nothing to show yet. */
import { wordsOf } from '../../locales/index.ts';
import { longDate } from '../../model/date.ts';
import { editionPath, type Edition, type Publication } from '../../model/edition.ts';
import type { EditionSummary } from '../editions.ts';
import { monthOf } from './dates.ts';
import { html, type Html } from './html.ts';
import { layout } from './layout.ts';

/** @param published every public edition, newest first */
export function archivePage(publication: Publication, published: readonly EditionSummary[]): Html {
  const { frame } = wordsOf(publication);
  const months = [...Map.groupBy(published, ({ date }) => monthOf(date, publication))];
  return layout({
    publication,
    title: frame.all,
    path: '/archive',
    main: html`<h1>${frame.all}</h1>
      ${months.length === 0 && nothingYet(publication)}
      ${months.map(
        ([month, editions]) =>
          html`<section>
            <h2>${month}</h2>
            ${editionList(editions, publication)}
          </section>`,
      )}`,
  });
}

export function emptyFrontPage(publication: Publication): Html {
  const { name } = publication;
  return layout({
    publication,
    title: name,
    path: '/',
    main: html`<h1>${name}</h1>
      ${nothingYet(publication)}`,
  });
}

function nothingYet(publication: Publication): Html {
  return html`<p>${wordsOf(publication).pages.nothingYet}</p>`;
}

export function editionList(editions: readonly EditionSummary[], publication: Publication): Html {
  const entry = ({ date, title }: EditionSummary) =>
    html`<li>
      <a href="${editionPath(date)}">${title}</a>
      <time class="meta" datetime="${date}">${longDate(date, publication.locale)}</time>
    </li>`;
  return html`<ol class="editions" reversed>
    ${editions.map(entry)}
  </ol>`;
}

export function neighbours(
  { date, publication }: Edition,
  published: readonly EditionSummary[],
): Html | null {
  const previous = published.find((other) => other.date < date);
  const next = published.findLast((other) => other.date > date);
  if (previous === undefined && next === undefined) return null;
  return html`<nav class="neighbours" aria-label="${wordsOf(publication).pages.others}">
    ${previous !== undefined && html`<a rel="prev" href="${editionPath(previous.date)}">←&nbsp;${previous.title}</a> `}
    ${next !== undefined && html`<a rel="next" href="${editionPath(next.date)}">${next.title}&nbsp;→</a>`}
  </nav>`;
}
