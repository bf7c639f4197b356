/** Numbers in prose: digits and words, their units, and the ordinals that name a place in a table. Pure. */
import type { Figure, Unit } from './types.ts';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

const CARDINAL = `(?:(?:${TENS.join('|')})(?:[- ](?:${ONES.slice(1, 10).join('|')}))?|${ONES.join('|')})`;
export const ORDINAL_SOURCE = `(?:${ORDINALS.join('|')}|\\d{1,3}(?:st|nd|rd|th))`;
export const COUNT_SOURCE = `(?:\\d{1,3}|${CARDINAL})`;

/** 3 for "third" and "3rd", "three" and "3". */
export function countOf(words: string): number {
  const text = words.toLowerCase().trim();
  const ordinal = ORDINALS.indexOf(text);
  if (ordinal !== -1) return ordinal + 1;
  if (/^\d/.test(text)) return Number.parseInt(text, 10);
  if (text === 'a' || text === 'an') return 1;
  const [tens = '', ones = ''] = text.split(/[- ]/);
  const ten = TENS.indexOf(tens);
  return ten === -1 ? ONES.indexOf(text) : (ten + 2) * 10 + Math.max(0, ONES.indexOf(ones));
}

const UNITS: readonly [Unit, string][] = [
  ['percent', '\\s?%|[\\s-]per ?cent(?! ?age)'],
  [
    'points',
    '\\s(?:percentage[\\s-]|index |full |rating |elo )?(?:points?|pts?)\\b|[\\s-]?pp\\b|-(?:percentage-)?points?\\b|\\s%-points?',
  ],
  ['places', '[\\s-](?:full )?(?:places?|spots?|positions?|ranks?|rungs?|notch(?:es)?|slots?|steps?)\\b'],
  ['tokens per second', '\\s(?:output )?tok(?:en)?s?(?: ?/ ?| per | a )s(?:ec(?:ond)?)?\\b|\\st/s\\b'],
  ['times', '(?:[\\s-]times|x)\\b'],
];
const UNIT = UNITS.map(([, source], index) => `(?<u${index}>${source})`).join('|');
const DIGITS = '(?<digits>(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)';
const BEND =
  '(?<bend>(?:just |a little |a shade |slightly |well |only )?(?:about|around|roughly|approximately|some|nearly|almost|close to|not quite|just short of|just shy of|under|below|less than|fewer than|at most|over|above|more than|at least|upwards of|beyond|past|north of|just)\\s|[~≈])?';
/** Words count only with a unit: "one" alone is too often a pronoun. */
const WORDS = `(?<words>(?:half an?|a (?:tenth|quarter|third) of an?|an?(?: single| mere)?|a couple of|${CARDINAL}(?: and a half)?)(?=[\\s-]))`;
/** From twenty on a number in words is no pronoun: "about fifty". */
const ALONE = `(?<alone>(?:${TENS.join('|')})(?:-(?:${ONES.slice(1, 10).join('|')}))?)(?![-\\p{L}])`;

const FIGURE = new RegExp(
  `(?<![\\p{L}\\p{N}.])${BEND}(?:(?<dollar>US\\$|[$€£])?[+−-]?${DIGITS}(?:${UNIT})?|${WORDS}(?:${UNIT.replaceAll('?<u', '?<w')})|${ALONE})`,
  'iuy',
);

/** What may follow a bare number that is a figure; any other word is what the number counts. */
const AFTER_BARE =
  /^(?:$|[\s]*[.,;:!?)\]”"’'—–]|\s+(?:and|or|on|in|for|from|to|with|against|versus|vs|while|whereas|but|than|as|by|at|of|after|before|today|yesterday|this|last|since|now|ahead|behind|points?|is|was|up|down|it|which|respectively|overall|again|apiece|each|compared|not|on|still|now|already|only|just|sits?|leads?|tops?|holds?|remains?|stands?|keeps?|sets?|makes?|puts?)\b|\s*[-–—]\s)/iu;
const MAGNITUDE = /^(?:[kKMBT]\b|\s(?:thousand|million|billion|trillion|hundred)\b|-?bit\b|-?[a-z])/u;
const PER_OTHER =
  /^\s?(?:a|an|per|\/)\s?(?:month|year|day|hour|minute|week|seat|user|head|share|call|task|request|query|instance|GPU)\b/iu;

/** "50 or more" */
const MORE = /^ (?:or|and) (?:more|above|better|higher|over|less|fewer|below|lower|under)\b/i;

export type FigureFound = { readonly end: number; readonly figure: Figure };

