/** Boards in a web page: the first table whose header has the mapped columns, or the one with a given id. */
import { Parser } from 'htmlparser2';
import { failed } from '../../src/model/source.ts';
import { plainText } from '../text/clean-text.ts';
import type { BoardAdapter, Mapping, ReadingResult } from './definition.ts';
import { readMapped, recordsOf } from './mapping.ts';

export const htmlTableAdapter: BoardAdapter = {
  read: ([text = ''], { read }) =>
    read === null ? failed('unexpected', 'needs "read" in its settings') : readHtmlTable(text, read),
};

/** @param mapping `rows` is the id of the table; empty for the first that fits */
function readHtmlTable(html: string, mapping: Mapping): ReadingResult {
  const fitting = tablesOf(html).filter(({ id }) => mapping.rows === '' || mapping.rows === id);
  for (const { rows } of fitting) {
    const header = headerIn(rows.slice(0, HEADER_ROWS), mapping);
    if (header !== -1) return readMapped(recordsOf(rows.slice(header)), mapping);
  }
  return failed('unexpected-shape', `has no table with columns "${mapping.name}" and "${mapping.score}"`);
}

/** Column headings may stand under those of groups of columns. */
const HEADER_ROWS = 3;

function headerIn(rows: readonly string[][], { name, score }: Mapping): number {
  return rows.findIndex((cells) => cells.includes(name) && cells.includes(score));
}

type Table = { readonly id: string; readonly rows: string[][] };

function tablesOf(html: string): Table[] {
  const tables: Table[] = [];
  /** The table we are in, and those around it: pages lay out with tables too. */
  const open: Table[] = [];
  let cell: string | null = null;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'table') open.push({ id: attributes['id'] ?? '', rows: [] });
      if (name === 'table') tables.push(...open.slice(-1));
      if (name === 'tr') open.at(-1)?.rows.push([]);
      if (name === 'td' || name === 'th') cell = '';
    },
    ontext: (text) => {
      if (cell !== null) cell += text;
    },
    onclosetag: (name) => {
      if (name === 'table') open.pop();
      if ((name !== 'td' && name !== 'th') || cell === null) return;
      open.at(-1)?.rows.at(-1)?.push(plainText(cell));
      cell = null;
    },
  });
  parser.end(html);
  return tables;
}
