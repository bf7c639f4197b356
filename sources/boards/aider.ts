/** Aider's polyglot board: a YAML list of runs, the share solved at the second try. */
import { parse, YAMLError } from 'yaml';
import { failed } from '../../src/model/source.ts';
import type { BoardAdapter, Mapping, ReadingResult } from './definition.ts';
import { readMapped } from './mapping.ts';

const FIELDS: Mapping = {
  rows: '',
  name: 'model',
  score: 'pass_rate_2',
  asOf: 'date',
  columns: [{ from: 'total_cost', label: 'Cost', prefix: '$', suffix: '', decimals: 2 }],
};

export const aiderAdapter: BoardAdapter = { read: ([text = '']) => readAider(text) };

function readAider(text: string): ReadingResult {
  const runs = parseYaml(text);
  if (runs === undefined) return failed('malformed', 'did not answer YAML');
  if (!Array.isArray(runs)) return failed('unexpected-shape', 'answered YAML that is not a list of runs');
  const reading = readMapped(runs, FIELDS);
  if (!reading.ok) return reading;
  // A run whose price nobody recorded says 0.
  const rows = reading.rows.map((row) => ({
    ...row,
    extra: { total_cost: row.extra['total_cost'] === 0 ? null : (row.extra['total_cost'] ?? null) },
  }));
  return { ...reading, rows };
}

/** undefined for text that is not YAML; aliases are limited by the parser itself. */
function parseYaml(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' }) as unknown;
  } catch (error) {
    // Too many aliases is a ReferenceError: the parser's guard against expansion bombs.
    if (error instanceof YAMLError || error instanceof ReferenceError) return undefined;
    throw error;
  }
}
