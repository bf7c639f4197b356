/** How long an edition is to read. */
import type { Section } from './edition.ts';
import { countWords } from './essay.ts';

const WORDS_PER_MINUTE = 200;

/** Words of titles, summaries, abstracts and names, and of the essay. */
export function wordsIn(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => sum + sectionWords(section), 0);
}

/** At least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.ceil(words / WORDS_PER_MINUTE));
}

function sectionWords(section: Section): number {
  switch (section.kind) {
    case 'essay':
      return section.essay?.words ?? 0;
    case 'links':
      return countWords(section.entries.flatMap(({ title, summary }) => [title, summary]).join('\n'));
    case 'papers':
      return countWords(section.entries.flatMap(({ title, abstract }) => [title, abstract]).join('\n'));
    case 'benchmarks':
      return countWords(
        section.tables.flatMap(({ title, rows }) => [title, ...rows.map(({ name }) => name)]).join('\n'),
      );
  }
}
