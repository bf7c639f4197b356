/** Sources and boards as the operator names them: an id of the catalogue, or a whole one written in newsletter.config.ts. */
import { z } from 'zod';

export const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const feedId = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and dashes');

const boardColumn = z.strictObject({
  /** Column, JSON path or cell to read. */
  from: z.string(),
  label: z.string(),
  prefix: z.string().default(''),
  suffix: z.string().default(''),
  decimals: z.number().int().min(0).max(6).default(1),
});

/** A source written in the config instead of the catalogue. */
const feed = z.strictObject({
  id: feedId,
  name: z.string().min(1),
  url: webUrl,
  homepage: webUrl.optional(),
  /** Days of silence after which the editor is told. */
  quietAfterDays: z.number().int().min(1).optional(),
});

/** A board written in the config. */
const board = z.strictObject({
  id: feedId,
  /** Which reader understands the answer. */
  adapter: z.enum([
    'artificial-analysis',
    'swe-rebench',
    'epoch-eci',
    'lmarena',
    'aider',
    'csv',
    'json',
    'html-table',
  ]),
  title: z.string().min(1),
  description: z.string().default(''),
  url: webUrl,
  /** For csv, json and html-table: where the values are. A path of JSON is dotted, or JSONPath from `$`. */
  read: z
    .strictObject({
      /** JSON: the list, or an object whose values are the rows and whose keys are `$key`. HTML: the table's id. */
      rows: z.string().default(''),
      name: z.string(),
      organisation: z.string().optional(),
      score: z.string(),
      low: z.string().optional(),
      high: z.string().optional(),
      /** Half the width of the bounds, where the source gives that instead of them: "±5". */
      margin: z.string().optional(),
      asOf: z.string().optional(),
      /** Scores of different versions or windows are never compared. */
      version: z.string().optional(),
      window: z.string().optional(),
      /** Takes "(high)" and "[high]" off the names and keeps the best row of each model. */
      foldEfforts: z.boolean().optional(),
      columns: z.array(boardColumn).default([]),
    })
    .optional(),
  scoreLabel: z.string().default('Score'),
  suffix: z.string().default(''),
  decimals: z.number().int().min(0).max(6).default(1),
  higherIsBetter: z.boolean().default(true),
  attribution: z
    .strictObject({ name: z.string(), url: webUrl, licence: z.string().nullable().default(null) })
    .optional(),
});

const ID_OR_WHOLE = 'must be an id of the catalogue, or a whole one in braces';
export const feedReference = z.union([feedId, feed], ID_OR_WHOLE);
export const boardReference = z.union([feedId, board], ID_OR_WHOLE);

export type FeedReference = z.infer<typeof feedReference>;
export type BoardReference = z.infer<typeof boardReference>;
