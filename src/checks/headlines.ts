/** Check: entries that are what they say: told once, dated within reason, papers with real ids. */
import { DAY_MS, startOfUtcDay } from '../model/date.ts';
import type { LinkEntry, PaperEntry } from '../model/edition.ts';
import { block, warn, type Check, type CheckInput, type Found } from './check.ts';

/** Two forms: 2611.01234 since April 2007, cs/0112017 before (arXiv identifiers). */
const ARXIV_ID = /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/;
const OLD_DAYS = 30;

export const headlines: Check = {
  name: 'headlines',
  run: (input) => {
    const links = input.edition.sections.flatMap((section) =>
      section.kind === 'links' ? section.entries : [],
    );
    const papers = input.edition.sections.flatMap((section) =>
      section.kind === 'papers' ? section.entries : [],
    );
    return [
      ...twice([...links, ...papers]),
      ...[...links, ...papers].flatMap((entry) => [...told(entry, input), ...dated(entry, input)]),
      ...papers.flatMap(identified),
      ...empty(input),
    ];
  },
};

type Entry = LinkEntry | PaperEntry;

function twice(entries: readonly Entry[]): Found[] {
  const seen = new Map<string, string>();
  return entries.flatMap(({ url, title }) => {
    const before = seen.get(url);
    seen.set(url, title);
    return before === undefined
      ? []
      : [block('headlines', `“${title}” links to where “${before}” does: leave one out.`)];
  });
}

function told({ url, title }: Entry, { recentUrls }: CheckInput): Found[] {
  return recentUrls.has(url)
    ? [warn('headlines', `“${title}” was in an edition of the last week: leave it out.`)]
    : [];
}

function dated({ title, publishedAt }: Entry, { edition }: CheckInput): Found[] {
  if (publishedAt === null) return [];
  const today = startOfUtcDay(edition.date);
  if (publishedAt > today + 2 * DAY_MS)
    return [block('headlines', `“${title}” is dated after the edition: look at its source.`)];
  return publishedAt < today - OLD_DAYS * DAY_MS
    ? [warn('headlines', `“${title}” is more than ${OLD_DAYS} days old.`)]
    : [];
}

function identified({ title, arxivId, url, pdfUrl }: PaperEntry): Found[] {
  if (!ARXIV_ID.test(arxivId))
    return [block('papers', `“${title}” has the id "${arxivId}", which is none of arXiv's.`)];
  return [url, pdfUrl].every((link) => link.includes(arxivId))
    ? []
    : [block('papers', `“${title}” does not link to its own paper ${arxivId}.`)];
}

/** A section says why it has nothing. */
function empty({ edition }: CheckInput): Found[] {
  return edition.sections.flatMap((section) => {
    const bare =
      section.kind === 'benchmarks'
        ? section.tables.length === 0
        : section.kind !== 'essay' && section.entries.length === 0;
    return bare && section.note === null
      ? [block(section.heading, 'The section is empty and does not say why: add a note.')]
      : [];
  });
}
