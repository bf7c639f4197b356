/** What the checks said of an edition, kept under the hash it was said of. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import { findingSchema, type Finding } from '../model/finding.ts';

export type CheckResult = { readonly checkedAt: Instant; readonly findings: readonly Finding[] };

/** The last result of a hash counts. */
export async function saveFindings(
  db: Kysely<Tables>,
  editionHash: string,
  { checkedAt, findings }: CheckResult,
): Promise<void> {
  const result = { checked_at: checkedAt, findings: JSON.stringify(findings) };
  await db
    .insertInto('check_result')
    .values({ edition_hash: editionHash, ...result })
    .onConflict((conflict) => conflict.column('edition_hash').doUpdateSet(result))
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
  return { checkedAt: row.checked_at, findings: z.array(findingSchema).parse(JSON.parse(row.findings)) };
}
