/** The byte budget: Gmail clips a mail near 102 KB and hides its end, so what does not fit is left to the web. */
import { NewsletterError } from '../model/errors.ts';
import type { Edition } from '../model/edition.ts';
import { MARK_OPEN } from '../model/email.ts';
import { NO_LIMITS, trimEdition, type Limits, type Trimmed } from './trim.ts';

/** UTF-8 bytes of html that no reader's mail may exceed. */
export const MAX_HTML_BYTES = 95_000;

/** What a filled field may take: a token's address, or an address whose every letter must be escaped. */
const FIELD_BYTES = 700;

/** Each step gives up what a reader misses least; what an earlier step took away stays away. */
const STEPS: readonly Partial<Limits>[] = [
  {},
  { line: 240 },
  { abstract: 90 },
  { abstract: 60, wire: 20 },
  { labs: 15, wire: 12 },
  { labs: 10, wire: 8, papers: 8 },
  { line: 160, abstract: 40, papers: 6 },
  { labs: 8, wire: 5, papers: 4 },
  { essay: 50_000, tables: 6 },
  { essay: 35_000, labs: 5, papers: 3, tables: 4 },
  { essay: 20_000, wire: 3, tables: 2 },
  { line: 100, essay: 10_000 },
  { line: 80, essay: 3000, labs: 2, wire: 1, papers: 1, tables: 1 },
  { line: 60, essay: 1500, labs: 0, wire: 0, papers: 0, tables: 0 },
];

const LEVELS: readonly Limits[] = STEPS.reduce<Limits[]>(
  (levels, step) => [...levels, { ...NO_LIMITS, ...levels.at(-1), ...step }],
  [],
);

export type Fitted = Trimmed & { readonly html: string };

/**
 * Lays an edition out within the budget: once where it fits, and a handful of times to find the first step that does.
 * @param layOut html with merge marks open
 * @throws NewsletterError broken-invariant when even the barest edition does not fit
 */
export async function layOutWithin(
  edition: Edition,
  layOut: (edition: Edition) => Promise<string>,
  maxBytes: number = MAX_HTML_BYTES,
): Promise<Fitted> {
  const attempt = async (level: Limits): Promise<Fitted> => {
    const trimmed = trimEdition(edition, level);
    return { ...trimmed, html: await layOut(trimmed.edition) };
  };
  let [low, high] = [0, LEVELS.length - 1];
  let best: Fitted | null = null;
  // The whole edition first, since it nearly always fits; then halving.
  for (let next = 0; low <= high; next = (low + high) >> 1) {
    const tried = await attempt(LEVELS[next] ?? NO_LIMITS);
    if (filledBytes(tried.html) <= maxBytes) [best, high] = [tried, next - 1];
    else low = next + 1;
  }
  if (best !== null) return best;
  throw new NewsletterError('broken-invariant', `Even the barest edition takes more than ${maxBytes} bytes.`);
}

/** Bytes of html after the longest personalisation. */
function filledBytes(html: string): number {
  return Buffer.byteLength(html) + (html.split(MARK_OPEN).length - 1) * FIELD_BYTES;
}
