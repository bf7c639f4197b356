/** Composes an edition: what was selected becomes typed sections in the configured order. Pure. */
import { wordsOf } from '../locales/index.ts';
import { longDate, type EditionDate } from '../model/date.ts';
import {
  fullPagePath,
  type BoardTable,
  type Edition,
  type LinkEntry,
  type PaperEntry,
  type Publication,
  type Section,
  type SectionId,
  type SourceReport,
} from '../model/edition.ts';
import type { Essay } from '../model/essay.ts';
import { readingMinutes, wordsIn } from '../model/reading.ts';
import { composePreheader, composeSubject } from './headline.ts';
import { sectionNote } from './notes.ts';

/** How much of a section's sources could be read. */
export type Reading = {
  readonly asked: number;
  readonly answered: number;
  /** Names of those that could not be read. */
  readonly unread: readonly string[];
};

export type ComposeInput = {
  readonly date: EditionDate;
  readonly number: number;
  readonly publication: Publication;
  /** In the order of the mail. */
  readonly sections: readonly SectionId[];
  readonly essay: Essay | null;
  readonly labs: readonly LinkEntry[];
  readonly wire: readonly LinkEntry[];
  readonly papers: readonly PaperEntry[];
  /** `quiet`: nothing was announced since the last edition; `announces`: it is a day on which arXiv announces. */
  readonly arxiv: {
    readonly focus: { readonly category: string; readonly name: string };
    readonly quiet: boolean;
    readonly announces: boolean;
  };
  readonly tables: readonly BoardTable[];
  readonly windowHours: { readonly labs: number; readonly wire: number };
  /** By section; absent: no source is configured. */
  readonly readings: Readonly<Partial<Record<SectionId, Reading>>>;
  readonly report: SourceReport;
  /** Of the last editions: none is used again. */
  readonly recentSubjects: readonly string[];
};

export function composeEdition(input: ComposeInput): Edition {
  const { date, number, publication, essay, report } = input;
  const subject = composeSubject(input);
  const sections = input.sections.map((id) => composeSection(id, input));
  const words = wordsIn(sections);
  return {
    date,
    number,
    publication,
    title: essay?.title ?? `${publication.name}, ${longDate(date, publication.locale)}`,
    subject,
    preheader: composePreheader(input, subject),
    sections,
    report,
    words,
    readingMinutes: readingMinutes(words),
  };
}

function composeSection(id: SectionId, input: ComposeInput): Section {
  const { headings, all } = wordsOf(input.publication).edition;
  const common = {
    heading: headings[id],
    note: sectionNote(id, input),
    all: { label: all[id], path: fullPagePath(id, input.date) },
  };
  switch (id) {
    case 'essay':
      return { kind: 'essay', id, ...common, essay: input.essay };
    case 'labs':
    case 'wire':
      return { kind: 'links', id, ...common, entries: [...input[id]] };
    case 'papers':
      return { kind: 'papers', id, ...common, focus: input.arxiv.focus, entries: [...input.papers] };
    case 'benchmarks':
      return { kind: 'benchmarks', id, ...common, tables: [...input.tables] };
  }
}
