/** `sources check`: asks sources now, stores nothing of what they say, and notes in the catalogue which ones work. */
import { fillLastChecked } from '../../sources/catalogue/last-checked.ts';
import { feedSource } from '../../sources/feed.ts';
import { KNOWN_FEEDS } from '../../sources/index.ts';
import type { Source } from '../../sources/source.ts';
import type { App } from '../app.ts';
import type { EditionDate } from '../model/date.ts';
import { messageOf, NewsletterError } from '../model/errors.ts';
import { failed, type SourceFailure, type SourceResult } from '../model/source.ts';
import { withBar } from './bar.ts';
import type { Output } from './output.ts';
import type { Action } from './session.ts';

type Options = { catalogue?: boolean; dryRun?: boolean };

export const checkSources: Action<Options> = async ({ output, ...session }, options, ...ids) => {
  const date = await session.date(undefined);
  const app = await session.app();
  const desk = await app.newsdesk.open();
  const sources = chosen(desk.sources(date), ids, options.catalogue === true);
  const checked = await withBar(output, 'Checking', (to) => askAll(app, sources, desk.allow, date, to));
  for (const one of checked) output.data(one);
  output.table(
    ['section', 'id', 'items', 'newest', 'remark'],
    checked.map(({ section, id, items, newestAt, failure, warnings }) => [
      ...[section, id, String(items), newestAt?.slice(0, 10) ?? ''],
      failure?.message ?? warnings.join('; '),
    ]),
  );
  const working = checked.filter(({ failure }) => failure === null);
  output.line(`${working.length} of ${checked.length} sources work.`);
  if (options.dryRun !== true && app.config.newsroom === 'live')
    await note(
      working.map(({ id }) => id),
      date,
      output,
    );
  return working.length < checked.length ? 1 : 0;
};

type Checked = {
  readonly id: string;
  readonly name: string;
  readonly section: Source['section'];
  readonly url: string;
  /** Items, or boards. */
  readonly items: number;
  /** ISO 8601, UTC. */
  readonly newestAt: string | null;
  readonly warnings: readonly string[];
  readonly failure: SourceFailure | null;
};

/** @throws NewsletterError bad-argument for an id that neither the settings nor the catalogue know */
function chosen(inUse: readonly Source[], ids: readonly string[], catalogue: boolean): Source[] {
  const others = KNOWN_FEEDS.filter(({ id }) => !inUse.some((source) => source.id === id)).map(feedSource);
  const known = [...inUse, ...others];
  if (ids.length === 0) return catalogue ? known : [...inUse];
  return ids.map((id) => {
    const source = known.find((one) => one.id === id);
    if (source !== undefined) return source;
    throw new NewsletterError('bad-argument', `There is no source "${id}".`, {
      hint: 'sources list names those in use; sources/catalogue all that are known.',
    });
  });
}

async function askAll(
  app: App,
  sources: readonly Source[],
  allow: readonly string[],
  date: EditionDate,
  to: (done: number, total: number) => void,
): Promise<Checked[]> {
  const fetch = app.fetcher(allow);
  const { artificialAnalysisApiKey } = app.config;
  let done = 0;
  return Promise.all(
    sources.map(async (source) => {
      const context = { fetch, date, now: app.clock.now(), artificialAnalysisApiKey };
      const result = await source
        .collect(context)
        .catch((error: unknown) => failed('unexpected', messageOf(error)));
      to(++done, sources.length);
      return checkedOf(source, result);
    }),
  );
}

function checkedOf({ id, name, section, url }: Source, result: SourceResult): Checked {
  const base = { id, name, section, url };
  if (!result.ok) return { ...base, items: 0, newestAt: null, warnings: [], failure: result.failure };
  const newest = result.items.reduce((latest, { publishedAt }) => Math.max(latest, publishedAt ?? 0), 0);
  const newestAt = newest === 0 ? null : new Date(newest).toISOString();
  const items = result.items.length + result.boards.length;
  return { ...base, items, newestAt, warnings: result.warnings, failure: null };
}

/** A program installed where it may not write still checks. */
async function note(ids: readonly string[], date: EditionDate, output: Output): Promise<void> {
  try {
    const changed = await fillLastChecked(ids, date);
    if (changed > 0)
      output.line(`The catalogue now says of ${changed} that they were last checked on ${date}.`);
  } catch (error) {
    output.warn(`The catalogue keeps its dates: ${messageOf(error)}`);
  }
}
