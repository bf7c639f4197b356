/** What every sample page needs: blanks filled in, text escaped for XML, instants written as feeds write them. */
import { instantOf, type EditionDate } from '../../src/model/date.ts';

/**
 * Fills `{name}` blanks. TeX braces hold no bare word of the blanks, so they pass.
 * @throws RangeError never; an unknown blank stays as it is
 */
export function fill(text: string, blanks: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank);
}

export function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** RFC 822 date, as RSS wants it, of a wall-clock time in a zone. */
export function pubDate(timeZone: string, date: EditionDate, time: string): string {
  return new Date(instantOf(timeZone, date, time)).toUTCString();
}

/** RFC 3339 date, as Atom wants it. */
export function atomDate(timeZone: string, date: EditionDate, time: string): string {
  return new Date(instantOf(timeZone, date, time)).toISOString();
}
