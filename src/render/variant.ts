/** Variants: the edition cut down to the sections that some readers chose. */
import { SECTION_IDS, type Edition, type SectionId } from '../model/edition.ts';
import { readingMinutes, wordsIn } from '../model/reading.ts';

/** Section ids in their fixed order, joined by "+": the same set gives the same key. */
export function variantKey(sections: readonly SectionId[]): string {
  return SECTION_IDS.filter((id) => sections.includes(id)).join('+');
}

/** The sections a key names. */
export function variantSections(key: string): SectionId[] {
  const names = key.split('+');
  return SECTION_IDS.filter((id) => names.includes(id));
}

/** The edition with only these sections, in the edition's order, and its length told for them alone. */
export function onlySections(edition: Edition, ids: readonly SectionId[]): Edition {
  const sections = edition.sections.filter(({ id }) => ids.includes(id));
  if (sections.length === edition.sections.length) return edition;
  const words = wordsIn(sections);
  return { ...edition, sections, words, readingMinutes: readingMinutes(words) };
}
