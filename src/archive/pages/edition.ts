/** The edition as a page: essay, links, papers and the first rows of each table, every section ending in its full page. */
import { tableLinkLabel } from '../../../emails/table-words.ts';
import { whyChosen } from '../../../emails/words.ts';
import { counted, fill, wordsOf } from '../../locales/index.ts';
import { longDate } from '../../model/date.ts';
import { fullPagePath, type BenchmarksSection, type BoardTable, type Edition } from '../../model/edition.ts';
import type {
  EssaySection,
  LinkEntry,
  LinksSection,
  PaperEntry,
  PapersSection,
} from '../../model/edition.ts';
import type { Publication, Section } from '../../model/edition.ts';
import type { EditionSummary } from '../editions.ts';
import { boardNotes, boardTable, headingId } from './board.ts';
import { published } from './dates.ts';
import { essayBody } from './essay.ts';
import { html, link, type Html } from './html.ts';
import { layout } from './layout.ts';
import { editionList, neighbours } from './lists.ts';
import { failedSources } from './report.ts';

/** @param published every public edition, newest first */
export function editionPage(edition: Edition, published: readonly EditionSummary[]): Html {
  return layout({
    publication: edition.publication,
    title: edition.title,
    description: edition.preheader,
    path: `/archive/${edition.date}`,
    main: html`${editionBody(edition)} ${neighbours(edition, published)}`,
  });
}

/** The front page: the latest edition whole, and the way to earlier ones. */
export function frontPage(edition: Edition, published: readonly EditionSummary[]): Html {
  const { publication, preheader: description, date } = edition;
  const { pages } = wordsOf(publication);
  const earlier = published.filter((other) => other.date < date).slice(0, 10);
  return layout({
    publication,
    title: publication.name,
    description,
    path: '/',
    main: html`${editionBody(edition)}
    ${
      earlier.length > 0 &&
      html`<section class="earlier" aria-labelledby="earlier">
        <h2 id="earlier">${pages.earlier}</h2>
        ${editionList(earlier, publication)}
        <p class="all">
          <a href="/archive">${counted(publication, pages.allCounted, published.length)}&nbsp;→</a>
        </p>
      </section>`
    }`,
  });
}

function editionBody(edition: Edition): Html {
  const { publication, date, number, words, readingMinutes, sections } = edition;
  const said = wordsOf(publication);
  const entry = ({ id, heading }: Section) => html`<li><a href="#${id}">${heading}</a></li> `;
  return html`<article>
    <header>
      <p class="kicker">
        <time datetime="${date}">${longDate(date, publication.locale)}</time> ·
        ${fill(said.edition.number, { number })}
      </p>
      <h1>${edition.title}</h1>
      <p class="meta">
        ${counted(publication, said.pages.length, words)},
        ${counted(publication, said.pages.minutes, readingMinutes)}
      </p>
      <nav aria-label="${said.edition.inside}">
        <ul class="contents">
          ${sections.map(entry)}
        </ul>
      </nav>
    </header>
    ${sections.map((section) => sectionHtml(section, edition))} ${failedSources(edition)}
  </article>`;
}

function sectionHtml(section: Section, edition: Edition): Html {
  const all =
    section.kind !== 'essay' &&
    html`<p class="all"><a href="${section.all.path}">${section.all.label}&nbsp;→</a></p>`;
  return html`<section id="${section.id}" aria-labelledby="heading-${section.id}">
    <h2 id="heading-${section.id}">${section.heading}</h2>
    ${section.note !== null && html`<p class="note">${section.note}</p>`} ${sectionBody(section, edition)}
    ${all}
  </section>`;
}

function sectionBody(section: Section, edition: Edition): Html | null {
  switch (section.kind) {
    case 'essay':
      return essaySection(section, edition);
    case 'links':
      return linksSection(section, edition.publication);
    case 'papers':
      return papersSection(section, edition.publication);
    case 'benchmarks':
      return benchmarksSection(section, edition);
  }
}

function essaySection({ essay }: EssaySection, edition: Edition): Html | null {
  if (essay === null) return null;
  return html`<div class="essay">
    ${essay.title !== edition.title && html`<h3 class="title">${essay.title}</h3>`}
    ${essay.standfirst !== '' && html`<p class="standfirst">${essay.standfirst}</p>`}
    ${essayBody(essay, wordsOf(edition.publication))}
    <p class="byline">${essay.byline}</p>
  </div>`;
}

function linksSection({ entries }: LinksSection, publication: Publication): Html | null {
  if (entries.length === 0) return null;
  return html`<ul class="links">
    ${entries.map((entry) => linkEntry(entry, publication))}
  </ul>`;
}

function linkEntry(entry: LinkEntry, publication: Publication): Html {
  const also = entry.alsoIn.map(({ source, url }, index) => html`${index > 0 && ', '}${link(url, source)}`);
  return html`<li>
    <h3>${link(entry.url, entry.title)}</h3>
    ${entry.summary !== '' && html`<p>${entry.summary}</p>`}
    <p class="meta">
      ${entry.source} ·
      ${published(entry, publication)}${also.length > 0 && html` · ${wordsOf(publication).edition.alsoIn} ${also}`}
    </p>
  </li>`;
}

function papersSection({ entries, focus }: PapersSection, publication: Publication): Html {
  return html`<p class="meta">${fill(wordsOf(publication).pages.focus, focus)}</p>
    ${entries.map((entry) => paperEntry(entry, publication))}`;
}

function paperEntry(entry: PaperEntry, publication: Publication): Html {
  // arXiv announces by the day.
  const { edition, pages } = wordsOf(publication);
  const chosenFor = fill(pages.chosenFor, { why: whyChosen(entry, publication) });
  const day = published({ publishedAt: entry.publishedAt, precision: 'day' }, publication);
  return html`<article class="paper">
    <h3>${link(entry.url, entry.title)}</h3>
    <p class="meta">
      ${entry.authors.join(', ')}<br />
      arXiv ${entry.arxivId} · ${entry.category} · ${day} · ${chosenFor}
    </p>
    <p>${entry.abstract}</p>
    <p class="meta">
      ${entry.cut && html`${link(entry.url, edition.wholeAbstract)} · `}${link(entry.pdfUrl, 'PDF')}
    </p>
  </article>`;
}

function benchmarksSection({ tables }: BenchmarksSection, edition: Edition): Html {
  return html`${tables.map((table) => topRows(table, edition))}`;
}

function topRows(table: BoardTable, { date, publication }: Edition): Html {
  const path = `${fullPagePath('benchmarks', date)}#${table.id}`;
  return html`<section class="board" aria-labelledby="${headingId(table)}">
    <h3 id="${headingId(table)}">${table.title}</h3>
    ${table.description !== '' && html`<p>${table.description}</p>`} ${boardTable(table, publication)}
    ${boardNotes(table, publication)}
    <p class="all"><a href="${path}">${tableLinkLabel(table, publication)}&nbsp;→</a></p>
  </section>`;
}
