/** The data folder: made and probed at start, so that a full or read-only disk is told before any work is done. */
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { NewsletterError, messageOf } from '../model/errors.ts';

/** @throws NewsletterError data-folder-unusable, naming the folder */
export function prepareDataFolder(folder: string): void {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    makeFolder(folder);
    try {
      writeFileSync(probe, Buffer.alloc(PROBE_BYTES), { flush: true });
    } finally {
      rmSync(probe, { force: true });
    }
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

/** Room for a young database and its log: less would fail in the middle of the first migration. */
const PROBE_BYTES = 1_000_000;

/** With its parents. Not `recursive: true`: where the system lets nobody make a folder (/proc), Node's own walk never ends. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Two processes may start together.
    if (!existsSync(folder)) throw error;
  }
}

/** The signing secret kept in the data folder: made once, readable by its owner only. */
export function keptSecret(folder: string): string {
  const file = join(folder, 'signing-secret');
  if (!existsSync(file)) makeSecret(file);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length >= 32) return secret;
  throw new NewsletterError('data-folder-unusable', `${file} does not hold a signing secret.`, {
    hint: 'Restore it from a backup; links in mails already sent depend on it.',
  });
}

/** Whole or not at all: of two processes that start together one makes it and both read it, and a full disk leaves no empty file. */
function makeSecret(file: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
