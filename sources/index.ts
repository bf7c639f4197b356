/** The editor's list of sources: what the settings name, looked up in the catalogues and made ready to be asked. */
import type { FeedReference, Settings } from '../src/config.ts';
import { weekdayOf, type EditionDate } from '../src/model/date.ts';
import { NewsletterError } from '../src/model/errors.ts';
import { boardSource } from './boards/board-source.ts';
import type { BoardDefinition } from './boards/definition.ts';
import { BOARD_DEFINITIONS, boardDefinition } from './boards/definitions.ts';
import { LAB_FEEDS } from './catalogue/labs.ts';
import { WIRE_FEEDS } from './catalogue/wire.ts';
import { feedSource, type FeedDefinition } from './feed.ts';
import type { ImportedFeed } from './imported.ts';
import { nearest } from './nearest.ts';
import { arxivSource } from './papers/arxiv.ts';
import type { Source } from './source.ts';

/** Where an id that nobody needs to write down is stored: arXiv is one source, whatever the categories. */
const ARXIV = 'arxiv';

/**
 * Every source of the sections that are printed, in the order of the settings, `{date}` filled in.
 * Artificial Analysis is left out until there is both a key and the operator's word that they may print it.
 * @throws NewsletterError bad-config naming every unknown or repeated id, its setting and the nearest known ids
 */
export function createSources(
  settings: Settings,
  date: EditionDate,
  options: { readonly hasArtificialAnalysisKey: boolean; readonly imported?: readonly ImportedFeed[] },
): Source[] {
  const problems: string[] = [];
  const printed = (section: Settings['sections'][number]) => settings.sections.includes(section);
  const dated = <T extends { readonly url: string }>(definition: T): T => ({
    ...definition,
    url: definition.url.replaceAll('{date}', date),
  });
  const feeds = (section: 'labs' | 'wire') =>
    sectionFeeds(settings, section, options.imported ?? [], problems).map((definition) =>
      feedSource(dated(definition)),
    );

  const permission = settings.benchmarks.artificialAnalysisPermission;
  const canPrint = permission && options.hasArtificialAnalysisKey;
  const boards = boardsOf(settings, problems)
    .filter(({ adapter }) => adapter !== 'artificial-analysis' || canPrint)
    .map((definition) => boardSource(dated(definition), { permission }));

  const sources = [
    ...(printed('labs') ? feeds('labs') : []),
    ...(printed('wire') ? feeds('wire') : []),
    ...(printed('papers') ? [papersOf(settings, date)] : []),
    ...(printed('benchmarks') ? boards : []),
  ];
  refuse([...problems, ...repeated(sources)]);
  return sources;
}

/** Every feed the settings name and the editor imported, printed or not. @throws NewsletterError as createSources does */
export function feedsInUse(settings: Settings, imported: readonly ImportedFeed[]): FeedDefinition[] {
  const problems: string[] = [];
  const feeds = (['labs', 'wire'] as const).flatMap((section) =>
    sectionFeeds(settings, section, imported, problems),
  );
  refuse(problems);
  return feeds;
}

/** Every feed we know, in use or not. */
export const KNOWN_FEEDS: readonly FeedDefinition[] = [...LAB_FEEDS, ...WIRE_FEEDS];

/** Today's category of papers: that of the weekday, else the default. */
export function focusCategory({ papers }: Pick<Settings, 'papers'>, date: EditionDate): string {
  return papers.focus[weekdayOf(date)] ?? papers.focus.default ?? 'cs.AI';
}

/** Every category that is some day's focus: arXiv is asked for all of them at once, being slow to be asked twice. */
export function focusCategories({ papers }: Pick<Settings, 'papers'>): string[] {
  const named = Object.values(papers.focus);
  return [...new Set(named.length === 0 ? ['cs.AI'] : named)];
}

function papersOf(settings: Settings, date: EditionDate): Source {
  const feedUrl = settings.papers.feedUrl.replaceAll('{date}', date);
  return arxivSource({ id: ARXIV, categories: focusCategories(settings), feedUrl });
}

/** What the settings name first, then what was imported; an id that is in use already is not asked twice. */
function sectionFeeds(
  settings: Settings,
  section: 'labs' | 'wire',
  imported: readonly ImportedFeed[],
  problems: string[],
): FeedDefinition[] {
  const catalogue = section === 'labs' ? LAB_FEEDS : WIRE_FEEDS;
  const named = settings[section].sources.flatMap((reference) =>
    feedOf(reference, section, catalogue, problems),
  );
  const own = imported
    .filter((feed) => feed.section === section && !named.some(({ id }) => id === feed.id))
    .map(({ homepage, ...feed }) => ({
      ...(KNOWN_FEEDS.find(({ id }) => id === feed.id) ?? (homepage === undefined ? {} : { homepage })),
      ...feed,
    }));
  return [...named, ...own];
}

function feedOf(
  reference: FeedReference,
  section: 'labs' | 'wire',
  catalogue: readonly FeedDefinition[],
  problems: string[],
): FeedDefinition[] {
  if (typeof reference !== 'string') {
    const { id, name, url, homepage, quietAfterDays } = reference;
    const optional = {
      ...(homepage === undefined ? {} : { homepage }),
      ...(quietAfterDays === undefined ? {} : { quietAfterDays }),
    };
    return [{ id, name, url, section, ...optional }];
  }
  const known = catalogue.find(({ id }) => id === reference);
  if (known !== undefined) return [known];
  problems.push(unknownId(reference, `${section}.sources`, catalogue));
  return [];
}

function boardsOf({ benchmarks }: Settings, problems: string[]): BoardDefinition[] {
  return benchmarks.boards.flatMap((reference) => {
    const definition = boardDefinition(reference);
    if (definition !== null) return [definition];
    problems.push(
      unknownId(
        typeof reference === 'string' ? reference : reference.id,
        'benchmarks.boards',
        BOARD_DEFINITIONS,
      ),
    );
    return [];
  });
}

function unknownId(id: string, setting: string, catalogue: readonly { readonly id: string }[]): string {
  const close = nearest(
    id,
    catalogue.map((known) => known.id),
  );
  return `- ${setting}: there is no "${id}"; the nearest known are ${close.join(', ')}`;
}

/** Items are stored under their source's id, so that two sources cannot share one. */
function repeated(sources: readonly Source[]): string[] {
  const ids = sources.map(({ id }) => id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...twice].map((id) => `- the source "${id}" is named twice; each needs an id of its own`);
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new NewsletterError(
    'bad-config',
    `The sources in the settings are not right:\n${problems.join('\n')}`,
    {
      hint: 'Correct the ids in newsletter.config.ts, or write the source out there with id, name and url.',
    },
  );
}
