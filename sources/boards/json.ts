/** Boards in JSON: any list of objects, read by the mapping of its definition. */
import { failed } from '../../src/model/source.ts';
import type { BoardAdapter, Mapping, ReadingResult } from './definition.ts';
import { readMapped, valueAt } from './mapping.ts';

export const jsonAdapter: BoardAdapter = {
  read: ([text = ''], { read }) =>
    read === null ? failed('unexpected', 'needs "read" in its settings') : readJson(text, read),
};

/** @param mapping `rows` is the dotted path of the list; empty where the document is the list. */
function readJson(text: string, mapping: Mapping): ReadingResult {
  const document = parseJson(text);
  if (document === undefined) return failed('malformed', 'did not answer JSON');
  const rows = valueAt(document, mapping.rows);
  if (Array.isArray(rows)) return readMapped(rows, mapping, document);
  return failed('unexpected-shape', `has no list of rows at "${mapping.rows}"`);
}

/** undefined for text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
