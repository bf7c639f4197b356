/** Limits: from which values a check warns or blocks; the operator's to change. Bytes are UTF-8, after personalising. */
import { z } from 'zod';

const bytes = z.number().int().min(1);
const count = z.number().int().min(0);
const twoSteps = (warn: number, block: number) =>
  z.strictObject({ warn: bytes.default(warn), block: bytes.default(block) }).prefault({});
const range = (min: number, max: number) =>
  z.strictObject({ min: count.default(min), max: count.default(max) }).prefault({});

export const limitsSchema = z.strictObject({
  /** Gmail clips at 102 KB. */
  htmlBytes: twoSteps(80_000, 95_000),
  /** Gmail ignores what follows 16 KB of style. */
  styleBytes: twoSteps(8_000, 16_000),
  /** Where the unsubscribe and view-online links must have come: a clipped mail ends there. */
  linksBeforeByte: bytes.default(90_000),
  subjectLength: count.default(60),
  preheaderLength: range(40, 90),
  essayWords: range(150, 2_500),
  /** Columns of a table in the text part. */
  textColumns: count.default(64),
  /** Smallest text, in CSS pixels. */
  fontPixels: count.default(13),
  /** For all links of a mail together; the rest waits for the next check. */
  linkSeconds: count.default(10),
  /** SpamAssassin's points. */
  spamScore: z.strictObject({ warn: z.number().default(3), block: z.number().default(5) }).prefault({}),
  /** Change of the audience since the last edition, in percent. */
  audienceChange: z.number().min(0).default(10),
  /** Days a board may be older than its publisher's own rhythm. */
  boardDelayDays: count.default(2),
});
export type Limits = z.infer<typeof limitsSchema>;
