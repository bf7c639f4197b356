/** Trimming: an edition cut down to limits; whatever is left out is behind the section's link to the web. Pure. */
import { fill, wordsOf, type Words } from '../locales/index.ts';
import type { Edition, EssaySection, PaperEntry, Section } from '../model/edition.ts';
import { leadOf, lineOf } from '../model/lead.ts';
import { shortEssay } from './short-essay.ts';

/** How much of everything there may be; Infinity is no limit. */
export type Limits = {
  /** Letters of a title, a name, a note. */
  readonly line: number;
  /** Words of an abstract. */
  readonly abstract: number;
  readonly labs: number;
  readonly wire: number;
  readonly papers: number;
  readonly tables: number;
  /** Bytes of the essay, see `shortEssay`. */
  readonly essay: number;
};

export const NO_LIMITS: Limits = {
  ...{ line: Infinity, abstract: Infinity, essay: Infinity },
  ...{ labs: Infinity, wire: Infinity, papers: Infinity, tables: Infinity },
};

export type Trimmed = {
  readonly edition: Edition;
  /** What only the web shows, in words for the editor; empty when nothing was cut. */
  readonly cuts: readonly string[];
};

export function trimEdition(edition: Edition, limits: Limits): Trimmed {
  const { mail } = wordsOf(edition.publication);
  const trimmed = edition.sections.map((section) => trimSection(section, limits, mail));
  const sections = trimmed.map(({ section }) => section);
  return {
    edition: withShortLines({ ...edition, sections }, limits.line),
    cuts: trimmed.flatMap(({ section, cut }) => (cut === null ? [] : `${section.heading}: ${cut}`)),
  };
}

/** `cut` is null when the section is whole. */
type TrimmedSection = { readonly section: Section; readonly cut: string | null };

function trimSection(section: Section, limits: Limits, mail: Words['mail']): TrimmedSection {
  const cutTo = <T>(whole: readonly T[], most: number, noun: string) =>
    cutList(whole, most, { noun, all: section.all, moreIn: mail.moreIn });
  switch (section.kind) {
    case 'essay':
      return trimEssay(section, limits.essay, mail.restOfEssay);
    case 'links': {
      const { list: entries, all, cut } = cutTo(section.entries, limits[section.id], 'headline');
      return { section: { ...section, all, entries }, cut };
    }
    case 'papers': {
      const { list, all, cut } = cutTo(section.entries, limits.papers, 'paper');
      return { section: { ...section, all, entries: list.map((paper) => trimPaper(paper, limits)) }, cut };
    }
    case 'benchmarks': {
      const { list: tables, all, cut } = cutTo(section.tables, limits.tables, 'table');
      return { section: { ...section, all, tables }, cut };
    }
  }
}

type Cutting = { readonly noun: string; readonly all: Section['all']; readonly moreIn: string };

function cutList<T>(whole: readonly T[], most: number, { noun, all, moreIn }: Cutting) {
  const list = whole.slice(0, most);
  const left = whole.length - list.length;
  if (left === 0) return { list, all, cut: null };
  return {
    list,
    all: { ...all, label: fill(moreIn, { count: left, label: all.label }) },
    cut: `${left} ${noun}${left === 1 ? '' : 's'}`,
  };
}

function trimEssay(section: EssaySection, bytes: number, label: string): TrimmedSection {
  const essay = section.essay === null ? null : shortEssay(section.essay, bytes);
  if (essay === null) return { section, cut: null };
  const all = { ...section.all, label };
  return { section: { ...section, essay, all }, cut: 'the end of the essay' };
}

/** The rest of an abstract is behind the link that a cut paper shows. */
function trimPaper(paper: PaperEntry, { abstract, line }: Limits): PaperEntry {
  const lead = leadOf(paper.abstract, abstract);
  const text = lineOf(lead.text, abstract * LETTERS_PER_WORD);
  return {
    ...paper,
    authors: paper.authors.map((author) => lineOf(author, line)),
    abstract: text,
    cut: paper.cut || text !== paper.abstract,
  };
}

/** No script has longer words on average; a "word" without any space is cut by it. */
const LETTERS_PER_WORD = 12;

const LINES = new Set([
  ...['title', 'subject', 'preheader', 'standfirst', 'byline', 'source', 'summary', 'why', 'note', 'reason'],
  ...['name', 'organisation', 'effort', 'description', 'label', 'scoreLabel', 'version', 'window', 'licence'],
  ...['staleNote', 'prefix', 'suffix'],
]);

/** Every text that stands on a line of its own, at most this many letters long. */
function withShortLines(edition: Edition, letters: number): Edition {
  if (letters === Infinity) return edition;
  const shorten = (key: string, part: unknown) =>
    typeof part === 'string' && LINES.has(key) ? lineOf(part, letters) : part;
  return JSON.parse(JSON.stringify(edition, shorten)) as Edition;
}
