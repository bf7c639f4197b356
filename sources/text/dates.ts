/** Dates as feeds write them (RFC 822 and ISO 8601, with their usual sins), without guessing. */
import { DAY_MS, type Instant, startOfUtcDay } from '../../src/model/date.ts';

export type FeedDate = {
  /** With precision `day`: of the day as written, in UTC; its midnight as written where that lies on the same day. */
  readonly at: Instant;
  /** `day`: no time is given, or midnight, which is how sites say "only the date is known". */
  readonly precision: 'instant' | 'day';
};

/** First letters of the months in English, then in other languages of Europe; without accents. */
const MONTHS = [
  /^(?:jan|gen|ene|sty|янв)/,
  /^(?:feb|fev|lut|фев)/,
  /^(?:mar|mrz|maa|mae|мар)/,
  /^(?:apr|abr|avr|kwi|апр)/,
  /^(?:may|mai|maj|mei|mag|маи|мая)/,
  /^(?:jun|juin|giu|cze|июн)/,
  /^(?:jul|juil|lug|lip|июл)/,
  /^(?:aug|aou|ago|sie|авг)/,
  /^(?:sep|set|wrz|сен)/,
  /^(?:oct|okt|ott|out|paz|окт)/,
  /^(?:nov|lis|ноя)/,
  /^(?:dec|dez|dic|gru|дек)/,
];
/** RFC 822 section 5.1 and those that feeds use beside them, in minutes east of UTC. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, bst: 60, cet: 60, cest: 120, eet: 120, eest: 180, msk: 180 },
  ...{
    est: -300,
    edt: -240,
    cst: -360,
    cdt: -300,
    mst: -420,
    mdt: -360,
    pst: -480,
    pdt: -420,
    ...{ jst: 540, kst: 540, ist: 330, sgt: 480, hkt: 480, aest: 600, aedt: 660, nzst: 720, nzdt: 780 },
  },
};
const CLOCK = String.raw`(?:[T\s,]+(?:at\s+)?(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*([ap]m)?\s*([a-z]{1,4}|(?:gmt|utc)?\s*[+-]\d{1,2}:?(?:\d{2})?)?)?`;
const TAIL = String.raw`\s*(?:\([^)]*\))?$`;
/** "Thu, 14 May 2026 09:30:00 -0400" */
const DAY_FIRST = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s*)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*(?:de\s+)?(\p{L}{3,})\.?,?[\s-]*(?:de\s+)?(\d{4}|\d{2})${CLOCK}${TAIL}`,
  'iu',
);
/** "May 14, 2026 9:30 am", "Thu May 14 2026" */
const MONTH_FIRST = new RegExp(
  String.raw`^(?:(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?,?\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${CLOCK}${TAIL}`,
  'iu',
);
/** "Thu May 14 09:30:00 UTC 2026", as Unix writes it. */
const UNIX = /^\p{L}{3}\s+(\p{L}{3,})\s+(\d{1,2})\s+(\d{2}:\d{2}:\d{2})\s+([\w:+-]+\s+)?(\d{4})$/u;
/** "2026-05-14T09:30:00Z", "2026-05-14 09:30", "2026-05-14", "20260514T093000Z" */
const ISO = new RegExp(String.raw`^(\d{4})[-/]?(\d{1,2})[-/]?(\d{1,2})${CLOCK}${TAIL}`, 'iu');

/** "14.05.2026 09:30"; with slashes, which America reads the other way round, only where one reading is possible. */
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})${CLOCK}${TAIL}`, 'iu');
/** Seconds or milliseconds since the epoch, from 2001 to 2286. */
const EPOCH = /^[1-9]\d{9}(?:\d{3})?$/;
const CJK = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/u;

/**
 * @returns null for what is no date, or no real one. A time without a zone is taken as UTC; never as this machine's.
 */
export function parseDate(text: string): FeedDate | null {
  const plain = text
    .trim()
    .slice(0, 80)
    .replace(/[\u2212–]/g, '-');
  if (EPOCH.test(plain)) return { at: Number(plain.padEnd(13, '0')), precision: 'instant' };
  const written = plain.replace(UNIX, '$2 $1 $5 $3 $4').replace(CJK, '$1-$2-$3').trim();
  const iso = ISO.exec(written);
  if (iso !== null) return build(iso[1], Number(iso[2]), iso[3], iso.slice(4));
  const dayFirst = DAY_FIRST.exec(written);
  if (dayFirst !== null) return build(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1], dayFirst.slice(4));
  const monthFirst = MONTH_FIRST.exec(written);
  if (monthFirst !== null)
    return build(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2], monthFirst.slice(4));
  const numeric = NUMERIC.exec(written);
  return numeric === null ? null : buildNumeric(numeric);
}

function buildNumeric([, first = '', sign, second = '', year, ...clock]: RegExpExecArray): FeedDate | null {
  if (sign === '.' || Number(first) > 12 || first === second)
    return build(year, Number(second), first, clock);
  return Number(second) > 12 ? build(year, Number(first), second, clock) : null;
}

function build(yearText = '', month: number, dayText = '', clock: (string | undefined)[]): FeedDate | null {
  const [hourText, minute = '0', second = '0', half, zone] = clock;
  const year = fullYear(yearText);
  const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${dayText.padStart(2, '0')}`;
  const midnight = startOfUtcDay(day);
  // The epoch is what a program writes that knows no date.
  if (midnight <= DAY_MS || Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day)
    return null;
  const hour = hourOf(hourText, half);
  if (hour > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const ms = ((hour * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  const offset = offsetOf(zone);
  if (ms === 0) return { at: midnight + Math.max(0, -(offset ?? 0)) * 60_000, precision: 'day' };
  return offset === null ? null : { at: midnight + ms - offset * 60_000, precision: 'instant' };
}

/** Two digits as RFC 2822 section 4.3 reads them. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
}

function hourOf(text: string | undefined, half: string | undefined): number {
  const hour = Number(text ?? '0');
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** Minutes east of UTC; 0 for a name nobody knows, as RFC 2822 section 4.3 says; null for an impossible offset. */
function offsetOf(zone: string | undefined): number | null {
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone ?? '');
  if (match === null) return ZONES[(zone ?? '').trim().toLowerCase()] ?? 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? '0');
  return minutes > 14 * 60 ? null : match[1] === '-' ? -minutes : minutes;
}

function monthOf(name = ''): number {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return MONTHS.findIndex((month) => month.test(plain)) + 1;
}
