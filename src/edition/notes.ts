/** Notes: the honest sentence under a heading when a section holds nothing, less, or something other than usual. Pure. */
import { fill, listed, wordsOf } from '../locales/index.ts';
import type { Publication, SectionId } from '../model/edition.ts';
import type { ComposeInput, Reading } from './compose.ts';

const NOBODY: Reading = { asked: 0, answered: 0, unread: [] };
/** More names than this would be longer than the news. */
const NAMED = 3;

/** null: the section speaks for itself. */
export function sectionNote(id: SectionId, input: ComposeInput): string | null {
  const reading = input.readings[id] ?? NOBODY;
  const { publication } = input;
  switch (id) {
    case 'essay':
      return input.essay === null ? wordsOf(publication).notes.noEssay : null;
    case 'labs':
    case 'wire':
      return input[id].length > 0 ? unreadNote(id, reading, publication) : noLinks(id, reading, input);
    case 'papers':
      return papersNote(input, reading);
    case 'benchmarks':
      return tablesNote(input, reading);
  }
}

/** What is missing from a section that is not empty. */
function unreadNote(
  id: 'labs' | 'wire' | 'benchmarks',
  { unread, asked }: Reading,
  publication: Publication,
): string | null {
  const { notes } = wordsOf(publication);
  if (unread.length === 0) return null;
  return unread.length <= NAMED
    ? fill(notes.unreadNames, { names: listed(publication, unread) })
    : fill(notes.unread[id], { unread: unread.length, asked });
}

function noLinks(id: 'labs' | 'wire', reading: Reading, { windowHours, publication }: ComposeInput): string {
  const { notes } = wordsOf(publication);
  if (reading.asked === 0) return notes.noneFollowed[id];
  if (reading.answered === 0) return notes.noneRead[id];
  const nothing = fill(notes.nothingNew[id], { hours: windowHours[id] });
  const unread = unreadNote(id, reading, publication);
  return unread === null ? nothing : `${nothing} ${unread}`;
}

function papersNote({ arxiv, papers, publication }: ComposeInput, reading: Reading): string | null {
  const { notes } = wordsOf(publication);
  const unread = reading.asked > 0 && reading.answered === 0;
  if (!arxiv.quiet) {
    if (papers.length === 0) return notes.noPapers;
    return unread ? notes.lastAnnouncement : null;
  }
  const quiet = arxiv.announces ? notes.noPapers : notes.noAnnouncement;
  const why = unread ? notes.arxivUnread : quiet;
  return papers.length === 0 ? why : `${why} ${notes.pastWeek}`;
}

/** A table that stands in says so itself; one that is gone is told here. */
function tablesNote({ tables, publication }: ComposeInput, reading: Reading): string | null {
  const { notes } = wordsOf(publication);
  if (reading.asked === 0) return notes.noneFollowed.benchmarks;
  if (tables.length > 0) {
    const shown = new Set(tables.map(({ title }) => title));
    const gone = reading.unread.filter((name) => !shown.has(name));
    return unreadNote('benchmarks', { ...reading, unread: gone }, publication);
  }
  return reading.answered === 0 ? notes.noneRead.benchmarks : notes.noTables;
}
