/** Check: there is something to read, and the day did not go by with most sources silent: an honest sentence in each section is no news. */
import type { Section } from '../model/edition.ts';
import { warn, type Check } from './check.ts';

/** As a share of those asked: from here on it is our network rather than their trouble. */
const MANY_SILENT = 0.5;

export const content: Check = {
  name: 'content',
  run: ({ edition: { sections, report } }) => {
    const { checked, failed } = report;
    const silent = checked > 0 && failed.length >= checked * MANY_SILENT;
    return [
      ...(sections.every(isEmpty)
        ? [warn('edition', 'There is nothing to read in it: no essay, headline, paper or table.')]
        : []),
      ...(silent
        ? [
            warn(
              'sources',
              `${failed.length} of ${checked} sources gave nothing: "sources list" says why; collect and draft again when they answer.`,
            ),
          ]
        : []),
    ];
  },
};

function isEmpty(section: Section): boolean {
  switch (section.kind) {
    case 'essay':
      return section.essay === null;
    case 'benchmarks':
      return section.tables.length === 0;
    case 'links':
    case 'papers':
      return section.entries.length === 0;
  }
}
