/** Notes: the honest sentence under a heading when a section holds nothing, or something other than usual. Pure. */
import type { SectionId } from '../model/edition.ts';
import type { ComposeInput, Reading } from './compose.ts';

/** null: the section speaks for itself. */
export function sectionNote(id: SectionId, input: ComposeInput): string | null {
  const reading = input.readings[id] ?? { asked: 0, answered: 0 };
  switch (id) {
    case 'essay':
      return input.essay === null ? 'There is no essay today.' : null;
    case 'labs':
    case 'wire':
      return input[id].length > 0 ? null : noLinks(id, reading, input.windowHours[id]);
    case 'papers':
      return papersNote(input, reading);
    case 'benchmarks':
      return input.tables.length > 0 ? null : noTables(reading);
  }
}

function noLinks(id: 'labs' | 'wire', reading: Reading, hours: number): string {
  const followed = id === 'labs' ? 'labs' : 'news feeds';
  if (reading.asked === 0) return `No ${followed} are followed yet.`;
  if (reading.answered === 0) return `None of the ${followed} we follow could be read today.`;
  return `Nothing new from the ${followed} we follow in the last ${hours} hours.`;
}

function papersNote({ arxiv, papers }: ComposeInput, reading: Reading): string | null {
  if (!arxiv.quiet) return papers.length > 0 ? null : 'No new paper was announced in our categories today.';
  const why = quietReason(arxiv.announces, reading);
  return papers.length === 0 ? why : `${why} These are from the past week, not shown here before.`;
}

function quietReason(announces: boolean, reading: Reading): string {
  if (reading.asked > 0 && reading.answered === 0) return 'arXiv could not be read today.';
  return announces
    ? 'No new paper was announced in our categories today.'
    : 'arXiv announces no papers today.';
}

function noTables(reading: Reading): string {
  if (reading.asked === 0) return 'No benchmark tables are followed yet.';
  return reading.answered === 0
    ? 'No benchmark table could be read today.'
    : 'The benchmarks we follow have no table to show today.';
}
