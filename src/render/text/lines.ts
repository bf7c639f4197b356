/** The few shapes that lines of the text part have. */
import { linkable } from '../../../emails/words.ts';

/** An address on its own line, in the brackets of RFC 3986 appendix C, so that clients link all of it and nothing more. */
export function linkLine(url: string): string {
  return `<${url}>`;
}

/** An address from outside: nothing where the html would not link to it either. */
export function foreignLink(url: string): string {
  const address = linkable(url);
  return address === null ? '' : linkLine(address);
}

export function headline(words: string): string {
  return `== ${words.toUpperCase()} ==`;
}

/** Lines under each other, without the empty ones. */
export function lines(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n');
}

/** Paragraphs apart by an empty line, without the empty ones. */
export function paragraphs(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n\n');
}
