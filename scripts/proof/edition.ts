/** The edition the proof sends, and to whom: made up, small, in two variants. */
import type { Database } from '../../src/database/connect.ts';
import type { PrepareRequest } from '../../src/delivery/prepare.ts';
import { mergeMark, type CompiledEmail } from '../../src/model/email.ts';
import { sealEmail } from '../../src/render/seal.ts';

export const SECRET = 'the secret of the proof, which protects nothing';
export const DATE = '2026-11-24';

/** Ids count from 1 in a new database, so reader N has the id N. */
export function addressOf(id: number): string {
  return `reader-${id}@readers.example`;
}

/** @returns the edition's id */
export async function makeNewsroom({ query }: Database, readers: number): Promise<number> {
  const rows = Array.from({ length: readers }, (_, index) => {
    const email = addressOf(index + 1);
    return { email, email_key: email, state: 'confirmed', created_at: 1, confirmed_at: 1 } as const;
  });
  for (let at = 0; at < rows.length; at += 1000)
    await query
      .insertInto('subscriber')
      .values(rows.slice(at, at + 1000))
      .execute();
  const { id } = await query
    .insertInto('edition')
    .values({
      ...{ date: DATE, number: 1, state: 'approved', subject: 's', title: 't', json: '{}', release: '0' },
      ...{ hash: '5eed'.repeat(16), created_at: 1, updated_at: 1 },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** @param waitMs of the canary, for what comes back of the first quarter; null: no canary */
export function prepareRequest(
  editionId: number,
  maxBatch: number,
  waitMs: number | null = null,
): PrepareRequest {
  return {
    editionId,
    variants: new Map([
      ['essay', compiled('The essay')],
      ['essay+wire', compiled('The essay, and the wire')],
    ]),
    variantOf: ({ id }) => (id % 3 === 0 ? 'essay' : 'essay+wire'),
    mail: {
      from: { name: 'The Daily Proof', address: 'daily@news.example' },
      replyTo: 'editors@news.example',
      listName: 'The Daily Proof',
      listId: 'daily.news.example',
      publicUrl: 'https://news.example',
    },
    transport: 'resend',
    maxBatch,
    maxBatchBytes: 8_000_000,
    ...(waitMs === null ? {} : { canary: { share: 0.25, atLeast: 1, waitMs } }),
  };
}

function compiled(subject: string): CompiledEmail {
  return sealEmail({
    subject,
    html: `<p>For ${mergeMark('address')}</p><a href="${mergeMark('unsubscribeUrl')}">Leave</a>`,
    text: `For ${mergeMark('address')}\nLeave: ${mergeMark('unsubscribeUrl')}`,
  });
}
