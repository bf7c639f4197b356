/** Epoch Capabilities Index: one CSV with a score and its bounds for each model. */
import type { BoardAdapter, Mapping } from './definition.ts';
import { readCsv } from './csv.ts';

/** Its `date` column is each model's release, not the day of the table. */
const COLUMNS: Mapping = {
  rows: '',
  name: 'Display name',
  organisation: 'Organization',
  score: 'eci',
  low: 'eci_ci_low',
  high: 'eci_ci_high',
  columns: [],
};

export const epochEciAdapter: BoardAdapter = { read: ([text = '']) => readCsv(text, COLUMNS) };
