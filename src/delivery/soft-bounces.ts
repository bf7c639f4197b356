/** Soft bounces: a mailbox that says "not now" too often is given a week, one more try, and then no more mail. */
import { DAY_MS, type Instant } from '../model/date.ts';
import type { SoftBounceRules } from '../model/list-policies.ts';

/** What became of one edition for one reader. */
export type Attempt = { readonly kind: 'bounced-softly' | 'delivered'; readonly at: Instant };

export type SoftVerdict =
  | { readonly kind: 'carry-on' }
  | { readonly kind: 'rest'; readonly until: Instant }
  | { readonly kind: 'stop' };

/** Too many in a row or too often: a rest; again after that: stop. Any delivery begins anew. */
export function softVerdict(attempts: readonly Attempt[], rules: SoftBounceRules): SoftVerdict {
  let bounces: Instant[] = [];
  let verdict: SoftVerdict = { kind: 'carry-on' };
  let row = 0;
  for (const { kind, at } of attempts.toSorted((a, b) => a.at - b.at)) {
    if (kind === 'delivered') {
      row = 0;
      verdict = { kind: 'carry-on' };
      continue;
    }
    if (verdict.kind === 'rest' && at < verdict.until) continue;
    if (verdict.kind !== 'carry-on') return { kind: 'stop' };
    row += 1;
    bounces = [...bounces.filter((earlier) => earlier > at - rules.withinDays * DAY_MS), at];
    if (row >= rules.inARow || bounces.length >= rules.times)
      verdict = { kind: 'rest', until: at + rules.restDays * DAY_MS };
  }
  return verdict;
}
