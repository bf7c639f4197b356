/** Artificial Analysis: both shapes of its data API, folded to the best effort of each model. */
import { z } from 'zod';
import type { BoardColumn, UnrankedStanding } from '../../src/model/board.ts';
import { failed } from '../../src/model/source.ts';
import type { SourceContext } from '../source.ts';
import type { Admission, BoardAdapter, BoardOptions, ReadingResult } from './definition.ts';
import { splitEffort } from './effort.ts';
import { parseJson } from './json.ts';
import { textOf } from './mapping.ts';

export const artificialAnalysisAdapter: BoardAdapter = {
  admit,
  nextPage: nextArtificialAnalysisPage,
  read: readArtificialAnalysis,
};

const figure = z.number().nullish();
const modelSchema = z.object({
  id: z.string().optional(),
  name: z.string(),
  model_creator: z.object({ name: z.string() }).nullish(),
  evaluations: z.object({ artificial_analysis_intelligence_index: figure }),
  pricing: z
    .object({
      price_1m_blended_3_to_1: figure,
      price_1m_input_tokens: figure,
      price_1m_output_tokens: figure,
    })
    .nullish(),
  // Beside the name in the endpoint of spring 2026, under `performance` in the one after it.
  median_output_tokens_per_second: figure,
  performance: z.object({ median_output_tokens_per_second: figure }).nullish(),
});
type Model = z.infer<typeof modelSchema>;

const pageSchema = z.object({
  data: z.array(z.unknown()),
  intelligence_index_version: z.union([z.string(), z.number()]).nullish(),
  pagination: z.object({ page: z.number().int(), total_pages: z.number().int() }).nullish(),
});
type Page = z.infer<typeof pageSchema>;

const COLUMNS: readonly BoardColumn[] = [
  { key: 'speed', label: 'tok/s', prefix: '', suffix: '', decimals: 0 },
  { key: 'price', label: '$/1M', prefix: '$', suffix: '', decimals: 2 },
];

/** Its terms forbid reprinting without consent, so it stays off until the operator says they have it. */
function admit(context: SourceContext, options: BoardOptions): Admission {
  if (options.invented === true) return { ok: true, headers: {} };
  if (options.permission !== true)
    return failed(
      'no-permission',
      'is off until benchmarks.artificialAnalysisPermission in the settings says that you may print its figures',
    );
  const key = context.artificialAnalysisApiKey;
  if (key === null) return failed('missing-key', 'needs a key in ARTIFICIAL_ANALYSIS_API_KEY');
  return { ok: true, headers: { 'x-api-key': key } };
}

function readArtificialAnalysis(texts: readonly string[]): ReadingResult {
  const pages: Page[] = [];
  for (const text of texts) {
    const page = parsePage(text);
    if (page === null) return failed('unexpected-shape', 'answered something other than a list of models');
    pages.push(page);
  }
  const trouble = pagingTrouble(pages);
  if (trouble !== null) return failed('unexpected-shape', trouble);
  const records = pages.flatMap((page) => page.data);
  const models = records.map((record) => modelSchema.safeParse(record)).filter((one) => one.success);
  const rows = models.map(({ data }) => standingOf(data)).filter((row) => row !== null);
  const unread = records.length - models.length;
  if (rows.length === 0) return failed('empty', 'held no model with an Intelligence Index');
  return {
    ok: true,
    asOf: null,
    version: versionOf(pages[0]),
    window: null,
    columns: COLUMNS,
    rows,
    warnings: unread === 0 ? [] : [`${unread} of ${records.length} models could not be read`],
  };
}

/** The address of the page after this one, null on the last. */
function nextArtificialAnalysisPage(text: string, url: string): string | null {
  const pagination = parsePage(text)?.pagination;
  if (pagination === null || pagination === undefined || pagination.page >= pagination.total_pages)
    return null;
  const next = new URL(url);
  next.searchParams.set('page', String(pagination.page + 1));
  return next.href;
}

function standingOf(model: Model): UnrankedStanding | null {
  const score = model.evaluations.artificial_analysis_intelligence_index;
  const rawName = textOf(model.name);
  if (score === null || score === undefined || rawName === '') return null;
  const { base, effort } = splitEffort(rawName);
  const speed = model.performance?.median_output_tokens_per_second ?? model.median_output_tokens_per_second;
  return {
    name: base,
    rawName,
    effort,
    organisation: textOf(model.model_creator?.name) || null,
    kind: 'model',
    score,
    low: null,
    high: null,
    extra: { speed: known(speed), price: blendedPrice(model.pricing) },
  };
}

/** Dollars for a million tokens, three of input to one of output: (3 in + out) / 4. */
function blendedPrice(pricing: Model['pricing']): number | null {
  const stated = known(pricing?.price_1m_blended_3_to_1);
  if (stated !== null) return stated;
  const input = known(pricing?.price_1m_input_tokens);
  const output = known(pricing?.price_1m_output_tokens);
  return input === null || output === null ? null : (3 * input + output) / 4;
}

/** The source writes 0 for a speed or price that it does not know. */
function known(value: number | null | undefined): number | null {
  return value === null || value === undefined || value <= 0 ? null : value;
}

/** Pages that do not belong together: asked while the table changed, or answered by something that cannot count. */
function pagingTrouble(pages: readonly Page[]): string | null {
  const total = pages[0]?.pagination?.total_pages ?? 1;
  if (pages.length !== total) return `has ${total} pages, of which ${pages.length} were read`;
  if (pages.some(({ pagination }, index) => pagination && pagination.page !== index + 1))
    return 'answered a page other than the one asked for';
  if (pages.some(({ pagination }) => (pagination?.total_pages ?? 1) !== total))
    return 'changed its number of pages while it was read';
  if (pages.some((page) => versionOf(page) !== versionOf(pages[0])))
    return 'mixed two versions of its index in one answer';
  return null;
}

function versionOf(page: Page | undefined): string | null {
  return textOf(page?.intelligence_index_version) || null;
}

function parsePage(text: string): Page | null {
  const page = pageSchema.safeParse(parseJson(text));
  return page.success ? page.data : null;
}
