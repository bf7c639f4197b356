/** Asks the sample newsroom's sources of a day, without a socket: its pages go straight to the real parsers. */
import { DAY_MS, startOfUtcDay, type EditionDate } from '../../../src/model/date.ts';
import type { Board } from '../../../src/model/board.ts';
import { itemSchema, type Item } from '../../../src/model/item.ts';
import { boardSchema } from '../../../src/model/board.ts';
import type { Fetcher } from '../../../src/platform/http.ts';
import { sampleSources } from '../../../sources/sample/index.ts';
import { samplePage } from '../../../sources/sample/server.ts';
import type { Source } from '../../../sources/source.ts';

export const ORIGIN = 'http://127.0.0.1:1';

const fetchPage: Fetcher = async ({ url }) => {
  const page = samplePage(new URL(url).pathname);
  if (page === null) return { kind: 'failed', failure: { kind: 'http-status', message: 'answered 404' } };
  const headers = { 'content-type': page.type };
  return { kind: 'answer', status: 200, url, headers, body: new TextEncoder().encode(page.body) };
};

export type Collected = { source: Source; items: readonly Item[]; boards: readonly Board[] };

/** Everything the sources of a day yield, at 05:00 in New York; a failure or a warning is an error here. */
export async function collectDay(date: EditionDate, categories?: readonly string[]): Promise<Collected[]> {
  const now = startOfUtcDay(date) + DAY_MS * (10 / 24);
  return Promise.all(
    sampleSources(ORIGIN, date, categories).map(async (source) => {
      const result = await source.collect({ fetch: fetchPage, date, now, artificialAnalysisApiKey: null });
      if (!result.ok) throw new Error(`${source.id}: ${result.failure.message}`);
      if (result.warnings.length > 0) throw new Error(`${source.id}: ${result.warnings.join('; ')}`);
      return {
        source,
        items: result.items.map((item) => itemSchema.parse(item)),
        boards: result.boards.map((board) => boardSchema.parse(board)),
      };
    }),
  );
}

export async function boardsOf(date: EditionDate): Promise<{ index: Board; coding: Board }> {
  const boards = (await collectDay(date)).flatMap((one) => one.boards);
  const byId = (id: string) => boards.find((board) => board.id === id)!;
  return { index: byId('artificial-analysis'), coding: byId('swe-rebench') };
}
