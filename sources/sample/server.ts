/** The sample newsroom's own web server on loopback: what the sources of any day answer, with entity tags. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { editionDateSchema, type EditionDate } from '../../src/model/date.ts';
import { renderCodingPage, renderIndex } from './board-pages.ts';
import { renderLabFeed, renderWireFeed } from './feeds.ts';
import { renderPapers } from './papers.ts';

export type SampleNewsroom = {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** `127.0.0.1:PORT`: what the network guard must let through. */
  readonly allow: string;
  close(): Promise<void>;
};

export type SampleAnswer = { readonly type: string; readonly body: string };

/** In the zone in which the newsletter is edited by default. */
const TIME_ZONE = 'America/New_York';

/** @param options.timeZone IANA name: stories are published on the day before the edition in this zone */
export async function startSampleNewsroom(
  options: { timeZone?: string; port?: number } = {},
): Promise<SampleNewsroom> {
  const timeZone = options.timeZone ?? TIME_ZONE;
  const server = createServer((request, response) => answer(request, response, timeZone));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const allow = `127.0.0.1:${port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://${allow}`, allow, close };
}

/**
 * Pure: what `/DATE/labs/ID.xml`, `/DATE/wire/ID.xml`, `/DATE/arxiv/rss/A+B` and `/DATE/boards/NAME` answer.
 * @returns null for any other path
 */
export function samplePage(path: string, timeZone: string = TIME_ZONE): SampleAnswer | null {
  const [, day, kind = '', rest = ''] = /^\/([^/]+)\/([a-z]+)\/([^?#]+)$/.exec(path) ?? [];
  const date = editionDateSchema.safeParse(day);
  return date.success ? pageOf(kind, rest, date.data, timeZone) : null;
}

function pageOf(kind: string, rest: string, date: EditionDate, timeZone: string): SampleAnswer | null {
  const feedId = rest.replace(/\.xml$/, '');
  switch (kind) {
    case 'labs':
      return typed('application/xml', renderLabFeed(feedId, date, timeZone));
    case 'wire':
      return typed('application/xml', renderWireFeed(feedId, date, timeZone));
    case 'arxiv':
      return typed('application/rss+xml', renderPapers(date, categoriesIn(rest), timeZone));
    case 'boards':
      if (rest === 'artificial-analysis.json') return typed('application/json', renderIndex(date));
      return rest === 'swe-rebench.html' ? typed('text/html', renderCodingPage(date)) : null;
    default:
      return null;
  }
}

/** `rss/cs.AI+cs.CL`. */
function categoriesIn(rest: string): string[] {
  const list = rest.replace(/^rss\//, '');
  return list.split('+').filter((category) => /^[\w.-]{2,20}$/.test(category));
}

function typed(type: string, body: string | null): SampleAnswer | null {
  return body === null ? null : { type: `${type}; charset=utf-8`, body };
}

function answer(request: IncomingMessage, response: ServerResponse, timeZone: string): void {
  const page = samplePage(request.url ?? '/', timeZone);
  if (page === null) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('The sample newsroom has no such page.\n');
    return;
  }
  const etag = `"${createHash('sha256').update(page.body).digest('hex').slice(0, 32)}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(200, { 'content-type': page.type, etag, 'cache-control': 'no-cache' }).end(page.body);
}
