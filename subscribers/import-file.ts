/** The file to import before its rows count: how large it is, and in what words it is turned down when it is no list. */
import { stat } from 'node:fs/promises';
import { NewsletterError, messageOf } from '../src/model/errors.ts';
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

/** @throws NewsletterError bad-input naming the columns that were found */
export function unknownHeader(file: string, header: CsvRow | undefined): never {
  // Excel workbooks are zip archives.
  const isWorkbook = header?.fields[0]?.startsWith('PK\u0003\u0004') === true;
  const columns =
    header?.fields
      .map((name) => `"${name.slice(0, 40)}"`)
      .slice(0, 12)
      .join(', ') ?? '';
  throw new NewsletterError(
    'bad-input',
    isWorkbook
      ? `${file} is a workbook, not a CSV file.`
      : `${file} names no column of addresses in its first line (${columns}).`,
    {
      hint: isWorkbook
        ? 'Save it as CSV (UTF-8) in the spreadsheet program.'
        : 'Put the column names in the first line, one of them "email".',
    },
  );
}
