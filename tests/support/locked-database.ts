/** A migrated SQLite file, and a second hand on it that takes and releases the lock. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';

/** @param lockWaitMs how long the database waits for the lock */
export async function openWithLock(lockWaitMs?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'inference-report-lock-'));
  const file = join(folder, 'newsletter.sqlite');
  const database = openSqlite(file, lockWaitMs);
  await migrate(database);
  const other = new DatabaseSync(file);
  onTestFinished(async () => {
    other.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });
  return { database, lock: () => other.exec('begin immediate'), unlock: () => other.exec('rollback') };
}
