/** `sources list`: every source in use, and its health. */
import { sourceHealth } from '../run/source-health.ts';
import type { SourceHealth } from '../edition/health.ts';
import type { Instant } from '../model/date.ts';
import type { Action } from './session.ts';

export const listSources: Action<{ date?: string }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const sources = await sourceHealth(await session.app(), date);
  for (const source of sources) output.data(forMachines(source));
  output.table(
    ['section', 'id', 'state', 'last success', 'newest', 'a week', 'unchanged', 'remarks'],
    sources.map((source) => [
      source.section,
      source.id,
      source.state,
      dayOf(source.lastSuccessAt),
      dayOf(source.newestAt),
      source.itemsPerWeek === null ? '' : source.itemsPerWeek.toFixed(1),
      `${source.notModified} of ${source.requests}`,
      source.remarks.join('; '),
    ]),
  );
  return 0;
};

/** Instants as ISO 8601: what a person pipes into a file is read by people too. */
function forMachines({ lastSuccessAt, newestAt, ...source }: SourceHealth) {
  return { ...source, lastSuccessAt: isoOf(lastSuccessAt), newestAt: isoOf(newestAt) };
}

function isoOf(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function dayOf(at: Instant | null): string {
  return isoOf(at)?.slice(0, 10) ?? 'never';
}