/** @returns the number that starts at `at`, with its unit; null: none does */
export function figureAt(text: string, at: number): FigureFound | null {
  FIGURE.lastIndex = at;
  const groups = FIGURE.exec(text)?.groups;
  if (groups === undefined) return null;
  const more = MORE.exec(text.slice(FIGURE.lastIndex))?.[0] ?? '';
  const end = FIGURE.lastIndex + more.length;
  const rest = text.slice(end);
  const unit = unitOf(groups, rest);
  const digits = groups['digits']?.replaceAll(',', '');
  const cents = /^\s?(?:cents?\b|¢)/.test(rest);
  const spoken = digits === undefined ? wordsValue(groups['words'] ?? groups['alone'] ?? '') : Number(digits);
  const value = cents ? spoken / 100 : spoken;
  const written =
    digits === undefined ? (Number.isInteger(value) ? 0 : 1) : (digits.split('.')[1]?.length ?? 0);
  const decimals = cents ? written + 2 : written;
  const yearLike = digits !== undefined && unit === 'none' && /^(?:19|20)\d\d$/.test(digits);
  return {
    end,
    figure: { value, decimals, unit: yearLike ? 'other' : unit, bend: bendOf(groups['bend'] ?? more) },
  };
}

function unitOf(groups: Record<string, string | undefined>, rest: string): Unit {
  if (MAGNITUDE.test(rest)) return 'other';
  if (groups['dollar'] !== undefined) return PER_OTHER.test(rest) ? 'other' : 'dollars';
  const index = UNITS.findIndex((_unit, at) => (groups[`u${at}`] ?? groups[`w${at}`]) !== undefined);
  const unit = UNITS[index]?.[0];
  if (unit !== undefined) return unit;
  return /^\s?(?:dollars|\$|cents?\b|¢)/i.test(rest) ? 'dollars' : AFTER_BARE.test(rest) ? 'none' : 'other';
}

const FRACTIONS = [
  ['half a', 0.5],
  ['a tenth', 0.1],
  ['a quarter', 0.25],
  ['a third', 1 / 3],
] as const;

function wordsValue(words: string): number {
  const text = words.toLowerCase().trim();
  const part = FRACTIONS.find(([start]) => text.startsWith(start));
  if (part !== undefined) return part[1];
  if (text.startsWith('a couple')) return 2;
  const half = text.endsWith(' and a half');
  const count = countOf(text.replace(/ and a half$/, '').replace(/^an?(?: (?:single|mere))?$/, 'a'));
  return half ? count + 0.5 : count;
}

/** "below 50", "above 60": a bound of where something lies, and no distance. */
export function isBound({ bend, unit }: Figure): boolean {
  return (bend === 'under' || bend === 'over') && (unit === 'none' || unit === 'percent');
}

/** A figure of a column beside the score. */
export function isExtra({ unit }: Figure): boolean {
  return unit === 'dollars' || unit === 'tokens per second';
}

function bendOf(words: string): Figure['bend'] {
  const text = words.toLowerCase().trim();
  if (text === '' || text === 'just' || text === 'only') return 'exact';
  if (/nearly|almost|not quite|close to|short of|shy of/.test(text)) return 'nearly';
  const slight = /^(?:just|a little|a shade|slightly)/.test(text);
  if (/under|below|less|fewer|lower|most/.test(text)) return slight ? 'nearly' : 'under';
  if (/over|above|more|better|higher|least|upwards|beyond|past|north/.test(text))
    return slight ? 'just over' : 'over';
  return 'about';
}

/**
 * Whether a stored figure is what was written: equal after rounding to the decimals written, or as near as "about"
 * means: one unit of the last digit, or two in a hundred.
 * @param stored the figure, as measured and as printed: either may have been rounded
 */
export function isFigure(written: Figure, stored: readonly number[]): boolean {
  const last = 10 ** -written.decimals;
  const loose = Math.max(last, Math.abs(written.value) * 0.02);
  const tiny = 1e-9;
  return stored.some((value) => {
    const difference = value - written.value;
    switch (written.bend) {
      case 'exact':
        return Math.abs(difference) <= last / 2 + tiny;
      case 'about':
        return Math.abs(difference) <= loose + tiny;
      case 'nearly':
        return difference <= tiny && difference >= -loose - tiny;
      case 'just over':
        return difference >= -tiny && difference <= loose + tiny;
      case 'under':
        return difference <= tiny;
      case 'over':
        return difference >= -tiny;
    }
  });
}
