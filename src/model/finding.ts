/** Findings: what a check says of an edition and its rendering. */
import { z } from 'zod';
import type { Instant } from './date.ts';

/** In the order they are read. The first group looks at the bytes alone; the second needs a browser, a network or a program. */
export const CHECK_NAMES = [
  ...[
    'html-size',
    'placeholders',
    'unsubscribe',
    'postal-address',
    'reason',
    'section-links',
    'links',
    'own-links',
  ],
  ...[
    'privacy',
    'subject',
    'headers',
    'tables',
    'printed-tables',
    'structure',
    'table-roles',
    'images',
    'css',
    'client-support',
  ],
  ...[
    'text-shape',
    'text-parity',
    'characters',
    'headlines',
    'content',
    'essay-length',
    'essay-claims',
    'audience',
  ],
  ...['mime', 'browser', 'link-targets', 'spam'],
] as const;

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

/** A check that did not run, and why. */
export const skippedSchema = z.object({ check: z.string().min(1), reason: z.string().min(1) });
export type Skipped = z.infer<typeof skippedSchema>;

/** What the checks said of one edition hash. */
export type CheckResult = {
  readonly checkedAt: Instant;
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
};
