import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../scripts/forgery/tampering.ts';
import { scan } from '../../scripts/siege/scanners.ts';
import { DAY_MS } from '../../src/model/date.ts';
import { createWeb } from '../../src/web/server.ts';
import { passingToken, unsubscribeToken } from '../../subscribers/tokens.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { URLENCODED, actionOf, openHouse } from './house.ts';

const ONE_CLICK = 'List-Unsubscribe=One-Click';
const urlencoded = { 'content-type': URLENCODED };

function multipart(): FormData {
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  return form;
}

const BODIES: Record<string, RequestInit> = {
  urlencoded: { body: ONE_CLICK, headers: urlencoded },
  'urlencoded with a charset': {
    body: ONE_CLICK,
    headers: { 'content-type': `${URLENCODED}; charset=UTF-8` },
  },
  multipart: { body: multipart() },
  'multipart that is cut off': {
    body: '--x\r\nContent-Disp',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  },
  'no body': {},
  'an unknown type': { body: ONE_CLICK, headers: { 'content-type': 'text/plain' } },
};

describeOnBothEngines('one-click leaving (RFC 8058)', (open) => {
  it.each(Object.entries(BODIES))(
    'acts on a POST with %s: a tiny 200, no redirect, no cookie',
    async (_, init) => {
      const { web, leaveToken, reader, stateOf } = await openHouse(await open());
      const answer = await web.request(`/unsubscribe/${leaveToken}`, { method: 'POST', ...init });
      expect([answer.status, await answer.text()]).toEqual([200, 'Unsubscribed.\n']);
      expect(answer.headers.get('location')).toBeNull();
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(await stateOf(reader)).toBe('unsubscribed');
    },
  );

  it('answers the second POST like the first, and keeps the time of the first', async () => {
    const { post, leaveToken, subscribers, reader, clock } = await openHouse(await open());
    const first = await (await post(`/unsubscribe/${leaveToken}`)).text();
    const { unsubscribedAt } = (await subscribers.findById(reader))!;
    clock.advance(DAY_MS);
    expect(await (await post(`/unsubscribe/${leaveToken}`)).text()).toBe(first);
    expect((await subscribers.findById(reader))!.unsubscribedAt).toBe(unsubscribedAt);
  });
});

describe('the leave address', () => {
  it('does not let origin, cookies or a foreign referrer stand in the way', async () => {
    const { post, leaveToken, reader, stateOf } = await openHouse();
    const headers = { origin: 'https://mail.example', cookie: 'a=b', referer: 'https://mail.example/' };
    expect((await post(`/unsubscribe/${leaveToken}`, {}, headers)).status).toBe(200);
    expect(await stateOf(reader)).toBe('unsubscribed');
  });

  it.each(['wrong', 'a'.repeat(5_000), '%00', '%zz', '..%2f..%2fetc', '"><script>'])(
    'answers the token %j like any other, and logs it without the token',
    async (token) => {
      const { post, leaveToken, lines } = await openHouse();
      const bad = await post(`/unsubscribe/${token}`);
      const good = await post(`/unsubscribe/${leaveToken}`);
      expect([bad.status, await bad.text()]).toEqual([good.status, await good.text()]);
      const comparable = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'date');
      expect(comparable(bad)).toEqual(comparable(good));
      expect(lines).toEqual(['An unsubscribe link was not accepted: the token is invalid']);
    },
  );

  it('a token of one reader, altered anywhere, and a token for another purpose take nobody off', async () => {
    const { post, leaveToken, choiceToken, reader, stateOf, lines } = await openHouse();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < leaveToken.length; at += 1) {
      const other = alphabet[(alphabet.indexOf(leaveToken[at]!) + 1 + at) % 64]!;
      await post(`/unsubscribe/${leaveToken.slice(0, at)}${other}${leaveToken.slice(at + 1)}`);
    }
    await post(`/unsubscribe/${choiceToken}`);
    expect(lines).toHaveLength(leaveToken.length + 1);
    expect(await stateOf(reader)).toBe('confirmed');
  });

  it('refuses a huge body without keeping it', async () => {
    const { web, leaveToken } = await openHouse();
    const init = { method: 'POST', body: 'x'.repeat(100_000), headers: urlencoded };
    expect((await web.request(`/unsubscribe/${leaveToken}`, init)).status).toBe(413);
  });

  it('tells the mail program to try again when the database fails', async () => {
    const { ports, leaveToken, lines } = await openHouse();
    const leaving = { ...ports.leaving, leave: () => Promise.reject(new Error('disk full')) };
    const broken = createWeb({ ...ports, leaving });
    expect((await broken.request(`/unsubscribe/${leaveToken}`, { method: 'POST' })).status).toBe(500);
    expect(lines).toEqual(['POST /unsubscribe/… failed: disk full']);
  });
});

