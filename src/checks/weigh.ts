/** What a finding weighs in the end: as its check says, or as the operator set it; the same thing is said once. */
import type { CHECK_NAMES, Finding } from '../model/finding.ts';

export type Severities = Readonly<Partial<Record<(typeof CHECK_NAMES)[number], 'block' | 'warn' | 'off'>>>;

export function weighed(findings: readonly Finding[], severities: Severities): Finding[] {
  const set = new Map<string, string>(Object.entries(severities));
  const heavy = findings.flatMap((finding): Finding[] => {
    const severity = set.get(finding.check);
    if (severity === 'off') return [];
    return [severity === 'block' || severity === 'warn' ? { ...finding, severity } : finding];
  });
  return [...new Map(heavy.map((finding) => [JSON.stringify(finding), finding])).values()];
}
