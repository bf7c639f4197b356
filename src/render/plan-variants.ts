/** Which variants an edition needs: readers with the same choice share one, and the rarest get the nearest superset. Pure. */
import type { Edition, SectionId } from '../model/edition.ts';
import { onlySections, variantKey, variantSections } from './variant.ts';

/** null: all. */
export type Choice = {
  readonly sections: readonly SectionId[] | null;
  readonly paperCategories: readonly string[] | null;
};

/** Each variant is laid out, checked and stored: this many at most. */
export const MOST_VARIANTS = 64;

/**
 * What a choice means for this edition: `essay+papers`, or `essay+papers/cs.CL,cs.LG` where the reader wants only some of
 * the day's papers. Choices that give the same mail give the same key; "" is nothing at all.
 */
export function choiceKey(edition: Edition, choice: Choice): string {
  const present = edition.sections.map(({ id }) => id);
  const sections = present.filter((id) => choice.sections?.includes(id) ?? true);
  const key = variantKey(sections);
  const printed = categoriesOf(edition);
  const wanted = printed.filter((category) => choice.paperCategories?.includes(category) ?? true);
  const some = sections.includes('papers') && wanted.length < printed.length;
  return some ? `${key}/${wanted.join(',')}` : key;
}

/** The edition as a key says: only these sections, only these papers. */
export function cutTo(edition: Edition, key: string): Edition {
  const { sections, categories } = partsOf(key);
  const cut = onlySections(edition, sections);
  if (categories === null) return cut;
  return {
    ...cut,
    sections: cut.sections.map((section) => {
      if (section.kind !== 'papers') return section;
      const entries = section.entries.filter(({ category }) => categories.includes(category));
      return entries.length > 0 ? { ...section, entries } : { ...section, entries, note: NONE_OF_YOURS };
    }),
  };
}

const NONE_OF_YOURS = 'None of today’s papers is in the categories that you chose.';

/**
 * The keys to compile, the most wanted first; always with `everything`, which is a superset of all.
 * @param readers how many want each key
 */
export function plannedKeys(
  readers: ReadonlyMap<string, number>,
  everything: string,
  most: number = MOST_VARIANTS,
): string[] {
  const others = [...readers].filter(([key]) => key !== everything && key !== '');
  const wanted = others.toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  return [everything, ...wanted.slice(0, most - 1).map(([key]) => key)];
}

/** The key itself where it is planned, else the planned one that holds all of it and the least besides. */
export function nearestSuperset(planned: readonly string[], key: string): string | undefined {
  if (planned.includes(key)) return key;
  const wanted = partsOf(key);
  const holding = planned.filter((one) => holds(partsOf(one), wanted));
  // More sections weigh more than more papers.
  const size = (one: string) => {
    const { sections, categories } = partsOf(one);
    return sections.length * 1000 + (categories?.length ?? 999);
  };
  return holding.toSorted((a, b) => size(a) - size(b))[0];
}

type Parts = { readonly sections: readonly SectionId[]; readonly categories: readonly string[] | null };

function partsOf(key: string): Parts {
  const [sections = '', categories] = key.split('/');
  return {
    sections: variantSections(sections),
    categories: categories?.split(',').filter((category) => category !== '') ?? null,
  };
}

function holds(one: Parts, other: Parts): boolean {
  const { categories } = one;
  if (!other.sections.every((id) => one.sections.includes(id))) return false;
  if (categories === null || !other.sections.includes('papers')) return true;
  return other.categories?.every((category) => categories.includes(category)) ?? false;
}

function categoriesOf(edition: Edition): string[] {
  const papers = edition.sections.flatMap((section) => (section.kind === 'papers' ? section.entries : []));
  return [...new Set(papers.map(({ category }) => category))].toSorted();
}