describe('the visible link', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT'])(
    '%s changes nothing: scanners open every link',
    async (method) => {
      const { web, leaveToken, reader, stateOf } = await openHouse();
      await web.request(`/unsubscribe/${leaveToken}`, { method });
      expect(await stateOf(reader)).toBe('confirmed');
    },
  );

  it('shows the same page for every token', async () => {
    const { get, leaveToken } = await openHouse();
    const page = async (token: string) => (await get(`/unsubscribe/${token}`)).text();
    expect((await page('forged')).replaceAll('forged', leaveToken)).toBe(await page(leaveToken));
  });

  it('is kept by no cache, told to no one and listed nowhere', async () => {
    const { web, leaveToken } = await openHouse();
    for (const method of ['GET', 'POST']) {
      const { headers } = await web.request(`/unsubscribe/${leaveToken}`, { method });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
    }
  });

  it('speaks the language of the browser, and the newsletter’s where it does not know that', async () => {
    const { get, leaveToken } = await openHouse();
    const page = async (language: string) =>
      (await get(`/unsubscribe/${leaveToken}`, { 'accept-language': language })).text();
    expect(await page('de-AT,de;q=0.9,en;q=0.8')).toContain('<html lang="de" dir="ltr">');
    expect(await page('de')).toContain('The Morning Gradient abbestellen?');
    expect(await page('tlh')).toContain('Leave The Morning Gradient?');
  });
});

describe('the buttons', () => {
  const goodbye = async (house: Awaited<ReturnType<typeof openHouse>>, token = house.leaveToken) =>
    (await house.post(`/unsubscribe/${token}`, { 'by-button': 'yes' })).text();

  it('unsubscribe by a button says goodbye, with a way back', async () => {
    const house = await openHouse();
    const ask = await (await house.get(`/unsubscribe/${house.leaveToken}`)).text();
    expect(actionOf(ask, 'Unsubscribe')).toBe(`/unsubscribe/${house.leaveToken}`);
    const page = await goodbye(house);
    expect(page).toContain('You are off the list');
    expect(await house.stateOf(house.reader)).toBe('unsubscribed');
    const back = await house.post(actionOf(page, 'Put me back on the list'));
    expect(await back.text()).toContain('You are on the list again');
    expect(await house.stateOf(house.reader)).toBe('confirmed');
  });

  it('says goodbye alike to who is unknown, and their way back leads nowhere', async () => {
    const house = await openHouse();
    const known = await goodbye(house);
    const unknown = await goodbye(house, 'forged');
    const outline = (page: string) => page.replace(/\/back\/[\w-]{44}/, '/back/');
    expect(outline(unknown)).toBe(outline(known));
    await house.post(actionOf(unknown, 'Put me back on the list'));
    expect(await house.stateOf(house.reader)).toBe('unsubscribed');
  });

  it('the way back is open for a day, and not to who left again later or was suppressed', async () => {
    const house = await openHouse();
    const back = async () => actionOf(await goodbye(house), 'Put me back on the list');
    const first = await back();
    house.clock.advance(DAY_MS);
    expect(await (await house.post(first)).text()).toContain('This came too late');
    const second = await back();
    expect(await (await house.post(second)).text()).toContain('too late');
    expect(await house.stateOf(house.reader)).toBe('unsubscribed');

    const grace = await house.add('grace@readers.example');
    const token = unsubscribeToken(house.keys, grace);
    const early = actionOf(await goodbye(house, token), 'Put me back on the list');
    await house.post(early);
    house.clock.advance(1000);
    await house.post(`/unsubscribe/${token}`);
    expect(await (await house.post(early)).text()).toContain('too late');

    const edith = await house.add('edith@readers.example');
    const page = await goodbye(house, unsubscribeToken(house.keys, edith));
    await house.subscribers.suppress('edith@readers.example', 'complaint');
    await house.post(actionOf(page, 'Put me back on the list'));
    expect(await house.stateOf(edith)).toBe('unsubscribed');
  });

  it('a break is nothing for who has left', async () => {
    const house = await openHouse();
    await house.post(`/unsubscribe/${house.leaveToken}`);
    await house.post(`/unsubscribe/${house.leaveToken}/pause`, { weeks: '2' });
    expect(await house.subscribers.findById(house.reader)).toMatchObject({
      state: 'unsubscribed',
      pausedUntil: null,
    });
  });

  it('a break stops the mails until its day begins where the newsletter lives', async () => {
    const house = await openHouse();
    const pause = async (weeks: string) =>
      (await house.post(`/unsubscribe/${house.leaveToken}/pause`, { weeks })).text();
    expect(await pause('2')).toContain('Tuesday');
    const reader = await house.subscribers.findById(house.reader);
    expect(reader).toMatchObject({ state: 'confirmed', pausedUntil: Date.parse('2026-12-08T05:00:00Z') });
    await pause('100000');
    expect((await house.subscribers.findById(house.reader))!.pausedUntil).toBe(
      Date.parse('2026-12-01T05:00:00Z'),
    );
  });
});

