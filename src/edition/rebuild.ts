/** Rebuilding: an edition assembled again from what is stored, and compared with what it was, part by part. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Edition } from '../model/edition.ts';
import { NewsletterError } from '../model/errors.ts';
import { assemble } from './assemble.ts';
import { canonicalJson } from './hash.ts';
import { loadInputs } from './inputs.ts';
import type { StoredEdition } from './store.ts';

/** A part of an edition or of its mails, and whether the rebuilt one equals the stored one. */
export type Part = { readonly name: string; readonly same: boolean };

export type Rebuilt = { readonly edition: Edition; readonly parts: readonly Part[] };

/** @throws NewsletterError not-allowed for an edition whose inputs were not kept */
export async function rebuildEdition(db: Kysely<Tables>, stored: StoredEdition): Promise<Rebuilt> {
  const kept = await loadInputs(db, stored.id);
  if (kept === null)
    throw new NewsletterError(
      'not-allowed',
      `The edition of ${stored.edition.date} was drafted before inputs were kept: it cannot be rebuilt.`,
    );
  const input = { ...kept.input, release: stored.release };
  const { edition, hash } = assemble(input, kept.ingredients, kept.number);
  return {
    edition,
    parts: [...compare(stored.edition, edition), { name: 'hash', same: hash === stored.hash }],
  };
}

/** The hash also covers what was considered and not shown; it differs whenever another part does. */
function compare(was: Edition, is: Edition): Part[] {
  const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null);
  const ids = new Set([...was.sections, ...is.sections].map(({ id }) => id));
  const section = (edition: Edition, id: string) => edition.sections.find((one) => one.id === id);
  return [
    { name: 'masthead', same: same({ ...was, sections: [] }, { ...is, sections: [] }) },
    ...[...ids].map((id) => ({ name: id, same: same(section(was, id), section(is, id)) })),
  ];
}
