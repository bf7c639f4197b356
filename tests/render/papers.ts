/** The sample edition with as many papers as categories are named, each told apart by its number. */
import type { Edition } from '../../src/model/edition.ts';

export function withPapers(edition: Edition, categories: readonly string[]): Edition {
  return {
    ...edition,
    sections: edition.sections.map((section) => {
      if (section.kind !== 'papers') return section;
      const [first] = section.entries;
      const entries = categories.map((category, index) => ({
        ...first!,
        ...{ itemId: 100 + index, category, title: `Paper number ${index} of ${category}` },
      }));
      return { ...section, entries };
    }),
  };
}
