/** The file to import before its rows count: how large it is, and in what words it is turned down when it is no list. */
import { stat } from 'node:fs/promises';
import { NewsletterError, messageOf } from '../src/model/errors.ts';
import { parseMailbox } from './address.ts';
import type { CsvRow } from './csv-rows.ts';

/**
 * Bytes; never 0.
 * @throws NewsletterError bad-input when there is no such file, it cannot be read, or it is empty
 */
export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: unknown) => {
    throw new NewsletterError('bad-input', `${file} cannot be read: ${messageOf(error)}`, {
      hint: 'Check the path, and that you may read the file.',
      cause: error,
    });
  });
  if (found.isDirectory())
    throw new NewsletterError('bad-input', `${file} is a folder.`, { hint: 'Name a CSV file in it.' });
  if (found.size === 0) throw emptyFile(file);
  return found.size;
}

export function emptyFile(file: string): NewsletterError {
  return new NewsletterError('bad-input', `${file} is empty.`, {
    hint: 'The first line must name the columns, one of them "email"; the lines below it hold the subscribers.',
  });
}

/** @throws NewsletterError bad-input saying what the first line is instead of a header */
export function unknownHeader(file: string, header: CsvRow | undefined): never {
  const cells = header?.fields ?? [];
  const { what, hint } = judge(cells);
  const shown = cells.map((name) => `"${name.slice(0, 40)}"`).slice(0, 12);
  throw new NewsletterError('bad-input', `${file} ${what.replace('{cells}', shown.join(', '))}`, { hint });
}

function judge(cells: readonly string[]): { what: string; hint: string } {
  // Excel workbooks are zip archives.
  if (cells[0]?.startsWith('PK\u0003\u0004') === true)
    return {
      what: 'is a workbook, not a CSV file.',
      hint: 'Save it as CSV (UTF-8) in the spreadsheet program.',
    };
  if (cells.some((cell) => /[\0-\x08\x0e-\x1f\ufffd]/.test(cell)))
    return {
      what: 'is no text.',
      hint: 'Unpack it if it is compressed, or save it as CSV (UTF-8) in the program it comes from.',
    };
  if (cells.some((cell) => parseMailbox(cell).address.ok))
    return {
      what: 'has no header: its first line holds an address already ({cells}).',
      hint: 'Put a line with the column names above it, e.g. email,name',
    };
  return {
    what: 'names no column of addresses in its first line ({cells}).',
    hint: 'Put the column names in the first line, one of them "email".',
  };
}
