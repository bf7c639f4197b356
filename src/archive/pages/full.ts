/** The full pages: everything an edition considered, by source, with counts and dates, beyond what the mail had room for. */
import { compareText } from '../../model/board.ts';
import { longDate } from '../../model/date.ts';
import {
  editionPath,
  fullPagePath,
  type BoardTable,
  type Edition,
  type Section,
} from '../../model/edition.ts';
import type { Item, LinkItem, PaperItem } from '../../model/item.ts';
import type { FullItem } from '../editions.ts';
import { boardSource, boardTable } from './board.ts';
import { published } from './dates.ts';
import { count, html, link, type Html } from './html.ts';
import { layout } from './layout.ts';
import { failedSources } from './report.ts';

/** All labs, all feeds or all papers of an edition. Links are grouped by source, papers by category. */
export function itemsPage(edition: Edition, section: Section, items: readonly FullItem[]): Html {
  const groups = groupItems(items);
  const counts = `${count(items.length, noun(section))} in ${count(groups.length, 'group')}`;
  return fullPage(edition, section, items.length === 0 ? 'Nothing was found.' : counts, [
    html`${groups.map(
      ([name, members]) =>
        html`<section>
          <h2>${name} <small>${members.length}</small></h2>
          <ul class="links">
            ${members.map((member) => itemEntry(member, edition))}
          </ul>
        </section>`,
    )}`,
  ]);
}

/** The full tables of an edition, an anchor per board. @param tables with all their rows */
export function benchmarksPage(edition: Edition, section: Section, tables: readonly BoardTable[]): Html {
  const contents = tables.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `);
  return fullPage(
    edition,
    section,
    tables.length === 0 ? 'No board answered.' : count(tables.length, 'table'),
    [
      html`${
        tables.length > 1 &&
        html`<nav aria-label="Tables">
          <ul class="contents">
            ${contents}
          </ul>
        </nav>`
      }
      ${tables.map(
        (table) =>
          html`<section id="${table.id}" aria-labelledby="board-${table.id}">
            <h2 id="board-${table.id}">${table.title}</h2>
            ${table.description !== '' && html`<p>${table.description}</p>`}
            ${boardTable(table, `${table.title}, ${count(table.rows.length, 'row')}`)}
            ${boardSource(table, edition.publication)}
          </section>`,
      )}`,
    ],
  );
}

function fullPage(edition: Edition, section: Section, summary: string, body: Html[]): Html {
  const { publication, date } = edition;
  const day = longDate(date, publication.locale);
  return layout({
    publication,
    title: `${section.all.label}, ${day}`,
    path: fullPagePath(section.id, date),
    wide: section.id === 'benchmarks',
    main: html`<p class="kicker"><time datetime="${date}">${day}</time></p>
      <h1>${section.all.label}</h1>
      <p class="meta">${summary} · <a href="${editionPath(date, section.id)}">Back to the edition</a></p>
      ${section.note !== null && html`<p class="note">${section.note}</p>`} ${body}
      ${failedSources(edition.report)}`,
  });
}

function noun(section: Section): string {
  return section.id === 'papers' ? 'paper' : 'item';
}

function groupItems(items: readonly FullItem[]): [string, FullItem[]][] {
  const groups = Map.groupBy(items, ({ item, source }) =>
    item.kind === 'paper' ? item.primaryCategory : source,
  );
  return [...groups]
    .map(([name, members]): [string, FullItem[]] => [name, members.toSorted(newestFirst)])
    .toSorted(([a], [b]) => compareText(a.toLowerCase(), b.toLowerCase()));
}

/** Undated items come last. */
function newestFirst(a: FullItem, b: FullItem): number {
  return (b.item.publishedAt ?? -Infinity) - (a.item.publishedAt ?? -Infinity) || 0;
}

function itemEntry({ item, chosen }: FullItem, { publication }: Edition): Html {
  return html`<li>
    <h3>${link(item.url, item.title)}</h3>
    <p class="meta">
      ${published(item, publication)}${detail(item)}${chosen && html` · <span class="new">in the edition</span>`}
    </p>
    ${item.summary !== '' && summary(item)}
  </li>`;
}

function detail(item: Item): Html {
  return item.kind === 'link' ? linkDetail(item) : paperDetail(item);
}

function linkDetail({ publisher, authors }: LinkItem): Html {
  const by = [publisher, ...authors].filter((name) => name !== null).join(', ');
  return html`${by !== '' && ` · ${by}`}`;
}

const ANNOUNCED = {
  new: null,
  cross: 'cross-list',
  replace: 'revised',
  'replace-cross': 'revised cross-list',
};

function paperDetail(paper: PaperItem): Html {
  const announced = ANNOUNCED[paper.announceType];
  return html` · arXiv ${paper.arxivId} ·
    ${paper.categories.join(', ')}${announced !== null && ` · ${announced}`} · ${link(paper.pdfUrl, 'PDF')}<br />${paper.authors.join(', ')}`;
}

/** Abstracts of a day are a book: they wait folded, without a script. */
function summary(item: Item): Html {
  if (item.kind === 'link') return html`<p>${item.summary}</p>`;
  return html`<details>
    <summary>Abstract</summary>
    <p>${item.summary}</p>
  </details>`;
}
