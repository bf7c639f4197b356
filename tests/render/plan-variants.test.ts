import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECTION_IDS } from '../../src/model/edition.ts';
import { choiceKey, cutTo, nearestSuperset, plannedKeys } from '../../src/render/plan-variants.ts';
import { edition } from '../archive/sample-edition.ts';
import { withPapers } from './papers.ts';

const day = withPapers(edition, ['cs.AI', 'cs.CL', 'cs.DC', 'cs.CL']);
const choices = fc.record({
  sections: fc.option(fc.subarray([...SECTION_IDS], { minLength: 1 })),
  paperCategories: fc.option(fc.subarray(['cs.AI', 'cs.CL', 'cs.DC', 'cs.LG'], { minLength: 1 })),
});

describe('a choice', () => {
  it('means exactly its sections and papers', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const cut = cutTo(day, choiceKey(day, choice));
        const wanted = choice.sections ?? SECTION_IDS;
        expect(cut.sections.map(({ id }) => id)).toEqual(SECTION_IDS.filter((id) => wanted.includes(id)));
        for (const section of cut.sections) {
          const whole = day.sections.find(({ id }) => id === section.id)!;
          if (section.kind !== 'papers' || whole.kind !== 'papers') expect(section).toEqual(whole);
          else
            expect(section.entries).toEqual(
              whole.entries.filter(({ category }) => choice.paperCategories?.includes(category) ?? true),
            );
        }
      }),
    );
  });

  it('has the same key as every other choice that gives the same mail', () => {
    const key = (paperCategories: string[] | null, sections = [...SECTION_IDS]) =>
      choiceKey(day, { sections, paperCategories });
    expect(key(['cs.DC', 'cs.AI', 'cs.CL'])).toBe(key(null));
    expect(key(['cs.LG', 'cs.DC'])).toBe(key(['cs.DC']));
    expect(key(['cs.DC'], ['essay'])).toBe('essay');
    expect(key(['cs.LG'])).toBe('essay+labs+wire+papers+benchmarks/');
  });

  it('of papers that today has none of keeps the section, with a word of why', () => {
    const cut = cutTo(day, choiceKey(day, { sections: ['papers'], paperCategories: ['cs.LG'] }));
    expect(cut.sections).toMatchObject([
      { id: 'papers', entries: [], note: expect.stringContaining('None') as string },
    ]);
  });
});

describe('the plan', () => {
  const everything = choiceKey(day, { sections: null, paperCategories: null });

  it('gives every choice its own variant or the smallest that holds it', () => {
    fc.assert(
      fc.property(
        fc.array(choices, { maxLength: 60 }),
        choices,
        fc.integer({ min: 1, max: 12 }),
        (made, last, most) => {
          const counts = new Map<string, number>();
          for (const choice of made) {
            const key = choiceKey(day, choice);
            counts.set(key, (counts.get(key) ?? 0) + 1);
          }
          const planned = plannedKeys(counts, everything, most);
          expect(planned.length).toBeLessThanOrEqual(most);
          const key = choiceKey(day, last);
          const given = nearestSuperset(planned, key)!;
          if (planned.includes(key)) expect(given).toBe(key);
          const ids = (one: string) =>
            cutTo(day, one).sections.flatMap((section) => [
              section.id,
              ...(section.kind === 'papers' ? section.entries.map(({ itemId }) => String(itemId)) : []),
            ]);
          expect(ids(given)).toEqual(expect.arrayContaining(ids(key)));
          const sectionsOf = (one: string) => cutTo(day, one).sections.length;
          for (const other of planned)
            if (ids(key).every((id) => ids(other).includes(id)))
              expect(sectionsOf(given)).toBeLessThanOrEqual(sectionsOf(other));
        },
      ),
    );
  });

  it('keeps the most wanted, and everything always', () => {
    const counts = new Map([
      ['essay', 3],
      ['labs', 9],
      ['wire', 1],
      ['', 50],
    ]);
    expect(plannedKeys(counts, everything, 3)).toEqual([everything, 'labs', 'essay']);
  });
});
