/** The draft as the preview shows it: its rendering for a sample reader, and what the checks say. */
import { z } from 'zod';
import { editionDateSchema } from '../model/date.ts';
import { EDITION_STATES } from '../model/edition.ts';
import { findingSchema } from '../model/finding.ts';

export const draftSchema = z.object({
  date: editionDateSchema,
  state: z.enum(EDITION_STATES),
  subject: z.string(),
  preheader: z.string(),
  /** Personalised for a sample reader. */
  html: z.string(),
  text: z.string(),
  findings: z.array(findingSchema),
});
export type Draft = z.infer<typeof draftSchema>;
