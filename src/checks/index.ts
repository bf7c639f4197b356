/** The checks an edition must pass before it may leave, in the order their findings are read. */
import type { Finding } from '../model/finding.ts';
import { audience } from './audience.ts';
import { characters } from './characters.ts';
import type { Check, CheckInput, Sample } from './check.ts';
import { clientSupport } from './client-support.ts';
import { content } from './content.ts';
import { css } from './css.ts';
import { essayClaims } from './essay-claims.ts';
import { essayLength } from './essay-length.ts';
import { headers } from './headers.ts';
import { headlines } from './headlines.ts';
import { htmlSize } from './html-size.ts';
import { images } from './images.ts';
import { links } from './links.ts';
import { ownLinks } from './own-links.ts';
import { readPage } from './page.ts';
import { placeholders } from './placeholders.ts';
import { postalAddress } from './postal-address.ts';
import { printedTables } from './printed-tables.ts';
import { privacy } from './privacy.ts';
import { readHtml } from './read-html.ts';
import { reason } from './reason.ts';
import { sectionLinks } from './section-links.ts';
import { structure } from './structure.ts';
import { subject } from './subject.ts';
import { tableRoles } from './table-roles.ts';
import { tables } from './tables.ts';
import { textParity } from './text-parity.ts';
import { textShape } from './text-shape.ts';
import { unsubscribe } from './unsubscribe.ts';
import { weighed, type Severities } from './weigh.ts';

export type { Sample } from './check.ts';

const CHECKS: readonly Check[] = [
  htmlSize,
  placeholders,
  unsubscribe,
  postalAddress,
  reason,
  sectionLinks,
  links,
  ownLinks,
  privacy,
  subject,
  headers,
  tables,
  printedTables,
  structure,
  tableRoles,
  images,
  css,
  clientSupport,
  textShape,
  textParity,
  characters,
  headlines,
  content,
  essayLength,
  essayClaims,
  audience,
];

export type ChecksInput = Omit<CheckInput, 'samples'> & {
  readonly samples: readonly Sample[];
  readonly severity: Severities;
};

/**
 * Runs every check that looks at the bytes alone; pure.
 * @returns findings in the order of the checks; what several samples share is said once
 */
export function runChecks(input: ChecksInput): Finding[] {
  const read = readInput(input);
  return weighed(
    CHECKS.flatMap(({ name, run }) => run(read).map((found) => ({ check: name, ...found }))),
    input.severity,
  );
}

/** Parses the html of the samples, once for all checks. */
export function readInput({ samples, ...input }: ChecksInput): CheckInput {
  const read = samples.map((sample) => ({
    ...sample,
    page: readPage(sample.html),
    read: readHtml(sample.html),
  }));
  return { ...input, samples: read };
}

/** Whether anything found must keep the edition from leaving. */
export function blocks(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'block');
}
