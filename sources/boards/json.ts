/** Boards in JSON: any list of objects, read by the mapping of its definition. */
import { failed } from '../../src/model/source.ts';
import type { BoardAdapter, Mapping, ReadingResult } from './definition.ts';
import { readMapped, valueAt } from './mapping.ts';

export const jsonAdapter: BoardAdapter = {
  read: ([text = ''], { read }) =>
    read === null ? failed('unexpected', 'needs "read" in its settings') : readJson(text, read),
};

/** @param mapping `rows` is the path of the list; empty where the document is the list */
function readJson(text: string, given: Mapping): ReadingResult {
  const mapping = dotted(given);
  const document = parseJson(text);
  if (document === undefined) return failed('malformed', 'did not answer JSON');
  const rows = rowsIn(valueAt(document, mapping.rows));
  if (rows !== null) return readMapped(rows, mapping, document);
  return failed('unexpected-shape', `has no list of rows at "${given.rows}"`);
}

/** A list; or an object of rows, each with its key under `$key`, as tables by model name are often written. */
function rowsIn(found: unknown): unknown[] | null {
  if (Array.isArray(found)) return found as unknown[];
  if (typeof found !== 'object' || found === null) return null;
  const entries = Object.entries(found);
  const isTable = entries.every(([, row]) => typeof row === 'object' && row !== null);
  return isTable ? entries.map(([$key, row]) => ({ ...(row as object), $key })) : null;
}

/** Paths may be written as JSONPath (RFC 9535), which starts at `$`: those parts of it that name one place. */
function dotted(mapping: Mapping): Mapping {
  const { rows, name, score, columns, ...optional } = mapping;
  const others = Object.entries(optional).map(([field, path]) => [
    field,
    typeof path === 'string' ? dottedPath(path) : path,
  ]);
  return {
    ...(Object.fromEntries(others) as typeof optional),
    ...{ rows: dottedPath(rows), name: dottedPath(name), score: dottedPath(score) },
    columns: columns.map((column) => ({ ...column, from: dottedPath(column.from) })),
  };
}

/** `$.result['models'][*]` is `result.models`; `$key` is a name of our own. */
function dottedPath(path: string): string {
  if (!/^\$(?:[.[]|$)/.test(path)) return path;
  return path
    .slice(1)
    .replace(
      /\[(?:'([^']*)'|"([^"]*)"|(\d+|\*))\]/g,
      (_, single?: string, double?: string, place?: string) => `.${single ?? double ?? place ?? ''}`,
    )
    .replace(/\.\*$/, '')
    .replace(/^\./, '');
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
