/** The polite fetcher against a real server that misbehaves in every way the web knows. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../../src/platform/clock.ts';
import {
  createFetcher,
  type FetchRequest,
  type FetchResult,
  type FetcherOptions,
} from '../../src/platform/http.ts';
import type { Lookup } from '../../src/platform/address-guard.ts';

type Seen = { path: string; headers: IncomingMessage['headers']; at: number };

/** Pauses between tries pass twenty times as fast. */
const hasty: Clock = { now: () => systemClock.now(), sleep: (ms) => systemClock.sleep(ms / 20) };

let origin: string;
let port: number;
let seen: Seen[];
let listener: RequestListener;
let stop: (() => Promise<void>)[];

beforeEach(async () => {
  seen = [];
  stop = [];
  listener = (_, response) => response.end('hello');
  const server = createServer((request, response) => {
    seen.push({ path: request.url ?? '', headers: request.headers, at: Date.now() });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  origin = `http://127.0.0.1:${port}`;
  stop.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
afterEach(async () => {
  for (const one of stop) await one();
});

function fetcher(changes: Partial<FetcherOptions> = {}) {
  const made = createFetcher({
    ...{ allow: [`127.0.0.1:${port}`], timeoutMs: 5000, idleMs: 1000, maxBytes: 100_000, concurrency: 4 },
    ...{ userAgent: 'test-reader/1 (+https://lab.example/contact)', clock: hasty, random: () => 0 },
    ...changes,
  });
  stop.unshift(() => made.close());
  return made;
}

const get = (path: string, options: Partial<FetcherOptions> = {}, request: Partial<FetchRequest> = {}) =>
  fetcher(options)({ url: `${origin}${path}`, ...request });

const kindOf = (result: FetchResult) => (result.kind === 'failed' ? result.failure.kind : result.kind);

describe('a request', () => {
  it('names us and a contact, says what it takes, and gives the whole answer', async () => {
    listener = (_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/xml', ETag: '"1"' }).end('<rss/>');
    const answer = await get('/feed');
    expect(answer).toMatchObject({ kind: 'answer', status: 200, url: `${origin}/feed` });
    expect(answer).toMatchObject({ headers: { 'content-type': 'text/xml', etag: '"1"' } });
    expect(answer.kind === 'answer' && Buffer.from(answer.body).toString()).toBe('<rss/>');
    expect(seen[0]?.headers).toMatchObject({
      'user-agent': 'test-reader/1 (+https://lab.example/contact)',
      'accept-encoding': 'gzip, br',
    });
    expect(seen[0]?.headers.accept).toMatch(/application\/rss\+xml/);
    expect(seen[0]?.headers).not.toHaveProperty('if-none-match');
  });

  it('is conditional where we know an answer, and "not modified" is one', async () => {
    listener = (request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end();
    const known = { etag: '"1"', lastModified: 'Tue, 24 Nov 2026 08:00:00 GMT' };
    expect(await get('/feed', {}, known)).toEqual({ kind: 'not-modified', url: `${origin}/feed` });
    expect(seen[0]?.headers['if-modified-since']).toBe('Tue, 24 Nov 2026 08:00:00 GMT');
  });

  it('a "not modified" that nobody asked for is a failure', async () => {
    listener = (_, response) => response.writeHead(304).end();
    expect(kindOf(await get('/feed'))).toBe('http-status');
  });

  it.each(['ftp://lab.example/', 'file:///etc/passwd', 'feed.xml', ''])(
    'asks nothing of "%s"',
    async (url) => {
      expect(kindOf(await fetcher()({ url }))).toBe('bad-url');
    },
  );
});

describe('a body', () => {
  const text = '<rss>' + 'a'.repeat(5000) + '</rss>';
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
  ])('in %s is undone', async (coding, bytes) => {
    listener = (_, response) => response.writeHead(200, { 'Content-Encoding': coding }).end(bytes);
    const answer = await get('/feed');
    expect(answer.kind === 'answer' && Buffer.from(answer.body).toString()).toBe(text);
  });

  it('larger than the cap is given up while it comes', async () => {
    let sent = 0;
    listener = (_, response) => drip(response, 'x'.repeat(20_000), 1, (bytes) => (sent = bytes));
    expect(await get('/feed')).toMatchObject({
      failure: { kind: 'too-large', message: 'sent more than 0.1 MB' },
    });
    expect(sent).toBeLessThan(5_000_000);
  });

  it('that unpacks to more than the cap is given up: 50 MB of nothing in 50 kB', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(60_000);
    listener = (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb);
    expect(kindOf(await get('/feed'))).toBe('too-large');
  });

  it('that is gzip though no header says so is unpacked, and not beyond the cap either', async () => {
    listener = (_, response) => response.end(gzipSync('hello'));
    const answer = await get('/feed.xml.gz');
    expect(answer.kind === 'answer' && Buffer.from(answer.body).toString()).toBe('hello');
    listener = (_, response) => response.end(gzipSync(Buffer.alloc(5_000_000)));
    expect(kindOf(await get('/bomb.gz'))).toBe('too-large');
    listener = (_, response) => response.end(gzipSync('hello').subarray(0, 18));
    expect(kindOf(await get('/cut.gz'))).toBe('network');
  });

  it('packed more often than anybody packs is refused, however well it unpacks', async () => {
    const packed = [1, 2, 3, 4].reduce<Buffer>((body) => gzipSync(body), Buffer.from('hello'));
    listener = (_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip, gzip, gzip, gzip' }).end(packed);
    expect(await get('/')).toMatchObject({
      failure: { kind: 'network', message: expect.stringContaining('packed 4 times') as string },
    });
  });

  it.each(['gzip', 'br'])('that claims to be %s and is not is a failure, not a crash', async (coding) => {
    listener = (_, response) => response.writeHead(200, { 'Content-Encoding': coding }).end('plain text');
    expect(kindOf(await get('/feed'))).toBe('network');
  });

  it('that ends before its length is a failure', async () => {
    listener = (_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('half');
      response.flushHeaders();
      setTimeout(() => response.destroy(), 20);
    };
    expect(kindOf(await get('/feed'))).toBe('network');
  });
});

describe('time', () => {
  it('a server that never answers is given up', async () => {
    listener = () => undefined;
    expect(await get('/feed', { idleMs: 200 })).toMatchObject({
      failure: { kind: 'timeout', message: 'fell silent' },
    });
  });

  it('a server that falls silent in the middle is given up', async () => {
    listener = (_, response) => void response.writeHead(200).write('<rss>');
    expect(kindOf(await get('/feed', { idleMs: 200 }))).toBe('timeout');
  });

  it('a server that drips for ever is given up when the total time is over', async () => {
    listener = (_, response) => drip(response, 'x', 20);
    expect(await get('/feed', { timeoutMs: 400 })).toMatchObject({ failure: { kind: 'timeout' } });
  });

  it('a server that is not there is told at once', async () => {
    const result = await fetcher({ allow: ['127.0.0.1:9'] })({ url: 'http://127.0.0.1:9/' });
    expect(result).toMatchObject({ failure: { kind: 'network', message: 'refused the connection' } });
  });
});

describe('redirects', () => {
  it('are followed, relative ones too, and the answer says where it came from', async () => {
    listener = (request, response) => {
      if (request.url === '/a') response.writeHead(301, { Location: 'b' }).end();
      else if (request.url === '/b') response.writeHead(307, { Location: `${origin}/c` }).end();
      else response.end('here');
    };
    expect(await get('/a')).toMatchObject({ kind: 'answer', url: `${origin}/c` });
  });

  it('in a circle end', async () => {
    listener = (_, response) => response.writeHead(302, { Location: '/again' }).end();
    expect(kindOf(await get('/a'))).toBe('too-many-redirects');
    expect(seen.length).toBe(6);
  });

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'gopher://x', undefined])(
    'to %s lead nowhere',
    async (location) => {
      listener = (_, response) =>
        response.writeHead(302, location === undefined ? {} : { Location: location }).end();
      expect(kindOf(await get('/a'))).toBe('bad-url');
    },
  );

  it('to an address of our own network are refused without a request', async () => {
    for (const target of [
      'http://127.0.0.1:1/',
      'http://10.0.0.1/',
      'http://[::1]/',
      'http://169.254.169.254/latest',
    ]) {
      listener = (_, response) => response.writeHead(302, { Location: target }).end();
      expect(kindOf(await get('/a'))).toBe('forbidden-address');
    }
  });

  it('carry no key to another server', async () => {
    const other = createServer((request, response) => {
      seen.push({ path: 'other', headers: request.headers, at: 0 });
      response.end('x');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const otherPort = (other.address() as AddressInfo).port;
    stop.unshift(async () => void other.close());
    listener = (_, response) => response.writeHead(302, { Location: `http://127.0.0.1:${otherPort}/` }).end();
    const allow = [`127.0.0.1:${port}`, `127.0.0.1:${otherPort}`];
    await get('/a', { allow }, { headers: { 'x-api-key': 'secret' } });
    expect(seen.map(({ headers }) => headers['x-api-key'])).toEqual(['secret', undefined]);
  });
});

describe('our own network', () => {
  const lookup =
    (...addresses: string[]): Lookup =>
    (_, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );

  it.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['172.31.0.1'],
    ['192.168.1.1'],
    ['169.254.169.254'],
    ['100.64.0.1'],
    ['0.0.0.0'],
    ['::1'],
    ['fe80::1'],
    ['fd00::1'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['64:ff9b:1::1'],
    ['::ffff:0:127.0.0.1'],
    ['::7f00:1'],
    ['5f00::1'],
    ['ff02::1'],
    ['2001:0:7f00:1::'],
    ['2001:db8::1'],
    ['2002:7f00:1::'],
    ['93.184.215.14', '127.0.0.1'],
  ])('is not asked where a name resolves to %s', async (...addresses) => {
    const result = await fetcher({ lookup: lookup(...addresses) })({
      url: `http://rebound.example:${port}/`,
    });
    expect(kindOf(result)).toBe('forbidden-address');
    expect(seen).toEqual([]);
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://①②⑦.0.0.1/',
    'http://user@127.0.0.1/',
    'http://[::ffff:0:7f00:1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[::ffff:7f00:1]/',
    'http://localhost/',
    'http://0/',
  ])('is not asked as %s', async (url) => {
    expect(kindOf(await fetcher()({ url }))).toBe('forbidden-address');
  });

  it('opens only for the pairs that are allowed, to the port', async () => {
    expect(kindOf(await get('/', { allow: ['127.0.0.1:1'] }))).toBe('forbidden-address');
    expect(kindOf(await get('/'))).toBe('answer');
  });
});

describe('what a server says with its status', () => {
  const answers = (...statuses: number[]) => {
    listener = (_, response) =>
      response.writeHead(statuses[seen.length - 1] ?? statuses.at(-1) ?? 200).end('x');
  };

  it('a passing fault is tried again, twice at most', async () => {
    answers(503, 502, 200);
    expect(kindOf(await get('/'))).toBe('answer');
    expect(seen.length).toBe(3);
    answers(500);
    expect(await get('/')).toMatchObject({ failure: { kind: 'http-status', message: 'answered 500' } });
    expect(seen.length).toBe(6);
  });

  it.each([400, 401, 403, 404, 410, 451])('%d is final', async (status) => {
    answers(status);
    expect(kindOf(await get('/'))).toBe('http-status');
    expect(seen.length).toBe(1);
  });

  it('no second try begins that could not end in time', async () => {
    answers(503);
    await get('/', { timeoutMs: 600 });
    expect(seen.length).toBe(1);
  });

  it('429 with Retry-After closes the host for everybody until then', async () => {
    listener = (_, response) => response.writeHead(429, { 'Retry-After': '120' }).end();
    const fetch = fetcher();
    const before = Date.now();
    const first = await fetch({ url: `${origin}/a` });
    expect(kindOf(first)).toBe('rate-limited');
    expect(first.kind === 'failed' && Math.round(((first.retryAt ?? 0) - before) / 10_000)).toBe(12);
    expect(await fetch({ url: `${origin}/b` })).toMatchObject({ failure: { kind: 'rate-limited' } });
    expect(seen.length).toBe(1);
  });

  it('503 with Retry-After as a date is the same', async () => {
    const until = new Date(Date.now() + 60_000).toUTCString();
    listener = (_, response) => response.writeHead(503, { 'Retry-After': until }).end();
    expect(await get('/')).toMatchObject({ failure: { kind: 'rate-limited' }, retryAt: Date.parse(until) });
  });

  it('429 without it is a failure that closes nothing', async () => {
    answers(429, 200);
    const fetch = fetcher();
    expect(kindOf(await fetch({ url: `${origin}/a` }))).toBe('rate-limited');
    expect(kindOf(await fetch({ url: `${origin}/b` }))).toBe('answer');
  });
});

it('no more requests are under way at once than allowed', async () => {
  let now = 0;
  let most = 0;
  listener = (_, response) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now--;
      response.end('x');
    }, 20);
  };
  const fetch = fetcher({ concurrency: 3 });
  const results = await Promise.all(Array.from({ length: 12 }, (_, n) => fetch({ url: `${origin}/${n}` })));
  expect(results.every(({ kind }) => kind === 'answer')).toBe(true);
  expect(most).toBe(3);
});

function drip(
  response: ServerResponse,
  piece: string,
  everyMs: number,
  onSent?: (bytes: number) => void,
): void {
  let bytes = 0;
  const timer = setInterval(() => {
    response.write(piece);
    onSent?.((bytes += piece.length));
  }, everyMs);
  response.on('close', () => clearInterval(timer));
}
