/** The list headers of every edition mail (RFC 2369, 2919, 8058) and the tags that bring events back to our rows. */
import type { ReaderValues } from '../model/email.ts';
import type { Recipe } from './recipe.ts';

/** @param unsubscribeUrl works without cookies and by POST alone (RFC 8058 section 3.1) */
export function listHeaders(
  recipe: Omit<Recipe, 'transport'>,
  unsubscribeUrl: string,
): Record<string, string> {
  return {
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': listId(recipe.listName, recipe.listId),
    // Gmail threads mails with like subjects; a different reference keeps each edition apart.
    'X-Entity-Ref-ID': `edition-${recipe.date}-${recipe.editionHash.slice(0, 8)}`,
  };
}

/** What brings an event back to its rows; the same in every attempt, so the bytes are too. */
export function ledgerTags(
  recipe: Recipe,
  { batch, delivery }: Pick<ReaderValues, 'batch' | 'delivery'>,
): Record<string, string> {
  return { edition: recipe.date, batch, delivery };
}

/** `Name <id>` (RFC 2919): the phrase is quoted, and left out where it would need encoding. */
function listId(name: string, id: string): string {
  if (/^[A-Za-z0-9 ]+$/.test(name)) return `${name} <${id}>`;
  return /^[\x20-\x7E]+$/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}" <${id}>` : `<${id}>`;
}
