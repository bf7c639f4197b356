/** The newsdesk: where a newsroom's sources and essays come from. Live asks the web; sample asks a loopback server of its own. */
import { readEssay } from '../../sources/essay.ts';
import { createSources } from '../../sources/index.ts';
import { sampleEssay, sampleSources, startSampleNewsroom } from '../../sources/sample/index.ts';
import type { Source } from '../../sources/source.ts';
import { pathIn, type Config } from '../config.ts';
import type { EditionDate } from '../model/date.ts';

export type Newsdesk = {
  /** It can be asked for any day, so a first edition can have a yesterday. */
  readonly knowsThePast: boolean;
  /** Ready to be asked: the sources of a day, and which `host:port` beyond the config they may live at. */
  open(): Promise<{ readonly allow: readonly string[]; sources(date: EditionDate): readonly Source[] }>;
  essay(date: EditionDate): ReturnType<typeof readEssay>;
  close(): Promise<void>;
};

export function liveNewsdesk(config: Config): Newsdesk {
  const { settings } = config;
  const folder = pathIn(config, settings.essays.folder);
  const hasKey = config.artificialAnalysisApiKey !== null;
  return {
    knowsThePast: false,
    open: async () => ({
      allow: [],
      sources: (date) => createSources(settings, date, { hasArtificialAnalysisKey: hasKey }),
    }),
    essay: (date) => readEssay(folder, date, settings.essays.byline),
    close: async () => undefined,
  };
}

/** Its server is started by the first collection and ends with the app. */
export function sampleNewsdesk(): Newsdesk {
  let server: ReturnType<typeof startSampleNewsroom> | null = null;
  return {
    knowsThePast: true,
    open: async () => {
      const { origin, allow } = await (server ??= startSampleNewsroom());
      return { allow: [allow], sources: (date) => sampleSources(origin, date) };
    },
    essay: async (date) => ({ ok: true, essay: sampleEssay(date) }),
    close: async () => (await server)?.close(),
  };
}
