/** What the checks said of an edition, kept under the hash it was said of. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import { findingSchema, skippedSchema, type CheckResult, type Finding } from '../model/finding.ts';

/** What a probe said; null: only the bytes were looked at this time, and what was said before stays. */
export type Probed = Pick<CheckResult, 'findings' | 'skipped'>;

const probedSchema = z.object({ findings: z.array(findingSchema), skipped: z.array(skippedSchema) });

/** The last result of a hash counts. */
export async function saveFindings(
  db: Kysely<Tables>,
  editionHash: string,
  result: {
    readonly checkedAt: Instant;
    readonly findings: readonly Finding[];
    readonly probed: Probed | null;
  },
): Promise<void> {
  const columns = { checked_at: result.checkedAt, findings: JSON.stringify(result.findings) };
  const probed = result.probed === null ? {} : { probed: JSON.stringify(result.probed) };
  await db
    .insertInto('check_result')
    .values({ edition_hash: editionHash, ...columns, ...probed })
    .onConflict((conflict) => conflict.column('edition_hash').doUpdateSet({ ...columns, ...probed }))
    .execute();
}

/** null: this hash was never checked. */
export async function findingsOf(db: Kysely<Tables>, editionHash: string): Promise<CheckResult | null> {
  const row = await db
    .selectFrom('check_result')
    .selectAll()
    .where('edition_hash', '=', editionHash)
    .executeTakeFirst();
  if (row === undefined) return null;
  const findings = z.array(findingSchema).parse(JSON.parse(row.findings));
  const probed = row.probed === null ? null : probedSchema.parse(JSON.parse(row.probed));
  return {
    checkedAt: row.checked_at,
    findings: [...findings, ...(probed?.findings ?? [])],
    skipped: probed?.skipped ?? [NOT_PROBED],
  };
}

const NOT_PROBED = {
  check: 'browser, link-targets, mime, spam',
  reason: 'only the bytes were looked at so far; "inference-report check" runs the rest.',
};
