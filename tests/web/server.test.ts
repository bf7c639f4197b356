import { describe, expect, it } from 'vitest';
import { EDITION_STATES } from '../../src/model/edition.ts';
import { createWeb, serveWeb } from '../../src/web/server.ts';
import type { WebPorts } from '../../src/web/ports.ts';
import { editionsOf, publication, storedEdition } from '../archive/sample-edition.ts';
import { openHouse } from './house.ts';

async function web(more: Partial<WebPorts> = {}) {
  const { ports, lines } = await openHouse();
  return { app: createWeb({ ...ports, ...more }), lines };
}

describe('the editions on the web', () => {
  it.each([
    '/',
    '/archive',
    '/archive/2026-11-24',
    '/labs/2026-11-24',
    '/feeds/2026-11-24',
    '/papers/2026-11-24',
    '/benchmarks/2026-11-24',
    '/privacy',
  ])('%s answers GET and HEAD', async (path) => {
    const { app } = await web();
    const answer = await app.request(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('The Morning Gradient');
    const head = await app.request(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each([
    '/archive/2026-11-23',
    '/archive/2026-02-30',
    '/archive/latest',
    '/labs/2026-11-2',
    '/labs',
    '/nothing',
    '/%zz',
  ])('%s is a page that says there is nothing', async (path) => {
    const answer = await (await web()).app.request(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Page not found');
  });

  it.each(EDITION_STATES)('an edition that is %s is public only once approved', async (state) => {
    const { app } = await web({ editions: editionsOf(storedEdition({}, state)) });
    const expected = ['approved', 'sending', 'paused', 'completed'].includes(state) ? 200 : 404;
    for (const path of ['/archive/2026-11-24', '/labs/2026-11-24', '/benchmarks/2026-11-24']) {
      expect((await app.request(path)).status).toBe(expected);
    }
    const shown = (await (await app.request('/archive')).text()).includes('Small models');
    expect(shown).toBe(expected === 200);
  });

  it('an edition that readers already hold stays public, even held or cancelled', async () => {
    const { app } = await web({ editions: editionsOf({ ...storedEdition({}, 'cancelled'), frozenAt: 1 }) });
    expect((await app.request('/archive/2026-11-24')).status).toBe(200);
  });

  it('the front page says so while nothing is published', async () => {
    const answer = await (await web({ editions: editionsOf() })).app.request('/');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('No edition has been published yet.');
  });

  it('answers an unfit method with 405 and what would fit', async () => {
    const answer = await (await web()).app.request('/archive/2026-11-24', { method: 'DELETE' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('a broken page apologises, tells the operator, and never shows the error', async () => {
    const { app, lines } = await web({
      editions: { ...editionsOf(), list: () => Promise.reject(new Error('password=hunter2')) },
    });
    const answer = await app.request('/');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('hunter2');
    expect(lines).toEqual(['GET / failed: password=hunter2']);
  });
});

describe('headers', () => {
  it('allow our own stylesheet and forms, and nothing else', async () => {
    const { headers } = await (await web()).app.request('/');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('promise TLS only where the public address has it', async () => {
    expect((await (await web()).app.request('/')).headers.get('strict-transport-security')).toBe(
      'max-age=31536000',
    );
    const plain = await web({ publication: { ...publication, publicUrl: 'http://127.0.0.1:8080' } });
    expect((await plain.app.request('/')).headers.get('strict-transport-security')).toBeNull();
  });

  it('let a browser keep the stylesheet for good', async () => {
    const page = await (await (await web()).app.request('/')).text();
    const path = /href="(\/style\.css\?v=[0-9a-f]{12})"/.exec(page)?.[1] ?? '';
    const { status, headers } = await (await web()).app.request(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(headers.get('cache-control')).toContain('immutable');
  });
});

describe('/healthz', () => {
  it('tells the latest public edition', async () => {
    const answer = await (await web()).app.request('/healthz');
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { ok: true, database: 'reachable', latestEdition: '2026-11-24' },
    ]);
  });

  it('answers 503 while the database does not', async () => {
    const list = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.3:5432'));
    const answer = await (await web({ editions: { ...editionsOf(), list } })).app.request('/healthz');
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('10.0.0.3');
  });
});

describe('serveWeb', () => {
  it('serves over a real socket and ends cleanly', async () => {
    const listener = await serveWeb((await web()).app, { host: '127.0.0.1', port: 0 });
    expect((await fetch(`${listener.url}/healthz`)).status).toBe(200);
    await listener.close();
    await expect(fetch(listener.url)).rejects.toThrow();
  });

  it('refuses a taken port, naming it and the variable that sets it', async () => {
    const first = await serveWeb((await web()).app, { host: '127.0.0.1', port: 0 });
    const second = serveWeb((await web()).app, { host: '127.0.0.1', port: first.port });
    await expect(second).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining(String(first.port)) as string,
      hint: expect.stringContaining('PORT') as string,
    });
    await first.close();
  });
});
