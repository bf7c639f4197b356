/** Each kind of section as plain text: the words, links and order of its html. */
import { wordsOf } from '../../locales/index.ts';
import type {
  BenchmarksSection,
  Edition,
  EssaySection,
  LinkEntry,
  LinksSection,
  PaperEntry,
  PapersSection,
  Publication,
  Section,
} from '../../model/edition.ts';
import {
  authorLine,
  essayTitle,
  otherSources,
  paperLine,
  paperLinks,
  paperReason,
  shortSummary,
  showsSummaries,
} from '../../../emails/words.ts';
import { boardText } from './board.ts';
import { foreignLink, lines, paragraphs } from './lines.ts';
import { proseText } from './prose.ts';

export function sectionText(section: Section, edition: Edition): string {
  switch (section.kind) {
    case 'essay':
      return essayText(section, edition);
    case 'links':
      return linksText(section, edition);
    case 'papers':
      return papersText(section, edition);
    case 'benchmarks':
      return benchmarksText(section, edition);
  }
}

function essayText({ essay }: EssaySection, edition: Edition): string {
  if (essay === null) return '';
  const notes = essay.footnotes.map((blocks, index) => `[${index + 1}] ${proseText(blocks)}`);
  return paragraphs(
    essayTitle(edition, essay),
    proseText(essay.blocks),
    essay.byline,
    notes.length === 0 ? null : lines(wordsOf(edition.publication).edition.notes, ...notes),
  );
}

function linksText(section: LinksSection, { publication }: Edition): string {
  const withSummary = showsSummaries(section);
  return paragraphs(...section.entries.map((entry) => entryText(entry, { withSummary, publication })));
}

type LinkStyle = { readonly withSummary: boolean; readonly publication: Publication };

function entryText(entry: LinkEntry, { withSummary, publication }: LinkStyle): string {
  const { shown, more } = otherSources(entry, publication);
  const { alsoIn } = wordsOf(publication).edition;
  return lines(
    entry.title,
    foreignLink(entry.url),
    withSummary ? shortSummary(entry.summary) : null,
    entry.source,
    ...shown.map(({ source, url }) => lines(`${alsoIn} ${source}`, foreignLink(url))),
    more,
  );
}

function papersText(section: PapersSection, edition: Edition): string {
  return paragraphs(...section.entries.map((paper) => paperText(paper, edition)));
}

function paperText(paper: PaperEntry, { publication }: Edition): string {
  const links = paperLinks(paper, publication).map(({ label, url }) => lines(label, foreignLink(url)));
  return paragraphs(
    lines(
      paper.title,
      foreignLink(paper.url),
      authorLine(paper.authors, publication),
      paperLine(paper, publication),
    ),
    paper.abstract,
    lines(...links, paperReason(paper, publication)),
  );
}

function benchmarksText(section: BenchmarksSection, edition: Edition): string {
  return paragraphs(...section.tables.map((board) => boardText(board, section, edition.publication)));
}
