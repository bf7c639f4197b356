/** The full pages: everything an edition considered, by source, with counts and dates, beyond what the mail had room for. */
import { counted, fill, wordsOf, type Words } from '../../locales/index.ts';
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
import { boardNotes, boardTable, headingId } from './board.ts';
import { published } from './dates.ts';
import { html, link, type Html } from './html.ts';
import { layout } from './layout.ts';
import { failedSources } from './report.ts';

type PageWords = Words['pages'];

/** All labs, all feeds or all papers of an edition. Links are grouped by source, papers by category. */
export function itemsPage(edition: Edition, section: Section, items: readonly FullItem[]): Html {
  const groups = groupItems(items);
  return fullPage(edition, section, itemCounts(edition, section, items.length, groups.length), [
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
  const { publication } = edition;
  const words = wordsOf(publication);
  const contents = tables.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `);
  return fullPage(
    edition,
    section,
    tables.length === 0 ? words.pages.noBoard : counted(publication, words.edition.tables, tables.length),
    [
      html`${
        tables.length > 1 &&
        html`<nav aria-label="${words.pages.tables}">
          <ul class="contents">
            ${contents}
          </ul>
        </nav>`
      }
      ${tables.map(
        (table) =>
          html`<section id="${table.id}" aria-labelledby="${headingId(table)}">
            <h2 id="${headingId(table)}">${table.title}</h2>
            ${table.description !== '' && html`<p>${table.description}</p>`} ${boardTable(table, publication)}
            ${boardNotes(table, publication)}
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
      <p class="meta">
        ${summary} · <a href="${editionPath(date, section.id)}">${wordsOf(publication).pages.back}</a>
      </p>
      ${section.note !== null && html`<p class="note">${section.note}</p>`} ${body} ${failedSources(edition)}`,
  });
}

function itemCounts({ publication }: Edition, { id }: Section, items: number, groups: number): string {
  const { edition, pages } = wordsOf(publication);
  if (items === 0) return pages.nothingFound;
  return fill(pages.inGroups, {
    items: counted(publication, id === 'papers' ? edition.papers : pages.items, items),
    groups: counted(publication, pages.groups, groups),
  });
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

function itemEntry({ item, source, chosen }: FullItem, { publication }: Edition): Html {
  const { pages } = wordsOf(publication);
  return html`<li>
    <h3>${link(item.url, item.title)}</h3>
    <p class="meta">
      ${published(dated(item), publication)}${detail(item, source, pages)}${chosen && html` · <span class="new">${pages.chosen}</span>`}
    </p>
    ${item.summary !== '' && summary(item, pages)}
  </li>`;
}

/** arXiv announces by the day, whatever hour it stamps. */
function dated({ kind, publishedAt, precision }: Item): Parameters<typeof published>[0] {
  return { publishedAt, precision: kind === 'paper' ? 'day' : precision };
}

function detail(item: Item, source: string, pages: PageWords): Html {
  return item.kind === 'link' ? linkDetail(item, source) : paperDetail(item, pages);
}

/** Who wrote it, where it is not just the house that the group is named for. */
function linkDetail({ publisher, authors }: LinkItem, source: string): Html {
  const by = [publisher, ...authors].filter((name) => name !== null && name !== source).join(', ');
  return html`${by !== '' && ` · ${by}`}`;
}

function paperDetail(paper: PaperItem, pages: PageWords): Html {
  const announced = paper.announceType === 'new' ? null : pages.announced[paper.announceType];
  return html` · arXiv ${paper.arxivId} ·
    ${paper.categories.join(', ')}${announced !== null && ` · ${announced}`} · ${link(paper.pdfUrl, 'PDF')}<br />${paper.authors.join(', ')}`;
}

/** Abstracts of a day are a book: they wait folded, without a script. */
function summary(item: Item, { abstract }: PageWords): Html {
  if (item.kind === 'link') return html`<p>${item.summary}</p>`;
  return html`<details>
    <summary>${abstract}</summary>
    <p>${item.summary}</p>
  </details>`;
}
