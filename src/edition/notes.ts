/** Notes: the honest sentence under a heading when a section holds nothing, less, or something other than usual. Pure. */
import type { SectionId } from '../model/edition.ts';
import type { ComposeInput, Reading } from './compose.ts';

const NOBODY: Reading = { asked: 0, answered: 0, unread: [] };
/** More names than this would be longer than the news. */
const NAMED = 3;

/** null: the section speaks for itself. */
export function sectionNote(id: SectionId, input: ComposeInput): string | null {
  const reading = input.readings[id] ?? NOBODY;
  switch (id) {
    case 'essay':
      return input.essay === null ? 'There is no essay today.' : null;
    case 'labs':
    case 'wire':
      return input[id].length > 0 ? unreadNote(reading, FOLLOWED[id]) : noLinks(id, reading, input);
    case 'papers':
      return papersNote(input, reading);
    case 'benchmarks':
      return tablesNote(input, reading);
  }
}

const FOLLOWED = { labs: 'labs', wire: 'news feeds' } as const;

/** What is missing from a section that is not empty. */
function unreadNote({ unread, asked }: Reading, followed: string): string | null {
  if (unread.length === 0) return null;
  return unread.length <= NAMED
    ? `Could not be read today: ${listed(unread)}.`
    : `${unread.length} of the ${asked} ${followed} we follow could not be read today.`;
}

function noLinks(id: 'labs' | 'wire', reading: Reading, { windowHours }: ComposeInput): string {
  const followed = FOLLOWED[id];
  if (reading.asked === 0) return `No ${followed} are followed yet.`;
  if (reading.answered === 0) return `None of the ${followed} we follow could be read today.`;
  const nothing = `Nothing new from the ${followed} we follow in the last ${windowHours[id]} hours.`;
  const unread = unreadNote(reading, followed);
  return unread === null ? nothing : `${nothing} ${unread}`;
}

function papersNote({ arxiv, papers }: ComposeInput, reading: Reading): string | null {
  const unread = reading.asked > 0 && reading.answered === 0;
  if (!arxiv.quiet) {
    if (papers.length === 0) return 'No new paper was announced in our categories today.';
    return unread ? 'arXiv could not be read today: these are of its last announcement.' : null;
  }
  const why = quietReason(arxiv.announces, unread);
  return papers.length === 0 ? why : `${why} These are from the past week, not shown here before.`;
}

function quietReason(announces: boolean, unread: boolean): string {
  if (unread) return 'arXiv could not be read today.';
  return announces
    ? 'No new paper was announced in our categories today.'
    : 'arXiv announces no papers today.';
}

/** A table that stands in says so itself; one that is gone is told here. */
function tablesNote({ tables }: ComposeInput, reading: Reading): string | null {
  if (reading.asked === 0) return 'No benchmark tables are followed yet.';
  if (tables.length > 0) {
    const shown = new Set(tables.map(({ title }) => title));
    return unreadNote({ ...reading, unread: reading.unread.filter((name) => !shown.has(name)) }, 'tables');
  }
  return reading.answered === 0
    ? 'No benchmark table could be read today.'
    : 'The benchmarks we follow have no table to show today.';
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}
