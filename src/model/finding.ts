/** Findings: what a check says of an edition and its rendering. */
import { z } from 'zod';

export const findingSchema = z.object({
  check: z.string().min(1),
  /** block: must not leave. warn: a person should look. */
  severity: z.enum(['block', 'warn']),
  /** Where: "html", "text", "essay, paragraph 2", "table swe-rebench". */
  place: z.string(),
  /** One plain sentence of what is wrong and how to fix it. */
  message: z.string().min(1),
});
export type Finding = z.infer<typeof findingSchema>;
