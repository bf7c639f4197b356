/** The checks an edition must pass before it may leave, in the order their findings are read. */
import type { Finding } from '../model/finding.ts';
import { characters } from './characters.ts';
import type { Check, CheckInput, Limits } from './check.ts';
import { DEFAULT_LIMITS } from './check.ts';
import { essayClaims } from './essay-claims.ts';
import { essayLength } from './essay-length.ts';
import { htmlSize } from './html-size.ts';
import { links } from './links.ts';
import { placeholders } from './placeholders.ts';
import { postalAddress } from './postal-address.ts';
import { sectionLinks } from './section-links.ts';
import { subject } from './subject.ts';
import { tables } from './tables.ts';
import { textShape } from './text-shape.ts';
import { unsubscribe } from './unsubscribe.ts';

export type { CheckInput, Limits, Sample } from './check.ts';

const CHECKS: readonly Check[] = [
  htmlSize,
  placeholders,
  unsubscribe,
  postalAddress,
  sectionLinks,
  links,
  subject,
  tables,
  textShape,
  characters,
  essayLength,
  essayClaims,
];

/**
 * Runs every check; pure.
 * @param input.limits what differs from the defaults
 * @returns findings in the order of the checks; what several samples share is said once
 */
export function runChecks(
  input: Omit<CheckInput, 'limits'> & { readonly limits?: Partial<Limits> },
): Finding[] {
  const whole = { ...input, limits: { ...DEFAULT_LIMITS, ...input.limits } };
  const findings = CHECKS.flatMap(({ name, run }) => run(whole).map((found) => ({ check: name, ...found })));
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Whether anything found must keep the edition from leaving. */
export function blocks(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'block');
}
