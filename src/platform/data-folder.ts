/** The data folder: made and probed at start, so that a full or read-only disk is told before any work is done. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { NewsletterError, messageOf } from '../model/errors.ts';

/** @throws NewsletterError data-folder-unusable, naming the folder */
export function prepareDataFolder(folder: string): void {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    throw new NewsletterError(
      'data-folder-unusable',
      `The data folder ${folder} cannot be written: ${messageOf(error)}`,
      {
        hint: 'Set DATA_DIR to a folder that this user may write to, on a disk with room.',
        cause: error,
      },
    );
  }
}

/** The signing secret kept in the data folder: made once, readable by its owner only. */
export function keptSecret(folder: string): string {
  const file = join(folder, 'signing-secret');
  try {
    // "wx": of two processes that start together, one makes the file and both read it.
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length >= 32) return secret;
  throw new NewsletterError('data-folder-unusable', `${file} does not hold a signing secret.`, {
    hint: 'Restore it from a backup; links in mails already sent depend on it.',
  });
}
