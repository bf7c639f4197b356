/** What a mail says in words, once for html and text: both parts must say the same. */
import { counted, fill, wordsOf, type Forms, type Words } from '../src/locales/index.ts';
import { longDate, startOfUtcDay } from '../src/model/date.ts';
import { readingMinutes } from '../src/model/reading.ts';
import {
  editionPath,
  type Edition,
  type LinkEntry,
  type LinksSection,
  type PaperEntry,
  type Publication,
  type Section,
} from '../src/model/edition.ts';
import type { SourceFailureKind } from '../src/model/source.ts';

/** An own page as an absolute address. */
export function absolute(publication: Pick<Publication, 'publicUrl'>, path: string): string {
  return path.startsWith('/') ? publication.publicUrl + path : path;
}

/** Longer addresses are cut by some clients and carry nothing a reader needs. */
const LONGEST_URL = 2000;

/** The address if a mail may link to it (web or mail), else null: feeds can hold `javascript:` and worse. */
export function linkable(url: string): string | null {
  if (url.length > LONGEST_URL || !/^(https?:\/\/|mailto:)[^\s]+$/i.test(url)) return null;
  // RFC 3986 allows none of them, and the text part ends an address at the bracket.
  return url.replace(/[<>"`]/g, encodeURIComponent);
}

/** Between facts on one line; the space before it holds, so that no line starts with a dot. */
export const DOT = '\u00A0· ';

export function dateLine(edition: Edition): string {
  const { publication, number, readingMinutes: count } = edition;
  const words = wordsOf(publication);
  return [
    longDate(edition.date, publication.locale),
    fill(words.edition.number, { number }),
    fill(words.mail.length, { count }),
  ].join(DOT);
}

/** "12 headlines", "2 tables": how much a reader finds behind a line of the contents. */
export function contentsDetail(section: Section, publication: Publication): string {
  const { edition, mail } = wordsOf(publication);
  if (section.kind === 'essay') {
    if (section.essay === null) return edition.none;
    return fill(mail.minutes, { count: readingMinutes(section.essay.words) });
  }
  if (section.kind === 'benchmarks') return some(edition.tables, section.tables.length);
  return some(section.kind === 'papers' ? edition.papers : edition.headlines, section.entries.length);

  function some(forms: Forms, count: number): string {
    return count === 0 ? edition.none : counted(publication, forms, count);
  }
}

/** The sentence under the mail's title: the essay's own, where the essay is in this mail. */
export function standfirst(edition: Edition): string {
  const section = edition.sections.find(({ kind }) => kind === 'essay');
  return section?.kind === 'essay' ? (section.essay?.standfirst ?? '') : '';
}

/** The heading an essay shows besides its section's: none where the mail's own title already says it. */
export function essayTitle(edition: Edition, essay: { title: string }): string | null {
  return essay.title === edition.title ? null : essay.title;
}

/** Labs come with a sentence; the wire is a list to scan. */
export function showsSummaries(section: LinksSection): boolean {
  return section.id === 'labs';
}

const SUMMARY_LENGTH = 180;

/** A feed's summary at the length of a sentence or two, cut between words and never behind a comma. */
export function shortSummary(summary: string): string {
  if (summary.length <= SUMMARY_LENGTH) return summary;
  const head = summary.slice(0, SUMMARY_LENGTH);
  const sentence = /^.{60,}[.!?](?=\s)/su.exec(head)?.[0];
  return sentence ?? `${head.replace(/\s+\S*$/u, '').replace(/[\s,;:–—-]+$/u, '')}…`;
}

const ALSO_SHOWN = 4;

/** Other sources of a story, as many as a line holds, and how many more there are: the full page names all. */
export function otherSources(
  { alsoIn }: LinkEntry,
  publication: Publication,
): { shown: LinkEntry['alsoIn']; more: string } {
  const count = alsoIn.length - ALSO_SHOWN;
  const more = count > 0 ? fill(wordsOf(publication).mail.moreSources, { count }) : '';
  return { shown: alsoIn.slice(0, ALSO_SHOWN), more };
}

const AUTHORS_SHOWN = 3;

/** "A, B, C and 5 others". */
export function authorLine(authors: readonly string[], publication: Publication): string {
  const count = authors.length - AUTHORS_SHOWN;
  // "and 1 other" is no shorter than the name.
  if (count <= 1) return authors.join(', ');
  const first = authors.slice(0, AUTHORS_SHOWN).join(', ');
  return fill(wordsOf(publication).mail.moreAuthors, { authors: first, count });
}

/** "cs.DC · arXiv:2611.01234 · 23 Nov 2026". */
export function paperLine(paper: PaperEntry, publication: Publication): string {
  return [paper.category, `arXiv:${paper.arxivId}`, paperDay(paper, publication)].filter(Boolean).join(DOT);
}

/** Where to read it: the rest of a cut abstract, and the paper. The label says of what. */
export function paperLinks(paper: PaperEntry, publication: Publication): { label: string; url: string }[] {
  const { edition, mail } = wordsOf(publication);
  const pdf = { label: fill(mail.pdf, { paper: paper.arxivId }), url: paper.pdfUrl };
  return paper.cut ? [{ label: edition.wholeAbstract, url: paper.url }, pdf] : [pdf];
}

/** Why this paper, where it is not simply one of the day's category. */
export function paperReason(paper: PaperEntry, publication: Publication): string {
  if (paper.why === '' || paper.why === 'category') return '';
  return fill(wordsOf(publication).mail.chosenBy, { why: whyChosen(paper, publication) });
}

/** What the selection noted in a word, in the reader's language. */
export function whyChosen({ why: noted }: PaperEntry, publication: Publication): string {
  const { why } = wordsOf(publication).edition;
  const keyword = /^keyword: (.*)$/su.exec(noted)?.[1];
  if (keyword !== undefined) return fill(why.keyword, { keyword });
  const known: Readonly<Record<string, string>> = {
    ...{ category: why.category, author: why.author },
    'other category': why.otherCategory,
  };
  return known[noted] ?? noted;
}

const SOURCES_NAMED = 6;

/** "42 sources asked today, 2 without an answer: X (timeout), Y (…)." */
export function sourceReportLine({ report: { checked, failed }, publication }: Edition): string {
  const { mail } = wordsOf(publication);
  if (failed.length === 0) return fill(mail.allAnswered, { checked });
  const named = failed
    .slice(0, SOURCES_NAMED)
    .map((source) => `${source.name} (${missingReason(source, publication)})`)
    .join(', ');
  const count = failed.length - SOURCES_NAMED;
  const list = count > 0 ? fill(mail.moreMissing, { list: named, count }) : named;
  return fill(mail.withoutAnswer, { checked, failed: failed.length, list });
}

const TROUBLES = {
  ...{ network: 'silent', timeout: 'silent', 'http-status': 'silent', 'rate-limited': 'silent' },
  ...{ 'too-many-redirects': 'silent', 'forbidden-address': 'silent', 'bad-url': 'silent' },
  ...{ 'too-large': 'unreadable', 'not-a-feed': 'unreadable', malformed: 'unreadable' },
  ...{ 'feed-error': 'unreadable', 'unexpected-shape': 'unreadable', empty: 'empty' },
  ...{ 'missing-key': 'ours', 'no-permission': 'ours', 'unreadable-file': 'ours', unexpected: 'ours' },
} as const satisfies Record<SourceFailureKind, keyof Words['edition']['because']>;

/** Why a source is missing. Editions of earlier releases kept no kind. */
export function missingReason(
  { reason, kind = 'network' }: Edition['report']['failed'][number],
  publication: Publication,
): string {
  return fill(wordsOf(publication).edition.because[TROUBLES[kind]], { reason });
}

export function closingLine(edition: Edition): string {
  const { publication, date } = edition;
  return fill(wordsOf(publication).mail.closing, { weekday: longWeekday(date, publication.locale) });
}

export function viewOnlineUrl(edition: Edition): string {
  return absolute(edition.publication, editionPath(edition.date));
}

/** The line above an unsubscribe link, around the reader's address. */
export function reasonLine(publication: Publication): readonly [string, string] {
  const [before = '', after = ''] = wordsOf(publication).mail.reason.split('{address}');
  const newsletter = publication.name;
  return [fill(before, { newsletter }), fill(after, { newsletter })];
}

function paperDay(paper: PaperEntry, publication: Publication): string {
  if (paper.publishedAt === null) return '';
  // arXiv announces by the day and stamps it near midnight: only UTC gives that day back.
  return new Intl.DateTimeFormat(publication.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(paper.publishedAt);
}

function longWeekday(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(startOfUtcDay(date));
}
