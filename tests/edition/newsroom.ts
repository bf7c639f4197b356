/** A small newsroom for the edition's tests: sources that answer what a test tells them, through the real fetch seam. */
import { parseConfig, type Settings } from '../../src/config.ts';
import { collect, type SourceOutcome } from '../../src/edition/collect.ts';
import { draftEdition, type Draft } from '../../src/edition/draft.ts';
import type { Database } from '../../src/database/connect.ts';
import { rankStandings, type Board } from '../../src/model/board.ts';
import { editionDate } from '../../src/model/date.ts';
import type { Publication } from '../../src/model/edition.ts';
import type { Essay } from '../../src/model/essay.ts';
import type { LinkItem, PaperItem } from '../../src/model/item.ts';
import { failed, type SourceResult } from '../../src/model/source.ts';
import type { Fetcher, FetchRequest, FetchResult } from '../../src/platform/http.ts';
import type { Source, SourceFacts, SourceSection } from '../../sources/source.ts';
import { testClock, type TestClock } from '../support/clock.ts';

export const PUBLICATION: Publication = {
  name: 'The Test Report',
  tagline: 'All that is tested',
  publisher: 'Test House',
  postalAddress: '1 Test Street, 12345 Testville',
  locale: 'en',
  direction: 'ltr',
  timeZone: 'America/New_York',
  publicUrl: 'https://report.example',
  privacyUrl: '/privacy',
  sample: false,
};

export function settings(changes: Record<string, unknown> = {}): Settings {
  const base = {
    name: PUBLICATION.name,
    publisher: PUBLICATION.publisher,
    postalAddress: PUBLICATION.postalAddress,
    from: { name: PUBLICATION.name, address: 'daily@report.example' },
    replyTo: 'editors@report.example',
    listId: 'daily.report.example',
    timeZone: PUBLICATION.timeZone,
    labs: { sources: [] },
    wire: { sources: [] },
    papers: { focus: { default: 'cs.DC' } },
  };
  return parseConfig({ ...base, ...changes }, {}, '/newsletter.config.ts').settings;
}

export function link(
  fields: { sourceId: string; title: string; publishedAt: string | null } & Partial<
    Omit<LinkItem, 'publishedAt'>
  >,
): LinkItem {
  const url = `https://${fields.sourceId}.example/${slug(fields.title)}`;
  return {
    ...{ kind: 'link', key: url, url, summary: '', authors: [], precision: 'instant', publisher: null },
    ...fields,
    publishedAt: fields.publishedAt === null ? null : Date.parse(fields.publishedAt),
  };
}

export function paper(
  fields: { arxivId: string; title: string; publishedAt: string } & Partial<Omit<PaperItem, 'publishedAt'>>,
): PaperItem {
  const url = `https://arxiv.org/abs/${fields.arxivId}`;
  return {
    ...{ kind: 'paper', sourceId: 'arxiv', key: fields.arxivId, url, summary: 'We show a thing.' },
    ...{ authors: ['Ada Example'], precision: 'day', primaryCategory: 'cs.DC', categories: ['cs.DC'] },
    ...{ announceType: 'new', pdfUrl: `https://arxiv.org/pdf/${fields.arxivId}` },
    ...fields,
    publishedAt: Date.parse(fields.publishedAt),
  };
}

/** @param scores by model name */
export function board(scores: Readonly<Record<string, number>>, changes: Partial<Board> = {}): Board {
  const rule = { higherIsBetter: true, decimals: 1 };
  const rows = Object.entries(scores).map(([name, score]) => ({
    ...{ name, rawName: name, effort: null, organisation: null, kind: 'model' as const },
    ...{ score, low: null, high: null, extra: {} },
  }));
  return {
    ...{ id: 'coding', title: 'Coding', description: 'Mends real bugs.', asOf: '2026-11-24' },
    ...{ scoreLabel: 'Resolved', prefix: '', suffix: '%', version: null, window: null, invented: true },
    ...rule,
    attribution: { name: 'Board House', url: 'https://boards.example', licence: null },
    columns: [],
    rows: rankStandings(rows, rule),
    ...changes,
  };
}

export function essay(changes: Partial<Essay> = {}): Essay {
  const text = 'Two labs changed their prices within a day of each other. Neither said why.';
  return {
    ...{
      title: 'The price of a token',
      byline: 'The editors',
      standfirst: '',
      subject: null,
      preheader: null,
    },
    blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text }] }],
    footnotes: [],
    words: 14,
    ...changes,
  };
}

export function yields(given: Partial<Extract<SourceResult, { ok: true }>>): SourceResult {
  return { ok: true, items: [], boards: [], unchanged: false, warnings: [], ...given };
}

const FACTS: SourceFacts = {
  ...{ kind: 'RSS', cadence: 'daily', quietAfterDays: 5, quirks: null, lastChecked: '2026-11-01' },
};

export type TestSource = Source & { answer: SourceResult };

/** A source that fetches its address and then gives what `answer` holds; "not modified" gives nothing. */
export function testSource(
  id: string,
  section: SourceSection,
  answer: SourceResult = yields({}),
): TestSource {
  const url = `https://${id}.example/feed`;
  return {
    ...{ id, section, url, answer, name: id.toUpperCase(), facts: FACTS },
    async collect({ fetch }) {
      const result = await fetch({ url });
      if (result.kind === 'failed') return failed(result.failure.kind, result.failure.message);
      return result.kind === 'not-modified' ? yields({ unchanged: true }) : this.answer;
    },
  };
}

export type Newsroom = {
  readonly clock: TestClock;
  readonly requests: FetchRequest[];
  /** What the web answers; 200 with an ETag by default. */
  respond: (request: FetchRequest) => FetchResult;
  collect(date: string, sources: readonly Source[], staleDays?: number): Promise<SourceOutcome[]>;
  draft(date: string, sources: readonly Source[], options?: DraftOptions): Promise<Draft>;
};

type DraftOptions = { settings?: Settings; essay?: Essay | null };

/** @param start of the clock */
export function newsroom(database: Database, start: string): Newsroom {
  const clock = testClock(start);
  const requests: FetchRequest[] = [];
  const fetch: Fetcher = async (request) => {
    requests.push(request);
    return room.respond(request);
  };
  const room: Newsroom = {
    clock,
    requests,
    respond: (request) => answer(request.url),
    collect: (date, sources, staleDays = 7) =>
      collect(
        { database, fetch, clock, artificialAnalysisApiKey: null },
        { date: editionDate(date), sources, staleDays },
      ),
    draft: (date, sources, options = {}) =>
      draftEdition(
        { database, clock },
        {
          ...{ date: editionDate(date), sources, publication: PUBLICATION, release: '1.0.0' },
          settings: options.settings ?? settings(),
          essay: options.essay === undefined ? essay() : options.essay,
        },
      ),
  };
  return room;
}

export function answer(url: string, body = '<rss/>'): FetchResult {
  const headers = {
    etag: '"v1"',
    'last-modified': 'Tue, 24 Nov 2026 08:00:00 GMT',
    'content-type': 'text/xml',
  };
  return { kind: 'answer', status: 200, url, headers, body: new TextEncoder().encode(body) };
}

function slug(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
