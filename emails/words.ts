/** What a mail says in words, once for html and text: both parts must say the same. */
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
  const date = longDate(edition.date, edition.publication.locale);
  return [date, `No. ${edition.number}`, `${edition.readingMinutes} min read`].join(DOT);
}

export function sampleBanner(): string {
  return 'Sample newsroom: the stories, papers, models and figures in this mail are invented.';
}

/** "12 headlines", "2 tables": how much a reader finds behind a line of the contents. */
export function contentsDetail(section: Section): string {
  if (section.kind === 'essay')
    return section.essay === null ? 'none today' : `${readingMinutes(section.essay.words)} min`;
  if (section.kind === 'benchmarks') return counted(section.tables.length, 'table');
  return counted(section.entries.length, section.kind === 'papers' ? 'paper' : 'headline');
}

function counted(count: number, noun: string): string {
  return count === 0 ? 'none today' : `${count} ${noun}${count === 1 ? '' : 's'}`;
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
export function otherSources({ alsoIn }: LinkEntry): { shown: LinkEntry['alsoIn']; more: string } {
  const rest = alsoIn.length - ALSO_SHOWN;
  return { shown: alsoIn.slice(0, ALSO_SHOWN), more: rest > 0 ? `and ${rest} more` : '' };
}

const AUTHORS_SHOWN = 3;

/** "A, B, C and 5 others". */
export function authorLine(authors: readonly string[]): string {
  const rest = authors.length - AUTHORS_SHOWN;
  // "and 1 other" is no shorter than the name.
  if (rest <= 1) return authors.join(', ');
  return `${authors.slice(0, AUTHORS_SHOWN).join(', ')} and ${rest} others`;
}

/** "cs.DC · arXiv:2611.01234 · 23 Nov 2026". */
export function paperLine(paper: PaperEntry, publication: Publication): string {
  return [paper.category, `arXiv:${paper.arxivId}`, paperDay(paper, publication)].filter(Boolean).join(DOT);
}

/** Where to read it: the rest of a cut abstract, and the paper. The label says of what. */
export function paperLinks(paper: PaperEntry): { label: string; url: string }[] {
  const pdf = { label: `PDF of ${paper.arxivId}`, url: paper.pdfUrl };
  return paper.cut ? [{ label: 'Whole abstract', url: paper.url }, pdf] : [pdf];
}

/** Why this paper, where it is not simply one of the day's category. */
export function paperReason({ why }: PaperEntry): string {
  return why === '' || why === 'category' ? '' : `Chosen by ${why}`;
}

const SOURCES_NAMED = 6;

/** "42 sources asked today, 2 without an answer: X (timeout), Y (…)." */
export function sourceReportLine({ checked, failed }: Edition['report']): string {
  if (failed.length === 0) return `All ${checked} sources answered today.`;
  const names = failed.slice(0, SOURCES_NAMED).map(({ name, reason }) => `${name} (${reason})`);
  const rest = failed.length - names.length;
  const list = [...names, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
  return `${checked} sources asked today, ${failed.length} without an answer: ${list}.`;
}

export function closingLine(edition: Edition): string {
  const { locale } = edition.publication;
  const weekday = longWeekday(edition.date, locale);
  return `That is it for ${weekday}.`;
}

export function viewOnlineUrl(edition: Edition): string {
  return absolute(edition.publication, editionPath(edition.date));
}

/** The line above an unsubscribe link, around the reader's address. */
export function reasonLine(publication: Publication): readonly [string, string] {
  return ['This mail was sent to ', ` because that address subscribed to ${publication.name}.`];
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
