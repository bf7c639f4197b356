/** Boards in CSV: any file with a header line, read by the mapping of its definition. */
import Papa from 'papaparse';
import { failed } from '../../src/model/source.ts';
import type { BoardAdapter, Mapping, ReadingResult } from './definition.ts';
import { readMapped, recordsOf } from './mapping.ts';

export const csvAdapter: BoardAdapter = {
  read: ([text = ''], { read }) =>
    read === null ? failed('unexpected', 'needs "read" in its settings') : readCsv(text, read),
};

export function readCsv(text: string, mapping: Mapping): ReadingResult {
  if (/^\s*</.test(text)) return failed('unexpected-shape', 'answered a web page instead of CSV');
  // Not papaparse's own header mode: it writes to the console when two columns share a name.
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  return readMapped(recordsOf(data), mapping);
}
