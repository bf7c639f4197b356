/** Check: the essay is an essay: neither a note nor a book. */
import { warn, type Check } from './check.ts';

export const essayLength: Check = {
  name: 'essay-length',
  run: ({ edition, limits: { essayWords } }) =>
    edition.sections.flatMap((section) => {
      if (section.kind !== 'essay') return [];
      if (section.essay === null) return [warn('essay', 'There is no essay for this day.')];
      const { words } = section.essay;
      if (words < essayWords.min)
        return [warn('essay', `The essay has ${words} words; ${essayWords.min} or more are usual.`)];
      return words > essayWords.max
        ? [warn('essay', `The essay has ${words} words; readers leave before ${essayWords.max}.`)]
        : [];
    }),
};
