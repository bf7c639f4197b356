/** `sources check`, `import` and `export` as an editor uses them, with a config of their own. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, runWords } from '../support/command-line.ts';

const CONFIG = resolve(import.meta.dirname, '../../src/config.ts');
const FEED = `<rss version="2.0"><channel><title>Ours</title><link>https://ours.example/</link>
  <item><title>One</title><link>https://ours.example/1</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item>
  </channel></rss>`;
const LIST = `<opml version="2.0"><body>
  <outline text="AI labs"><outline text="Ours" xmlUrl="https://ours.example/feed.xml"/></outline>
  <outline text="In use" xmlUrl="http://127.0.0.1/good"/>
  <outline text="Paper" xmlUrl="gopher://paper.example"/></body></opml>`;

let server: Server;
let folder: string;
let config: string;
let environment: Record<string, string>;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/good') response.end(FEED);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => new Promise((done) => server.close(done)));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  const { port } = server.address() as AddressInfo;
  config = join(folder, 'newsletter.config.ts');
  await writeFile(
    config,
    `import { defineNewsletter } from '${CONFIG}';
     export default defineNewsletter({
       name: 'Test Report', publisher: 'Test', postalAddress: '1 Street',
       from: { name: 'Test', address: 'a@test.example' }, replyTo: 'b@test.example', listId: 'daily.test.example',
       timeZone: 'UTC', sections: ['essay', 'wire'], labs: { sources: [] },
       wire: { sources: [
         { id: 'good', name: 'Good', url: 'http://127.0.0.1:${port}/good' },
         { id: 'gone', name: 'Gone', url: 'http://127.0.0.1:${port}/gone' },
       ] },
       papers: { focus: { default: 'cs.AI' } }, benchmarks: { boards: [] },
       network: { allow: ['127.0.0.1:${port}'] },
     });`,
  );
  environment = {
    ...{ NEWSROOM: 'live', DATA_DIR: join(folder, 'data'), PUBLIC_URL: 'https://test.example' },
    ...{ SIGNING_SECRET: 'a secret for tests of thirty-two characters', TRANSPORT: 'outbox' },
  };
  return () => rm(folder, { recursive: true, force: true });
});

const run = (...words: string[]) => runWords(['--config', config, ...words], environment);

describe('sources check', () => {
  it('asks each source in use now, says how each is, and ends with 1 when one fails', async () => {
    const ended = await run('sources', 'check', '--json');
    expect(linesOf(ended)).toMatchObject([
      { id: 'good', items: 1, newestAt: '2026-11-23T10:00:00.000Z', failure: null },
      { id: 'gone', items: 0, failure: { kind: 'http-status', message: 'answered 404' } },
    ]);
    expect(ended.code).toBe(1);
  });

  it('asks only those named, of the catalogue too, and knows no others', async () => {
    const ended = await run('sources', 'check', 'good');
    expect(ended.stdout).toContain('1 of 1 sources work.');
    expect(ended.code).toBe(0);
    const unknown = await run('sources', 'check', 'nobody');
    expect(unknown.stderr).toContain('There is no source "nobody".');
    expect(unknown.code).toBe(2);
  });
});

describe('sources import', () => {
  const importList = async (text: string, ...words: string[]) => {
    const file = join(folder, 'list.opml');
    await writeFile(file, text);
    return run('sources', 'import', file, ...words);
  };
  const kept = () => readFile(join(folder, 'sources/imported.json'), 'utf8').catch(() => null);

  it('adds feeds that are then in use, and tells of each that is not added', async () => {
    const ended = await importList(LIST, '--json');
    expect(linesOf(ended)).toMatchObject([
      { added: { id: 'ours', section: 'labs', url: 'https://ours.example/feed.xml' } },
      { added: { id: 'in-use', section: 'wire' } },
      { refused: { name: 'Paper', reason: 'gopher://paper.example is no http or https address' } },
    ]);
    expect(ended.code).toBe(1);
    const list = linesOf(await run('sources', 'list', '--json'));
    expect(list.map(({ id }) => id)).toEqual(['good', 'gone', 'in-use']);
    const again = await importList(LIST);
    expect(again.stdout).toContain('0 added, 2 in use before, 1 refused');
  });

  it('changes nothing with --dry-run', async () => {
    const ended = await importList(LIST, '--dry-run');
    expect(ended.stdout).toContain('2 would be added');
    expect(await kept()).toBeNull();
  });

  it.each([
    ['<rss/>', 'is no OPML list of feeds'],
    ['<opml><body/></opml>', 'holds no feed'],
    ['<opml><body><outline', 'ends in the middle'],
  ])('refuses %s with one sentence', async (text, sentence) => {
    const ended = await importList(text);
    expect(ended.stderr).toContain(sentence);
    expect(ended.code).toBe(2);
    expect(await kept()).toBeNull();
  });

  it('a file of imports that somebody broke is told with place and rule', async () => {
    await importList(LIST);
    await writeFile(
      join(folder, 'sources/imported.json'),
      '[{"id":"A b","name":"x","section":"wire","url":"ftp://x"}]',
    );
    const ended = await run('sources', 'list');
    expect(ended.stderr).toContain('0.id: must be lower-case letters, digits and dashes');
    expect(ended.stderr).toContain('0.url: must be an http or https address');
    expect(ended.code).toBe(2);
  });
});

describe('sources export', () => {
  it('writes what is in use as OPML, and importing that elsewhere changes nothing here', async () => {
    const printed = await run('sources', 'export');
    expect(printed.stdout).toContain('<opml version="2.0">');
    const file = join(folder, 'out.opml');
    const written = await run('sources', 'export', '--out', file);
    expect(written.stdout).toContain('2 feeds written');
    expect(await readFile(file, 'utf8')).toBe(printed.stdout);
    const back = await run('sources', 'import', file);
    expect(back.stdout).toContain('0 added, 2 in use before');
    expect(back.code).toBe(0);
  });

  it('knows the whole catalogue, too', async () => {
    const { stdout } = await run('sources', 'export', '--catalogue');
    expect(stdout.match(/xmlUrl=/g)?.length).toBeGreaterThanOrEqual(50);
  });
});
