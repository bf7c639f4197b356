/** The file of refused rows: line and reason before the row's own cells, so that it can be corrected and imported itself. */
import { existsSync, realpathSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Refusal } from '../../subscribers/entries.ts';
import { neutralise, REJECTS_COLUMNS } from '../../subscribers/own-format.ts';
import { NewsletterError, messageOf } from '../model/errors.ts';

export type RejectsFile = {
  /** Told the header of the imported file; nothing is created before, so that a file that is no list leaves none. */
  begin(columns: readonly string[]): void;
  add(refusals: readonly Refusal[]): Promise<void>;
  close(): Promise<void>;
};

/** @throws NewsletterError bad-argument when it is the imported file itself; from `add` or `close` when it cannot be written */
export function rejectsFile(path: string, imported: string): RejectsFile {
  if (existsSync(path) && existsSync(imported) && realpathSync(path) === realpathSync(imported))
    throw new NewsletterError('bad-argument', `--rejects ${path} is the file to import: name another.`);
  let header: readonly string[] | null = null;
  let handle: FileHandle | null = null;
  const write = async (rows: readonly (readonly (string | number)[])[]): Promise<void> => {
    try {
      if (handle === null) {
        handle = await open(path, 'w');
        await handle.write(lines([[...REJECTS_COLUMNS, ...(header ?? [])]]));
      }
      if (rows.length > 0) await handle.write(lines(rows));
    } catch (error) {
      throw new NewsletterError('bad-argument', `--rejects ${path} cannot be written: ${messageOf(error)}`, {
        cause: error,
      });
    }
  };
  return {
    begin: (columns) => (header = columns),
    add: (refusals) => write(refusals.map(({ line, reason, fields }) => [line, reason, ...fields])),
    close: async () => {
      // A run that refused nothing says so by a file with its header alone, not by an old one left standing.
      if (header !== null) await write([]);
      await handle?.close();
    },
  };
}

/** The cells come from strangers: a spreadsheet must not run one. */
function lines(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => neutralise(String(cell))));
  return `${Papa.unparse(cells, { newline: '\r\n' })}\r\n`;
}
