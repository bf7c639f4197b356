/** The servers of the simulated month, on loopback: sources that behave as the script says, and a trap nobody may enter. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { renderMonthFeed } from './feeds.ts';
import { renderArena, renderIndex, renderLeague, renderMonthPapers } from './pages.ts';
import { rotOn, type RotKind } from './rot.ts';
import type { World } from './world.ts';

export type MonthServer = {
  /** Two doors to the same world: who is told to wait at one shuts it for every source behind it. */
  readonly origins: readonly [string, string];
  /** `host:port` pairs that may be asked. */
  readonly allow: readonly string[];
  /** Requests that reached the address no source may be led to. */
  readonly trapped: readonly string[];
  turnTo(day: number): void;
  close(): Promise<void>;
};

const MEGABYTE = 1_000_000;
const BOMB = gzipSync(Buffer.alloc(60 * MEGABYTE, ' '));

export async function startMonthServer(world: World): Promise<MonthServer> {
  let day = 0;
  const trapped: string[] = [];
  const trap = await listening((request, response) => {
    trapped.push(request.url ?? '');
    response.end('<rss version="2.0"><channel><title>Secrets</title></channel></rss>');
  });
  const handler = (request: IncomingMessage, response: ServerResponse) => {
    const source = (request.url ?? '/').split('/')[1] ?? '';
    const rot = rotOn(source, day);
    if (!misbehave(rot, request, response, trap.origin)) {
      respond(request, response, pageOf(world, source, day, rot));
    }
  };
  const doors = [await listening(handler), await listening(handler)] as const;
  return {
    origins: [doors[0].origin, doors[1].origin],
    allow: doors.map(({ origin }) => new URL(origin).host),
    trapped,
    turnTo: (to) => void (day = to),
    close: async () => {
      for (const { server } of [trap, ...doors]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

function pageOf(world: World, source: string, day: number, rot: RotKind | null): string {
  if (source === 'arxiv') return renderMonthPapers(day, rot);
  if (source === 'arena') return renderArena(day, rot);
  if (source === 'index') return renderIndex(day, rot);
  if (source === 'league') return renderLeague(day);
  const publisher = world.publishers.find(({ id }) => id === source);
  if (publisher === undefined) throw new Error(`the script asks for ${source}, which is nobody`);
  const page = renderMonthFeed(world, publisher, day, rot);
  if (rot === 'cut-off') return page.slice(0, page.length * 0.6);
  return rot === 'entity-bomb' ? page.replace(/^<\?xml[^>]*>/, `<?xml version="1.0"?>${LAUGHS}`) : page;
}

const LAUGHS =
  '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>';
const WEB_PAGE = '<!doctype html><html><head><title>We have moved</title></head><body>Hello</body></html>';
const BOT_WALL = '<!doctype html><html><head><title>Just a moment...</title></head><body></body></html>';

function respond(request: IncomingMessage, response: ServerResponse, page: string): void {
  const etag = `"${createHash('sha256').update(page).digest('hex').slice(0, 16)}"`;
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else response.end(page);
}

/** @returns false where the source answers as it should, with whatever its page says */
function misbehave(
  rot: RotKind | null,
  request: IncomingMessage,
  response: ServerResponse,
  trap: string,
): boolean {
  const redirect = (to: string) => response.writeHead(302, { location: to }).end();
  const answers: Partial<Record<RotKind, () => unknown>> = {
    hang: () => undefined,
    'slow-drip': () => drip(response),
    'fifty-megabytes': () => pour(response),
    'gzip-bomb': () => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
    'redirect-loop': () => redirect(request.url ?? '/'),
    'redirect-to-loopback': () => redirect(`${trap}/secrets`),
    'redirect-to-metadata': () => redirect('http://169.254.169.254/latest/meta-data'),
    'web-page': () => response.end(WEB_PAGE),
    'bot-wall': () => response.end(BOT_WALL),
    'empty-body': () => response.end(),
    gone: () => response.writeHead(404).end('gone'),
    broken: () => response.writeHead(500).end('broken'),
    'rate-limited': () => response.writeHead(429, { 'retry-after': '60' }).end(),
  };
  const answer = rot === null ? undefined : answers[rot];
  answer?.();
  return answer !== undefined;
}

/** One byte at a time, for ever: never silent, never done. */
async function drip(response: ServerResponse): Promise<void> {
  response.write('<rss version="2.0"><channel>');
  while (!response.destroyed) {
    response.write(' ');
    await wait(50);
  }
}

async function pour(response: ServerResponse): Promise<void> {
  const chunk = Buffer.alloc(MEGABYTE, ' ');
  for (let sent = 0; sent < 50 && !response.destroyed; sent++) {
    if (!response.write(chunk)) await new Promise((go) => response.once('drain', go).once('close', go));
  }
  response.end();
}

async function listening(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; origin: string }> {
  const server = createServer(handler);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
