/** The checks that need more than the bytes, one after another, and those this machine can never run. */
import type { Skipped } from '../../model/finding.ts';
import { weighed, type Severities } from '../weigh.ts';
import { browser } from './browser.ts';
import { linkTargets } from './link-targets.ts';
import { mime } from './mime.ts';
import type { Probe, Probed, ProbeInput } from './probe.ts';
import { spam } from './spam.ts';

export type { LinkCache, LinkState, Tools } from './probe.ts';

const PROBES: readonly Probe[] = [mime, browser, linkTargets, spam];

/** What belongs to a live account or to other moments, with its reason. */
const ELSEWHERE: readonly Skipped[] = [
  {
    check: 'dns',
    reason: 'SPF, DKIM and DMARC of the sending domain: your provider shows whether they are right.',
  },
  { check: 'quota', reason: "what the provider's plan has left is asked when sending begins." },
  { check: 'seeds', reason: 'a copy to your own addresses is sent by "send --test".' },
];

/** One after another: a browser and a network check at once would disturb each other's time limits. */
export async function runProbes(input: ProbeInput, severity: Severities): Promise<Probed> {
  const findings: Probed['findings'][number][] = [];
  const skipped: Skipped[] = [...ELSEWHERE];
  for (const { name, run } of PROBES) {
    if (severity[name] === 'off') {
      skipped.push({ check: name, reason: 'it is switched off in the config.' });
      continue;
    }
    const result = await run(input);
    if (result.kind === 'skipped') skipped.push({ check: name, reason: result.reason });
    else findings.push(...result.found.map((found) => ({ check: name, ...found })));
  }
  return { findings: weighed(findings, severity), skipped };
}
