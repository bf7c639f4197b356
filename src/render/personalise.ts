/** Personalising: one compiled mail and one reader's values make a message. Handlebars is the only per-reader language. */
import Handlebars from 'handlebars';
import type { CompiledEmail, MergeValues, Sealed } from '../model/email.ts';
import { NewsletterError } from '../model/errors.ts';

export type Personalised = { readonly subject: string; readonly html: string; readonly text: string };

/**
 * Prepares a compiled mail once; the returned function is called per reader.
 * @throws NewsletterError broken-invariant when a value is missing, or holds what could break out of its place
 */
export function personaliser(compiled: CompiledEmail): (values: MergeValues) => Personalised {
  const subject = fill(compiled.subject, { escape: false });
  const html = fill(compiled.html, { escape: true });
  const text = fill(compiled.text, { escape: false });
  const fields = new Set([...compiled.subject.fields, ...compiled.html.fields, ...compiled.text.fields]);
  return (values) => {
    for (const field of fields) requireValue(field, values[field]);
    return { subject: subject(values), html: html(values), text: text(values) };
  };
}

/**
 * The template's source is made of field names alone. Everything that was laid out arrives as data, so no title or
 * essay can ever be read as a template: `{{#each` in a headline stays those characters.
 */
function fill(sealed: Sealed, options: { escape: boolean }): (values: MergeValues) => string {
  const holes = sealed.fields.map((field, index) => `{{values.${field}}}{{{literals.[${index + 1}]}}}`);
  const template = Handlebars.compile<{ literals: readonly string[]; values: MergeValues }>(
    ['{{{literals.[0]}}}', ...holes].join(''),
    { strict: true, noEscape: !options.escape },
  );
  return (values) => template({ literals: sealed.literals, values });
}

/** A value as it stands in html: Handlebars' own escapes. */
export function escapeValue(value: string): string {
  return Handlebars.escapeExpression(value);
}

/** A line break in a value could forge a header in the subject and a line in the text part: none may hold one. */
export function requireValue(field: string, value: string | undefined): void {
  if (value === undefined) {
    throw new NewsletterError(
      'broken-invariant',
      `The mail needs a value for "${field}", and there is none.`,
    );
  }
  if (/[\u0000-\u001F\u007F]/.test(value)) {
    throw new NewsletterError('broken-invariant', `The value of "${field}" holds a control character.`);
  }
}
