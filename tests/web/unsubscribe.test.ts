import { describe, expect, it } from 'vitest';
import { createWeb } from '../../src/web/server.ts';
import { editionsOf, publication } from '../archive/sample-edition.ts';

const TOKEN = 'good-token';
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' };

function desk() {
  const asked: string[] = [];
  const lines: string[] = [];
  const app = createWeb({
    publication,
    editions: editionsOf(),
    leave: async (token) => {
      asked.push(token);
      return token === TOKEN ? { kind: 'left' } : { kind: 'unknown', reason: 'bad signature' };
    },
    log: (line) => void lines.push(line),
  });
  const post = (init: RequestInit = {}, token = TOKEN) =>
    app.request(`/unsubscribe/${token}`, { method: 'POST', ...init });
  return { app, asked, lines, post };
}

function multipart(): FormData {
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  return form;
}

const BODIES: Record<string, RequestInit> = {
  urlencoded: { body: ONE_CLICK, headers: URLENCODED },
  'urlencoded with a charset': {
    body: ONE_CLICK,
    headers: { 'content-type': `${URLENCODED['content-type']}; charset=UTF-8` },
  },
  multipart: { body: multipart() },
  'multipart that is cut off': {
    body: '--x\r\nContent-Disp',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  },
  'no body': {},
  'an unknown type': { body: ONE_CLICK, headers: { 'content-type': 'text/plain' } },
};

describe('one-click leaving (RFC 8058)', () => {
  it.each(Object.entries(BODIES))(
    'acts on a POST with %s: a tiny 200, no redirect, no cookie',
    async (_, init) => {
      const { asked, post } = desk();
      const answer = await post(init);
      expect([answer.status, await answer.text()]).toEqual([200, 'Unsubscribed.\n']);
      expect(answer.headers.get('location')).toBeNull();
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(asked).toEqual([TOKEN]);
    },
  );

  it('answers the second POST like the first', async () => {
    const { post } = desk();
    const answers = [await post(BODIES['urlencoded']), await post(BODIES['urlencoded'])];
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual([
      'Unsubscribed.\n',
      'Unsubscribed.\n',
    ]);
  });

  it('does not let origin, cookies or a foreign referrer stand in the way', async () => {
    const { asked, post } = desk();
    const headers = {
      ...URLENCODED,
      origin: 'https://mail.example',
      cookie: 'a=b',
      referer: 'https://mail.example/',
    };
    expect((await post({ body: ONE_CLICK, headers })).status).toBe(200);
    expect(asked).toEqual([TOKEN]);
  });

  it.each(['wrong', 'a'.repeat(5_000), '%00', '%zz', '..%2f..%2fetc', '"><script>'])(
    'answers the token %j like any other, and logs it without the token',
    async (token) => {
      const good = await desk().post();
      const { post, lines } = desk();
      const bad = await post({}, token);
      expect([bad.status, await bad.text()]).toEqual([good.status, await good.text()]);
      const comparable = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'date');
      expect(comparable(bad)).toEqual(comparable(good));
      expect(lines).toEqual(['An unsubscribe link was not accepted: bad signature']);
    },
  );

  it('refuses a huge body without keeping it', async () => {
    const { post } = desk();
    expect((await post({ body: 'x'.repeat(100_000), headers: URLENCODED })).status).toBe(413);
  });

  it('tells the mail program to try again when the database fails', async () => {
    const lines: string[] = [];
    const app = createWeb({
      publication,
      editions: editionsOf(),
      leave: () => Promise.reject(new Error('disk full')),
      log: (line) => void lines.push(line),
    });
    expect((await app.request(`/unsubscribe/${TOKEN}`, { method: 'POST' })).status).toBe(500);
    expect(lines).toEqual(['POST /unsubscribe/… failed']);
  });
});

describe('the visible link', () => {
  it.each(['GET', 'HEAD'])('%s changes nothing: scanners open every link', async (method) => {
    const { app, asked } = desk();
    const answer = await app.request(`/unsubscribe/${TOKEN}`, { method });
    expect([answer.status, asked]).toEqual([200, []]);
  });

  it('shows the same page with one button for every token', async () => {
    const page = async (token: string) => (await desk().app.request(`/unsubscribe/${token}`)).text();
    expect((await page('forged')).replace('forged', TOKEN)).toBe(await page(TOKEN));
    expect((await page(TOKEN)).match(/<button/g)).toHaveLength(1);
  });

  it('is kept by no cache, told to no one and listed nowhere', async () => {
    for (const method of ['GET', 'POST']) {
      const { headers } = await desk().app.request(`/unsubscribe/${TOKEN}`, { method });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
    }
  });

  it('its button posts to the same address and says goodbye', async () => {
    const { app, asked, post } = desk();
    const page = await (await app.request(`/unsubscribe/${TOKEN}`)).text();
    expect(page).toContain(`action="/unsubscribe/${TOKEN}"`);
    const field = /<input type="hidden" name="([^"]+)" value="([^"]+)"/.exec(page)!;
    const goodbye = await post({ body: `${field[1]}=${field[2]}`, headers: URLENCODED });
    expect(goodbye.status).toBe(200);
    expect(await goodbye.text()).toContain('You are off the list');
    expect(asked).toEqual([TOKEN]);
  });
});
