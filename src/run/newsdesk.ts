/** The newsdesk: where a newsroom's sources and essays come from. Live asks the web; sample asks a loopback server of its own. */
import { readEssay } from '../../sources/essay.ts';
import { IMPORTED_FEEDS, readImported } from '../../sources/imported.ts';
import { createSources, focusCategories, focusCategory } from '../../sources/index.ts';
import { feedHasPapersOn } from '../../sources/papers/calendar.ts';
import { categoryName } from '../../sources/papers/categories.ts';
import { sampleEssay, sampleSources, startSampleNewsroom } from '../../sources/sample/index.ts';
import type { Source } from '../../sources/source.ts';
import { pathIn, type Config, type Settings } from '../config.ts';
import type { EditionDate } from '../model/date.ts';

/** The newsdesk's sources, ready to be asked. */
export type OpenDesk = {
  /** `host:port` pairs they live at, beyond those of the config. */
  readonly allow: readonly string[];
  sources(date: EditionDate): readonly Source[];
  /** The day's focus among papers, and whether any are announced on it. */
  arxiv(date: EditionDate): { focus: { category: string; name: string }; announces: boolean };
};

export type Newsdesk = {
  /** It can be asked for any day, so a first edition can have a yesterday. */
  readonly knowsThePast: boolean;
  open(): Promise<OpenDesk>;
  essay(date: EditionDate): ReturnType<typeof readEssay>;
  close(): Promise<void>;
};

export function liveNewsdesk(config: Config): Newsdesk {
  const { settings } = config;
  const hasArtificialAnalysisKey = config.artificialAnalysisApiKey !== null;
  return {
    knowsThePast: false,
    open: async () => {
      const imported = await readImported(pathIn(config, IMPORTED_FEEDS));
      return {
        allow: [],
        sources: (date) => createSources(settings, date, { hasArtificialAnalysisKey, imported }),
        arxiv: (date) => ({ focus: focusOf(settings, date), announces: feedHasPapersOn(date) }),
      };
    },
    essay: (date) => readEssay(pathIn(config, settings.essays.folder), date, settings.essays.byline),
    close: async () => undefined,
  };
}

/** Its server is started by the first collection and ends with the app. */
export function sampleNewsdesk({ settings }: Config): Newsdesk {
  let server: ReturnType<typeof startSampleNewsroom> | null = null;
  return {
    knowsThePast: true,
    open: async () => {
      const { origin, allow } = await (server ??= startSampleNewsroom({ timeZone: settings.timeZone }));
      return {
        allow: [allow],
        sources: (date) => sampleSources(origin, date, focusCategories(settings)),
        arxiv: (date) => ({ focus: focusOf(settings, date), announces: true }),
      };
    },
    essay: async (date) => ({ ok: true, essay: sampleEssay(date) }),
    close: async () => (await server)?.close(),
  };
}

function focusOf(settings: Settings, date: EditionDate): { category: string; name: string } {
  const category = focusCategory(settings, date);
  return { category, name: categoryName(category) };
}
