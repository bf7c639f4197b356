/** Rows of any tabular source, turned into standings by a mapping of names: what CSV, JSON and YAML boards share. */
import { compareText, type BoardColumn, type UnrankedStanding } from '../../src/model/board.ts';
import { failed } from '../../src/model/source.ts';
import { plainText } from '../text/clean-text.ts';
import type { Mapping, ReadingResult } from './definition.ts';
import { splitEffort } from './effort.ts';

/**
 * @param records rows, of whatever the source made them
 * @param document where `asOf` and `version` are looked for when the rows do not hold them
 */
export function readMapped(
  records: readonly unknown[],
  mapping: Mapping,
  document: unknown = null,
): ReadingResult {
  if (records.length === 0) return failed('empty', 'held no rows');
  for (const path of [mapping.name, mapping.score]) {
    if (records.every((record) => valueAt(record, path) === undefined))
      return failed('unexpected-shape', `has no "${path}" in any row`);
  }
  const rows = records.map((record) => standingOf(record, mapping)).filter((row) => row !== null);
  const dropped = records.length - rows.length;
  if (rows.length === 0) return failed('empty', 'held no row with a name and a score');
  return {
    ok: true,
    asOf: newestDay(fieldValues(mapping.asOf, records, document)),
    version: firstText(fieldValues(mapping.version, records, document)),
    window: firstText(fieldValues(mapping.window, records, document)),
    columns: columnsOf(mapping),
    rows,
    warnings: dropped === 0 ? [] : [`${dropped} of ${records.length} rows had no name or no score`],
  };
}

function firstText(values: readonly unknown[]): string | null {
  return values.map(textOf).find((text) => text !== '') ?? null;
}

function standingOf(record: unknown, mapping: Mapping): UnrankedStanding | null {
  const rawName = textOf(valueAt(record, mapping.name));
  const score = numberOf(valueAt(record, mapping.score));
  if (rawName === '' || score === null) return null;
  const { base, effort } =
    mapping.foldEfforts === true ? splitEffort(rawName) : { base: rawName, effort: null };
  const optional = (path: string | undefined) => (path === undefined ? undefined : valueAt(record, path));
  const margin = numberOf(optional(mapping.margin)) ?? marginIn(valueAt(record, mapping.score));
  return {
    name: base,
    rawName,
    effort,
    organisation: textOf(optional(mapping.organisation)) || null,
    kind: 'model',
    score,
    low: numberOf(optional(mapping.low)) ?? (margin === null ? null : score - margin),
    high: numberOf(optional(mapping.high)) ?? (margin === null ? null : score + margin),
    extra: Object.fromEntries(mapping.columns.map(({ from }) => [from, numberOf(valueAt(record, from))])),
  };
}

/** Of a score that brings its own, as in "64.5 ± 1.2". */
function marginIn(score: unknown): number | null {
  const written = typeof score === 'string' ? /(?:±|\+\/?[-−])\s*([\d.,]+)/.exec(score)?.[1] : undefined;
  return written === undefined ? null : numberOf(written);
}

function columnsOf(mapping: Mapping): BoardColumn[] {
  return mapping.columns.map(({ from, ...column }) => ({ key: from, ...column }));
}

function fieldValues(path: string | undefined, records: readonly unknown[], document: unknown): unknown[] {
  return path === undefined ? [] : [...records, document].map((holder) => valueAt(holder, path));
}

/** Rows of cells under a header line, as records; of two columns with one name the first counts. */
export function recordsOf([header = [], ...rows]: readonly (readonly string[])[]): Record<string, string>[] {
  const keys = header.map((key) => key.trim());
  return rows.map((cells) => {
    const pairs = cells.map((cell, at): [string, string] => [keys[at] ?? '', cell]);
    return Object.fromEntries(pairs.toReversed());
  });
}

/** A value by dotted path (`meta.updated`, `scores.0`); a key that itself holds dots is tried first. */
export function valueAt(holder: unknown, path: string): unknown {
  if (path === '') return holder;
  if (typeof holder !== 'object' || holder === null) return undefined;
  if (Object.hasOwn(holder, path)) return (holder as Record<string, unknown>)[path];
  const dot = path.indexOf('.');
  return dot < 0 ? undefined : valueAt(valueAt(holder, path.slice(0, dot)), path.slice(dot + 1));
}

/** A name or label as clean text; empty for what is neither text nor number. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? plainText(value) : '';
}

/** With its sign, margin and the blanks of a layout; longer is prose, or made to keep the expressions below busy. */
const LONGEST_FIGURE = 100;

/** A finite number, written as one or as text such as "64.5%", "$1,200", "64,5", "64.5 ± 1.2"; null for anything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.length > LONGEST_FIGURE) return null;
  const [given = ''] = value.split(/(?<=\d[\s%]*)(?:±|\+\/?[-−])/);
  const plain = withPoint(given.replace(/[\s%$€£±]/g, '').replace('−', '-'));
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain) ? Number(plain) : null;
}

/** Commas between groups of three digits group them; any other is a decimal point, as most of Europe writes it. */
function withPoint(figure: string): string {
  const grouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(figure);
  return grouped ? figure.replaceAll(',', '') : figure.replace(/^([+-]?\d*),(\d+)$/, '$1.$2');
}

/** The newest `YYYY-MM-DD` at the start of any of these values. */
function newestDay(values: readonly unknown[]): string | null {
  const days = values.map((value) => /^\d{4}-\d{2}-\d{2}/.exec(textOf(value))?.[0] ?? '');
  return (
    days
      .filter((day) => !Number.isNaN(Date.parse(day)))
      .toSorted(compareText)
      .at(-1) ?? null
  );
}