describe('a million wrong tokens, a seeded share of them', () => {
  it('none is accepted: enumerated, tampered, cut, and genuine ones of another secret', async () => {
    const { ports, keys, subscribers, leaveToken } = await openHouse();
    const accepted: string[] = [];
    for (let seed = 0; seed < 4000; seed += 1) {
      const noise = createHash('sha512').update(`token ${seed}`).digest();
      const bytes = Buffer.from(leaveToken, 'base64url');
      const kind = seed % 4;
      if (kind === 0) bytes[noise[0]! % 33]! ^= 1 << (noise[1]! % 8);
      if (kind === 1) noise.copy(bytes, 5, 0, 28);
      if (kind === 2) noise.copy(bytes, 17, 0, 16);
      const token = kind === 3 ? leaveToken.slice(0, noise[0]! % 44) : bytes.toString('base64url');
      if ((await ports.leaving.leave(token)).kind === 'left') accepted.push(token);
    }
    expect(accepted).toEqual([]);
    expect(await subscribers.countByState()).toMatchObject({ confirmed: 1, unsubscribed: 0 });
    expect(unsubscribeToken(keys, 1)).toBe(leaveToken);
  });
});

describe('scanners, a seeded share of 100,000 fetches', () => {
  it('open every link of a mail in every way but the button’s: nobody is taken off, nobody confirmed', async () => {
    const house = await openHouse();
    const added = await house.subscribers.add({ address: 'new@readers.example', consent: null });
    if (!('subscriber' in added)) throw new Error(added.kind);
    const confirm = house.confirmPath(added.subscriber.id);
    const stay = `/stay/${passingToken(house.keys, 'stay', house.reader, house.clock.now() + DAY_MS)}`;
    const links = [`/unsubscribe/${house.leaveToken}`, `/preferences/${house.choiceToken}`, confirm, stay];
    const rows = () => house.database.query.selectFrom('subscriber').selectAll().orderBy('id').execute();
    const before = await rows();
    const statuses = await scan(house.web, links, { fetches: 2000, random: seededRandom(3) });
    expect(await rows()).toEqual(before);
    expect(statuses.get(200)).toBeGreaterThan(500);
    expect(statuses.get(500)).toBeUndefined();
    // The same links do act when their button is pressed.
    await house.post(confirm);
    await house.post(links[0]!);
    expect(await house.subscribers.countByState()).toEqual({ pending: 0, confirmed: 1, unsubscribed: 1 });
  });
});
