/** Editions: one dated number of the newsletter, as typed sections in order. */
import { z } from 'zod';
import { boardColumnSchema, boardSchema, movementSchema, standingSchema } from './board.ts';
import { editionDateSchema, instantSchema } from './date.ts';
import { essaySchema } from './essay.ts';
import { SOURCE_FAILURE_KINDS } from './source.ts';

/** The five sections a reader can choose among, in the reference order. */
export const SECTION_IDS = ['essay', 'labs', 'wire', 'papers', 'benchmarks'] as const;
export const sectionIdSchema = z.enum(SECTION_IDS);
export type SectionId = z.infer<typeof sectionIdSchema>;

/** "All labs ->": the label names its target; the path is on our own web server. */
const pageLinkSchema = z.object({ label: z.string().min(1), path: z.string().startsWith('/') });

export const linkEntrySchema = z.object({
  /** Row id of the stored item. */
  itemId: z.number().int(),
  title: z.string().min(1),
  url: z.string().min(1),
  source: z.string().min(1),
  summary: z.string(),
  publishedAt: instantSchema.nullable(),
  precision: z.enum(['instant', 'day']),
  /** Other sources with the same story. */
  alsoIn: z.array(z.object({ source: z.string(), url: z.string() })),
});
export type LinkEntry = z.infer<typeof linkEntrySchema>;

export const paperEntrySchema = z.object({
  itemId: z.number().int(),
  title: z.string().min(1),
  url: z.string().min(1),
  pdfUrl: z.string().min(1),
  authors: z.array(z.string()),
  arxivId: z.string().min(1),
  category: z.string().min(1),
  publishedAt: instantSchema.nullable(),
  /** Readable text; whole, or its lead where `cut`. */
  abstract: z.string(),
  cut: z.boolean(),
  /** Why it was chosen, in a word: "category", "keyword: muon", "author". */
  why: z.string(),
});
export type PaperEntry = z.infer<typeof paperEntrySchema>;

const tableRowSchema = standingSchema.extend({
  /** null: no earlier snapshot of the same version and window to compare with. */
  movement: movementSchema.nullable(),
  /** Change of score since that snapshot, in the board's unit; null as above or for a new row. */
  scoreChange: z.number().nullable(),
});
export type TableRow = z.infer<typeof tableRowSchema>;

/** A board as the edition shows it: its first rows, and what was left out. */
const boardTableSchema = boardSchema.omit({ rows: true, columns: true }).extend({
  /** Row id of the stored board snapshot: every cell equals that snapshot's. */
  snapshotId: z.number().int(),
  columns: z.array(boardColumnSchema),
  rows: z.array(tableRowSchema),
  /** Rows after the last one shown that tie with it. */
  tiedBeyond: z.number().int().min(0),
  /** Rows of the full table. */
  total: z.number().int().min(0),
  /** As-of day of the snapshot that movement is told against; null: none is. Editions of earlier releases kept none. */
  comparedAsOf: z.string().nullable().default(null),
  /** Set when an older snapshot stands in for one that failed today. */
  staleNote: z.string().nullable(),
});
export type BoardTable = z.infer<typeof boardTableSchema>;

const sectionCommon = {
  heading: z.string().min(1),
  /** An honest sentence when there is nothing (or less than usual) to show; null otherwise. */
  note: z.string().nullable(),
  all: pageLinkSchema,
};

export const essaySectionSchema = z.object({
  kind: z.literal('essay'),
  id: z.literal('essay'),
  ...sectionCommon,
  /** null: no essay today, and `note` says so. */
  essay: essaySchema.nullable(),
});
export const linksSectionSchema = z.object({
  kind: z.literal('links'),
  id: z.enum(['labs', 'wire']),
  ...sectionCommon,
  entries: z.array(linkEntrySchema),
});
export const papersSectionSchema = z.object({
  kind: z.literal('papers'),
  id: z.literal('papers'),
  ...sectionCommon,
  /** Today's focus category, e.g. `cs.DC` "Distributed Computing". */
  focus: z.object({ category: z.string(), name: z.string() }),
  entries: z.array(paperEntrySchema),
});
export const benchmarksSectionSchema = z.object({
  kind: z.literal('benchmarks'),
  id: z.literal('benchmarks'),
  ...sectionCommon,
  tables: z.array(boardTableSchema),
});

export const sectionSchema = z.discriminatedUnion('kind', [
  essaySectionSchema,
  linksSectionSchema,
  papersSectionSchema,
  benchmarksSectionSchema,
]);
export type EssaySection = z.infer<typeof essaySectionSchema>;
export type LinksSection = z.infer<typeof linksSectionSchema>;
export type PapersSection = z.infer<typeof papersSectionSchema>;
export type BenchmarksSection = z.infer<typeof benchmarksSectionSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type SectionKind = Section['kind'];

/** Who publishes: what every mail and page says of the newsletter. */
export const publicationSchema = z.object({
  name: z.string().min(1),
  tagline: z.string(),
  publisher: z.string().min(1),
  postalAddress: z.string().min(1),
  /** BCP 47, and its direction. */
  locale: z.string().min(2),
  direction: z.enum(['ltr', 'rtl']),
  timeZone: z.string(),
  /** Absolute, no trailing slash: base of every own link. */
  publicUrl: z.string(),
  /** Path or absolute address of the privacy notice. */
  privacyUrl: z.string(),
  /** True in the sample newsroom: every mail and page says so. */
  sample: z.boolean(),
});
export type Publication = z.infer<typeof publicationSchema>;

/** What was asked of the sources and what did not answer. */
export const sourceReportSchema = z.object({
  checked: z.number().int().min(0),
  failed: z.array(
    z.object({
      ...{ sourceId: z.string(), name: z.string() },
      /** In English, as the source or we said it. */
      reason: z.string(),
      /** For other languages; editions of earlier releases have none. */
      kind: z.enum(SOURCE_FAILURE_KINDS).optional(),
    }),
  ),
});
export type SourceReport = z.infer<typeof sourceReportSchema>;

export const editionSchema = z.object({
  date: editionDateSchema,
  number: z.number().int().min(1),
  publication: publicationSchema,
  title: z.string().min(1),
  subject: z.string().min(1),
  preheader: z.string().min(1),
  sections: z.array(sectionSchema),
  report: sourceReportSchema,
  words: z.number().int().min(0),
  readingMinutes: z.number().int().min(1),
});
export type Edition = z.infer<typeof editionSchema>;

export const EDITION_STATES = [
  'draft',
  'held',
  'approved',
  'sending',
  'paused',
  'completed',
  'cancelled',
] as const;
export type EditionState = (typeof EDITION_STATES)[number];

/** Where the web edition of a date lives; sections are its anchors. */
export function editionPath(date: string, section?: SectionId): string {
  return `/archive/${date}${section === undefined ? '' : `#${section}`}`;
}

/** The full page of each section ("All labs", "Full tables"). The essay's is the edition itself. */
export function fullPagePath(section: SectionId, date: string): string {
  const folder = {
    essay: 'archive',
    labs: 'labs',
    wire: 'feeds',
    papers: 'papers',
    benchmarks: 'benchmarks',
  };
  return `/${folder[section]}/${date}`;
}
