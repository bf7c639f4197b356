/** Items: one thing from one source, normalised to clean text, canonical address and honest date. */
import { z } from 'zod';
import { instantSchema } from './date.ts';

const common = {
  /** Id of the source it came from. */
  sourceId: z.string().min(1),
  /** Unique inside its source: guid, else canonical link, else a hash of title and date. */
  key: z.string().min(1),
  /** Canonical address: absolute, http(s), tracking parameters removed. */
  url: z.string().min(1),
  /** Clean text: no markup, entities decoded once, white space folded, NFC, no control characters. */
  title: z.string().min(1),
  /** Clean text, empty when the source gives none or only repeats the title. */
  summary: z.string(),
  authors: z.array(z.string()),
  /** null: the source gives no date. Never "now". */
  publishedAt: instantSchema.nullable(),
  /** `day`: only the date is known (midnight stamps), so never compare by hours. */
  precision: z.enum(['instant', 'day']),
};

export const linkItemSchema = z.object({
  kind: z.literal('link'),
  ...common,
  /** The real publisher where the source is a wrapper (Techmeme, Google News). */
  publisher: z.string().nullable(),
});

export const paperItemSchema = z.object({
  kind: z.literal('paper'),
  ...common,
  /** arXiv id without version, e.g. `2611.01234`. */
  arxivId: z.string().min(1),
  primaryCategory: z.string().min(1),
  categories: z.array(z.string()).min(1),
  announceType: z.enum(['new', 'cross', 'replace', 'replace-cross']),
  pdfUrl: z.string().min(1),
});

export const itemSchema = z.discriminatedUnion('kind', [linkItemSchema, paperItemSchema]);

export type LinkItem = z.infer<typeof linkItemSchema>;
/** A paper: `summary` is the whole abstract as readable text (TeX converted). */
export type PaperItem = z.infer<typeof paperItemSchema>;
export type Item = z.infer<typeof itemSchema>;
