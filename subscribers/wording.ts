/** Names and notes as they may be stored: one form for every way onto the list, so that storing twice changes nothing. */

const LONGEST_NAME = 200;
const LONGEST_NOTE = 2000;

/** A name on one line, without control characters, 200 characters at most; null when nothing is left. */
export function cleanName(text: string): string | null {
  const name = text.toWellFormed().replace(/[\p{Cc}\s]+/gu, ' ');
  return shorten(name.trim(), LONGEST_NAME);
}

/** A consent or note: lines are kept, other control characters are not (Postgres stores no NUL); null when empty. */
export function cleanNote(text: string): string | null {
  const note = text.toWellFormed().replace(/[^\P{Cc}\n\r\t]/gu, '');
  return shorten(note.trim(), LONGEST_NOTE);
}

function shorten(text: string, length: number): string | null {
  // Whole characters: half an emoji is not well-formed text.
  const cut = text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return cut === '' ? null : cut;
}
