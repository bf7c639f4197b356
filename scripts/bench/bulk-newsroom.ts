/** A data folder with a made-up list and a prepared edition, as `send` finds it: for the sending benches. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres, openSqlite, type Database } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { prepareEdition } from '../../src/delivery/prepare.ts';
import { sampleEdition } from '../../emails/samples.ts';
import type { CompiledEmail } from '../../src/model/email.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createKeyRing } from '../../src/platform/signing.ts';

export const SECRET = 'a-secret-for-the-benchmarks-of-sending';
export const DATE = '2026-11-24';
export const MAIL = {
  from: { name: 'The Inference Report', address: 'daily@news.example' },
  replyTo: 'editors@news.example',
  listName: 'The Inference Report',
  listId: 'daily.news.example',
  publicUrl: 'https://news.example',
};

export type BulkNewsroom = {
  readonly dataDir: string;
  readonly prepareSeconds: number;
  readonly batches: number;
  readonly database: Database;
  close(): Promise<void>;
};

/** @param where a Postgres URL, or null for a new SQLite file @param maxBatch messages a request */
export async function bulkNewsroom(
  compiled: CompiledEmail,
  { readers, where = null, maxBatch = 100 }: { readers: number; where?: string | null; maxBatch?: number },
): Promise<BulkNewsroom> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inference-report-bench-'));
  const database =
    where === null ? openSqlite(join(dataDir, 'newsletter.sqlite')) : await openPostgres(where);
  await migrate(database);
  await addReaders(database, readers);
  const editionId = await addEdition(database);
  const began = performance.now();
  const { batches, frozen } = await prepareEdition(
    { database, keys: createKeyRing([SECRET]), clock: systemClock },
    {
      ...{ editionId, variants: new Map([['all', compiled]]), variantOf: () => 'all', mail: MAIL },
      ...{ transport: 'resend', maxBatch, maxBatchBytes: 9_000_000 },
    },
  );
  const prepareSeconds = (performance.now() - began) / 1000;
  if (frozen !== readers) throw new Error(`${frozen} of ${readers} deliveries were frozen`);
  const close = async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { dataDir, prepareSeconds, batches, database, close };
}

async function addReaders(database: Database, readers: number): Promise<void> {
  await database.query.transaction().execute(async (trx) => {
    for (let first = 0; first < readers; first += 1000) {
      const rows = Array.from({ length: Math.min(1000, readers - first) }, (_, index) => {
        // In no order, as on a real list.
        const mixed = Math.imul(first + index, 2_654_435_761) >>> 0;
        const email = `reader.${mixed.toString(36)}.${first + index}@mail${mixed % 97}.example.org`;
        return { email, email_key: email, state: 'confirmed', created_at: 1, confirmed_at: 1 } as const;
      });
      await trx.insertInto('subscriber').values(rows).execute();
    }
  });
}

async function addEdition(database: Database): Promise<number> {
  const { id } = await database.query
    .insertInto('edition')
    .values({
      ...{
        date: DATE,
        number: 1,
        state: 'approved',
        subject: 's',
        title: 't',
        json: JSON.stringify(sampleEdition),
      },
      ...{ hash: 'ab12cd34'.repeat(8), release: '0', created_at: 1, updated_at: 1 },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
