/** The recipe: what prepare pins for a whole edition, so that every batch can be rebuilt to the same bytes at any later time. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import { TRANSPORT_NAMES } from '../model/delivery.ts';
import type { CompiledEmail } from '../model/email.ts';
import { NewsletterError } from '../model/errors.ts';
import { compiledFromJson } from '../render/compiled-json.ts';

const mailAddressSchema = z.object({ name: z.string(), address: z.string() });

export const recipeSchema = z.object({
  /** Edition day, `YYYY-MM-DD`: part of every idempotency key and tag. */
  date: z.string(),
  /** Hash of the approved edition, hex. */
  editionHash: z.string(),
  from: mailAddressSchema,
  replyTo: z.string().nullable(),
  /** Name and RFC 2919 id of the list. */
  listName: z.string(),
  listId: z.string(),
  /** Absolute, no trailing slash: base of every reader's links. */
  publicUrl: z.string(),
  /** What it was prepared for: a sender that would hand it to another (say a folder, in a shell without settings) is refused. */
  transport: z.enum(TRANSPORT_NAMES),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** What is the same in every mail of the newsletter, editions and notices. */
export type Mail = Omit<Recipe, 'date' | 'editionHash' | 'transport'>;

/** Recipe, and the id of the signing key that derives tokens and address hashes of this edition. */
export type PinnedRecipe = { readonly recipe: Recipe; readonly keyId: string; readonly frozen: number };

/** null: the edition is not prepared. */
export async function loadRecipe(query: Database['query'], editionId: number): Promise<PinnedRecipe | null> {
  const row = await query
    .selectFrom('recipe')
    .selectAll()
    .where('edition_id', '=', editionId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { recipe: recipeSchema.parse(JSON.parse(row.json)), keyId: row.key_id, frozen: row.frozen_count };
}

/** The variants that were frozen for an edition; none before it is prepared. */
export async function variantNames(query: Database['query'], editionId: number): Promise<string[]> {
  const rows = await query
    .selectFrom('variant')
    .select('variant')
    .where('edition_id', '=', editionId)
    .orderBy('variant')
    .execute();
  return rows.map(({ variant }) => variant);
}

/** @throws NewsletterError broken-invariant when a batch names a variant that was never frozen */
export async function loadVariant(
  query: Kysely<Tables>,
  editionId: number,
  variant: string,
): Promise<CompiledEmail> {
  const row = await query
    .selectFrom('variant')
    .select('json')
    .where('edition_id', '=', editionId)
    .where('variant', '=', variant)
    .executeTakeFirst();
  if (row === undefined)
    throw new NewsletterError('broken-invariant', `Edition ${editionId} has no variant "${variant}".`);
  return compiledFromJson(row.json);
}
