/** What a cell of a stranger's list says: a word, a time, a yes or a no, as exports and databases write them. */
import type { Instant } from '../src/model/date.ts';

/** "E-Mail_Address " -> "e mail address". */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const INSTANT =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))? ?(?:([+-]\d\d:?\d\d)(?: UTC)?|UTC|Z)?$/;

/** Years first, as ISO 8601 and most exports have them; 03/04/2024 is no one day. Without a zone it is UTC. */
export function instantOf(text: string): Instant | null {
  if (text === '') return null;
  const [, day, time = '00:00', zone = 'Z'] = INSTANT.exec(text) ?? [];
  const at = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(at) ? null : at;
}

export type Flag = { readonly yes: boolean; /** Where it says when. */ readonly time: Instant | null };

const NO_FLAG: Flag = { yes: false, time: null };
const NO = ['-', 'false', 'f', 'no', 'n', '0', 'off', 'null', 'none', 'never', 'nein', 'falsch'];
const YES = ['true', 't', 'yes', 'y', '1', 'on', 'x', 'ja', 'j', 'wahr'];

/** What MySQL and Go write where there is no time. */
const ZERO_TIME = /^000[01]-/;

/** Enough to know that it is a time, where day and month could change places. */
const HOLDS_A_YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/;

/** A time is a yes, and nothing is a no. @returns null for what is neither: a guess would mail someone who left */
export function flagOf(text: string): Flag | null {
  if (text === '' || ZERO_TIME.test(text)) return NO_FLAG;
  const word = text.toLowerCase();
  if (NO.includes(word)) return NO_FLAG;
  const time = instantOf(text);
  return time !== null || YES.includes(word) || HOLDS_A_YEAR.test(text) ? { yes: true, time } : null;
}
