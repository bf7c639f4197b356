/** CSV text as rows with their line numbers; a row with a broken quotation mark costs its own line and no other. */
import Papa, { type ParseResult } from 'papaparse';

export type CsvRow = {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** A quotation mark opens and never closes: `fields` holds the line as it stands. */
  readonly broken: boolean;
};

/** No row is longer, in characters: beyond it an open quotation mark is taken for a slip. */
const LONGEST_ROW = 2_097_152;

/**
 * Behind a slip no row of several lines is believed to be longer than this, and four times as long for every stretch
 * that is whole: in a file with a stray mark in each line, each would be followed for two megabytes.
 */
const LONGEST_AFTER_SLIP = 1024;

/** Pages of rows, the header first; rows without any text are not rows. */
export async function* readRows(pieces: AsyncIterable<string>): AsyncGenerator<readonly CsvRow[]> {
  let read: ReturnType<typeof rowReader> | null = null;
  for await (const piece of pieces) {
    read ??= rowReader(dialectOf(piece));
    const rows = read(piece, false).filter(isNoHint);
    if (rows.length > 0) yield rows;
  }
  const last = read?.('', true) ?? [];
  if (last.length > 0) yield last;
}

/** Excel writes `sep=;` before the header of some files, for itself. */
function isNoHint({ line, fields }: CsvRow): boolean {
  return line > 1 || !/^sep=/i.test(fields[0] ?? '');
}

type Dialect = { readonly delimiter: string; readonly newline: '\n' | '\r' };

/** Told from the header, the one line whose cells hold no prose. */
function dialectOf(text: string): Dialect {
  // With \n a \r before it stays on the last cell and is taken off: files mix both endings.
  const newline = text.includes('\n') ? '\n' : '\r';
  const header = (text.trimStart().split(newline, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  const [delimiter = ','] = [',', ';', '\t', '|'].toSorted((a, b) => count(b) - count(a));
  return { delimiter, newline };
}

function rowReader(dialect: Dialect): (piece: string, isLast: boolean) => CsvRow[] {
  const parser = new Papa.Parser(dialect);
  let rest = '';
  let line = 1;
  let longest = LONGEST_ROW;

  const takeLine = (rows: CsvRow[]) => {
    const end = rest.indexOf(dialect.newline) + 1 || rest.length;
    rows.push({ line, fields: [rest.slice(0, end).trimEnd()], broken: true });
    rest = rest.slice(end);
    line += 1;
    longest = LONGEST_AFTER_SLIP;
  };

  const reach = () => {
    const lineEnd = rest.indexOf(dialect.newline) + 1;
    return lineEnd === 0 ? LONGEST_ROW : Math.max(longest, Math.min(lineEnd, LONGEST_ROW));
  };

  return (piece, isLast) => {
    const rows: CsvRow[] = [];
    for (rest += piece; rest !== '';) {
      const end = reach();
      const seesAll = rest.length <= end;
      const isEnd = isLast && seesAll;
      const result = parser.parse(rest.slice(0, end), 0, !isEnd) as ParseResult<string[]>;
      const broken = firstBroken(result, dialect);
      const start = line;
      for (const fields of broken === null ? result.data : result.data.slice(0, broken)) {
        withoutReturn(fields);
        if (fields.some((field) => field !== '')) rows.push({ line, fields, broken: false });
        line += 1 + lineBreaks(fields, dialect);
      }
      const read = isEnd ? rest.length : result.meta.cursor;
      rest = broken === null ? rest.slice(read) : afterLines(rest, line - start, dialect);
      if (broken === null && seesAll) break;
      if (broken === null && read > 0) longest = Math.min(longest * 4, LONGEST_ROW);
      else takeLine(rows);
    }
    return rows;
  };
}

/** The first row whose quotation marks went wrong so that it swallowed the lines below. */
function firstBroken({ data, errors }: ParseResult<string[]>, { newline }: Dialect): number | null {
  const broken = errors.find(
    ({ code, row = 0 }) => code === 'MissingQuotes' || data[row]?.some((field) => field.includes(newline)),
  );
  return broken?.row ?? null;
}

function withoutReturn(fields: string[]): void {
  const last = fields.at(-1);
  if (last?.endsWith('\r') === true) fields[fields.length - 1] = last.slice(0, -1);
}

function lineBreaks(fields: readonly string[], { newline }: Dialect): number {
  let count = 0;
  for (const field of fields) if (field.includes(newline)) count += field.split(newline).length - 1;
  return count;
}

function afterLines(text: string, lines: number, { newline }: Dialect): string {
  let offset = 0;
  for (let line = 0; line < lines; line += 1) offset = text.indexOf(newline, offset) + 1;
  return text.slice(offset);
}
