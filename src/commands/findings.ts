/** How findings are printed: a table for people, blocking ones first. */
import type { Finding } from '../model/finding.ts';
import type { Output } from './output.ts';

/** Prints them and gives the exit code: 1 when one blocks. */
export function printFindings(output: Output, findings: readonly Finding[]): 0 | 1 {
  const blocking = findings.filter((finding) => finding.severity === 'block');
  const warnings = findings.filter((finding) => finding.severity === 'warn');
  if (findings.length > 0)
    output.table(
      ['', 'check', 'place', 'what to do'],
      [...blocking, ...warnings].map(({ severity, check, place, message }) => [
        severity,
        check,
        place,
        message,
      ]),
    );
  output.line(
    findings.length === 0
      ? 'The checks found nothing.'
      : `${blocking.length} block, ${warnings.length} warn.`,
  );
  return blocking.length > 0 ? 1 : 0;
}
