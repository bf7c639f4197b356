/** A board as a source: fetch its pages, let the adapter read them, rank the rows. */
import { compareText, rankStandings, type Board, type UnrankedStanding } from '../../src/model/board.ts';
import { failed, type SourceResult } from '../../src/model/source.ts';
import { QUIET_AFTER_DAYS, type Source, type SourceContext, type SourceFacts } from '../source.ts';
import { decodeText } from '../text/charset.ts';
import { BOARD_ADAPTERS } from './adapters.ts';
import type { BoardAdapter, BoardDefinition, BoardOptions, Reading } from './definition.ts';

/** More pages than any board has: the stop for a server that always promises another. */
const MAX_PAGES = 20;

export function boardSource(definition: BoardDefinition, options: BoardOptions = {}): Source {
  return {
    id: definition.id,
    name: definition.title,
    section: 'benchmarks',
    url: definition.url,
    facts: factsOf(definition),
    collect: (context) => collectBoard(definition, options, context),
  };
}

function factsOf({ adapter, cadenceDays, quirks, lastChecked }: BoardDefinition): SourceFacts {
  const cadence = cadenceDays === null ? null : cadenceDays === 1 ? 'daily' : `every ${cadenceDays} days`;
  const quietAfterDays = cadenceDays === null ? QUIET_AFTER_DAYS : Math.max(7, 3 * cadenceDays);
  return { kind: adapter, cadence, quietAfterDays, quirks, lastChecked };
}

async function collectBoard(
  definition: BoardDefinition,
  options: BoardOptions,
  context: SourceContext,
): Promise<SourceResult> {
  const adapter: BoardAdapter = BOARD_ADAPTERS[definition.adapter];
  const admission = adapter.admit?.(context, options) ?? { ok: true, headers: {} };
  if (!admission.ok) return admission;
  const url = definition.url.replaceAll('{date}', context.date);
  const answer = await fetchPages(adapter, url, admission.headers, context);
  if ('ok' in answer) return answer;
  const reading = adapter.read(answer.pages, definition);
  if (!reading.ok) return reading;
  const board = boardOf(definition, reading, { date: context.date, invented: options.invented ?? false });
  return { ok: true, items: [], boards: [board], unchanged: false, warnings: reading.warnings };
}

/** Joins what the definition knows with what the answer said; the day of the fetch stands in where no day is stated. */
export function boardOf(
  definition: BoardDefinition,
  reading: Reading,
  fetched: { date: string; invented: boolean },
): Board {
  const { id, title, description, scoreLabel, suffix, decimals, higherIsBetter, attribution } = definition;
  const rows = rankStandings(bestOfEachName(reading.rows, higherIsBetter), { higherIsBetter, decimals });
  return {
    ...{ id, title, description, scoreLabel, prefix: '', suffix, decimals, higherIsBetter, attribution },
    asOf: reading.asOf ?? fetched.date,
    version: reading.version,
    window: reading.window,
    invented: fetched.invented,
    columns: [...reading.columns],
    rows,
  };
}

/** One row a name, the best; equal scores are settled by the source's own spelling, so that order never decides. */
function bestOfEachName(rows: readonly UnrankedStanding[], higherIsBetter: boolean): UnrankedStanding[] {
  const direction = higherIsBetter ? -1 : 1;
  const best = new Map<string, UnrankedStanding>();
  for (const row of rows.toSorted(
    (a, b) => direction * (a.score - b.score) || compareText(a.rawName, b.rawName),
  )) {
    if (!best.has(row.name)) best.set(row.name, row);
  }
  return [...best.values()];
}

type Pages = { readonly pages: readonly string[] };

async function fetchPages(
  adapter: BoardAdapter,
  first: string,
  headers: Readonly<Record<string, string>>,
  context: SourceContext,
): Promise<Pages | SourceResult> {
  const pages: string[] = [];
  // A page that is "not modified" cannot be joined to one that is, so paged boards are asked without conditions.
  const conditions = adapter.nextPage === undefined ? {} : { etag: null, lastModified: null };
  for (let url: string | null = first; url !== null && pages.length < MAX_PAGES;) {
    const answer = await context.fetch({ url, headers, ...conditions });
    if (answer.kind === 'failed') return { ok: false, failure: answer.failure };
    if (answer.kind === 'not-modified') {
      return pages.length === 0
        ? { ok: true, items: [], boards: [], unchanged: true, warnings: [] }
        : failed('unexpected', 'answered "not modified" to a question without conditions');
    }
    const page = decodeText(answer.body, answer.headers['content-type'] ?? null);
    // A server that ignores the page number answers the same again: that one page is all it has.
    if (page === pages.at(-1)) break;
    pages.push(page);
    url = adapter.nextPage?.(page, url) ?? null;
  }
  return { pages };
}
