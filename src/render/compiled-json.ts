/** Compiled mails as JSON: what the table `variant` keeps, checked against its own hash when read back. */
import { z } from 'zod';
import { MERGE_FIELDS, type CompiledEmail } from '../model/email.ts';
import { NewsletterError } from '../model/errors.ts';
import { hashed } from './seal.ts';

const sealedSchema = z
  .object({ literals: z.array(z.string()), fields: z.array(z.enum(MERGE_FIELDS)) })
  .refine(
    ({ literals, fields }) => literals.length === fields.length + 1,
    'must have a literal around each field',
  );

const compiledSchema = z.object({
  subject: sealedSchema,
  html: sealedSchema,
  text: sealedSchema,
  hash: z.string(),
});

export function compiledToJson(compiled: CompiledEmail): string {
  return JSON.stringify(compiled);
}

/** @throws NewsletterError broken-invariant when the JSON is not a compiled mail, or not the one its hash names. */
export function compiledFromJson(json: string): CompiledEmail {
  const parsed = compiledSchema.safeParse(JSON.parse(json));
  if (!parsed.success) {
    throw new NewsletterError('broken-invariant', 'A stored mail is not readable.', { cause: parsed.error });
  }
  const compiled = hashed(parsed.data);
  if (compiled.hash === parsed.data.hash) return compiled;
  throw new NewsletterError('broken-invariant', 'A stored mail was changed after it was compiled.');
}
