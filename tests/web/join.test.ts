import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../scripts/forgery/tampering.ts';
import { bomb, solve } from '../../scripts/siege/bombing.ts';
import { DAY_MS, HOUR_MS } from '../../src/model/date.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { EVEN_MS } from '../../src/web/desk/even-time.ts';
import { MORNING, openHouse } from './house.ts';

type House = Awaited<ReturnType<typeof openHouse>>;

const field = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

/** Opens the form as a person does, takes a few seconds, and presses the button. */
async function ask(house: House, email: string, more: Record<string, string> = {}, ip = '198.51.100.7') {
  const stamp = field(await (await house.get('/subscribe')).text(), 'stamp');
  house.clock.advance(5000);
  const answer = await house.post(
    '/subscribe',
    { email, stamp, website: '', ...more },
    { 'x-forwarded-for': ip },
  );
  return { status: answer.status, page: await answer.text() };
}

const notices = (house: House) =>
  house.database.query.selectFrom('notice').selectAll().orderBy('id').execute();

/** The path in the confirm mail that was ordered last. */
async function confirmPath(house: House): Promise<string> {
  const last = (await notices(house)).at(-1)!;
  const letter = JSON.parse(last.letter!) as { values: { confirmUrl: string } };
  return letter.values.confirmUrl.replace(house.config.publicUrl, '');
}

describeOnBothEngines('joining', (open) => {
  it('asks by mail, and the button behind the link makes the subscriber confirmed, with evidence', async () => {
    const house = await openHouse(await open());
    const { page } = await ask(house, 'New.Reader@Readers.example', { source: '/archive/2026-11-24' });
    expect(page).toContain('Check your inbox');
    const joined = (await house.subscribers.findByKey('new.reader@readers.example'))!;
    expect(joined).toMatchObject({ state: 'pending', locale: 'en', consent: null });
    expect(await notices(house)).toMatchObject([
      { kind: 'confirm', state: 'pending', subscriber_id: joined.id },
    ]);

    const path = await confirmPath(house);
    for (let fetched = 0; fetched < 3; fetched += 1)
      expect(await (await house.get(path)).text()).toContain(`action="${path}"`);
    expect(await house.stateOf(joined.id)).toBe('pending');

    house.clock.advance(HOUR_MS);
    expect(await (await house.post(path)).text()).toContain('You are on the list');
    const confirmed = (await house.subscribers.findById(joined.id))!;
    expect(confirmed.state).toBe('confirmed');
    expect(confirmed.consent).toMatch(
      /^Double opt-in: asked at 2026-11-24T12:00:05.000Z on \/archive\/2026-11-24, form 2026-11-28; confirmed by the link in the mail at 2026-11-24T13:00:05/,
    );
    const [, welcome] = await notices(house);
    expect(welcome).toMatchObject({ kind: 'welcome', subscriber_id: joined.id });
    // Twice is the same, and welcomes once.
    expect(await (await house.post(path)).text()).toContain('You are on the list');
    expect(await notices(house)).toHaveLength(2);
  });

  it('says the same for who is known, unknown, pending, suppressed and gone', async () => {
    const house = await openHouse(await open());
    const gone = await house.add('gone@readers.example');
    await house.subscribers.unsubscribe(gone);
    await house.subscribers.add({ address: 'pending@readers.example', consent: null });
    await house.subscribers.suppress('blocked@readers.example', 'complaint');
    const pages = new Set<string>();
    for (const name of ['ada', 'gone', 'pending', 'blocked', 'unknown']) {
      const address = `${name}@readers.example`;
      const { status, page } = await ask(house, address, {}, `198.51.100.${name.length}`);
      pages.add(`${status} ${page.replaceAll(address, 'ADDRESS')}`);
    }
    expect(pages.size).toBe(1);
    const mailed = (await notices(house)).map(({ letter }) => (JSON.parse(letter!) as { to: string }).to);
    expect(mailed.map((to) => to.split('@')[0])).toEqual(['gone', 'pending', 'unknown']);
    expect(await house.stateOf(gone)).toBe('unsubscribed');
  });

  it('two requests at once mail once', async () => {
    const house = await openHouse(await open());
    const stamp = field(await (await house.get('/subscribe')).text(), 'stamp');
    house.clock.advance(5000);
    const once = () => house.post('/subscribe', { email: 'new@readers.example', stamp });
    await Promise.all([once(), once(), once(), once()]);
    expect(await notices(house)).toHaveLength(1);
  });

  it('forgets who did not confirm in a week, where they asked from, and nothing of who did', async () => {
    const house = await openHouse(await open());
    await ask(house, 'never@readers.example');
    await ask(house, 'soon@readers.example', {}, '2001:db8:1:2:3:4:5:6');
    await house.post(await confirmPath(house));
    await house.subscribers.add({ address: 'imported@readers.example', consent: null });
    const rows = () => house.database.query.selectFrom('joining').selectAll().orderBy('id').execute();
    expect(await rows()).toMatchObject([{ network: '198.51.100.0/24' }, { network: '2001:db8:1:2::/64' }]);
    house.clock.advance(DAY_MS);
    expect(await house.subscribers.tidyJoining()).toBe(0);
    expect((await rows()).map(({ ip_hash }) => ip_hash)).toEqual([null, null]);
    house.clock.advance(6 * DAY_MS);
    expect(await house.subscribers.tidyJoining()).toBe(1);
    expect(await house.subscribers.findByKey('never@readers.example')).toBeNull();
    expect(await house.subscribers.findByKey('imported@readers.example')).not.toBeNull();
    house.clock.advance(30 * DAY_MS);
    await house.subscribers.tidyJoining();
    expect(await rows()).toMatchObject([{ network: null, source: '', mailed: 1 }]);
    expect((await house.subscribers.findByKey('soon@readers.example'))!.consent).toContain('Double opt-in');
  });
});

describe('the form', () => {
  it('below an edition asks for the address, and its next page for the button', async () => {
    const house = await openHouse();
    expect(await (await house.get('/archive/2026-11-24')).text()).toContain('action="/subscribe"');
    const first = await house.post(
      '/subscribe',
      { email: 'new@readers.example' },
      {
        referer: `${house.config.publicUrl}/archive/2026-11-24?utm=x`,
      },
    );
    const page = await first.text();
    expect(page).toContain('once more');
    expect(field(page, 'source')).toBe('/archive/2026-11-24');
    expect(page).toContain('value="new@readers.example"');
    expect(await notices(house)).toEqual([]);
  });

  it('with a forged stamp, or one of yesterday, is shown once more, and nothing is mailed', async () => {
    const house = await openHouse();
    const forged = await ask(house, 'new@readers.example', { stamp: 'mmm.AAAAAAAAAAAAAAAAAAAAAA' });
    expect(forged.page).toContain('once more');
    const stamp = field(await (await house.get('/subscribe')).text(), 'stamp');
    house.clock.advance(DAY_MS);
    expect((await ask(house, 'new@readers.example', { stamp })).page).toContain('once more');
    expect(await notices(house)).toEqual([]);
  });

  it('filled in faster than a person can is shown once more', async () => {
    const house = await openHouse();
    const stamp = field(await (await house.get('/subscribe')).text(), 'stamp');
    house.clock.advance(300);
    expect(await (await house.post('/subscribe', { email: 'new@readers.example', stamp })).text()).toContain(
      'once more',
    );
    expect(await notices(house)).toEqual([]);
  });

  it('with the field filled in that nobody sees is heard and does nothing', async () => {
    const house = await openHouse();
    const honest = await ask(house, 'new@readers.example', {}, '192.0.2.1');
    const trapped = await ask(house, 'bot@readers.example', { website: 'https://spam.example' });
    expect(trapped.page.replace('bot@', 'new@')).toBe(honest.page);
    expect(await notices(house)).toHaveLength(1);
  });

  it('takes as long for addresses that are known, suppressed or new, and for a trapped machine', async () => {
    const house = await openHouse();
    await house.subscribers.suppress('blocked@readers.example', 'bounce');
    const asks = [
      ...['ada', 'blocked', 'new'].map((name) => ({ email: `${name}@readers.example` })),
      { email: 'bot@readers.example', website: 'https://spam.example' },
    ];
    for (const fields of asks) {
      const stamp = field(await (await house.get('/subscribe')).text(), 'stamp');
      house.clock.advance(5000);
      const before = house.clock.now();
      await house.post('/subscribe', { ...fields, stamp });
      expect(house.clock.now() - before, fields.email).toBe(EVEN_MS);
    }
  });

  it.each(['nobody', 'a@b', 'a b@readers.example', '<script>@x.example', `${'a'.repeat(300)}@x.example`])(
    'refuses %j with the reason beside the field',
    async (address) => {
      const house = await openHouse();
      const { status, page } = await ask(house, address);
      expect(status).toBe(422);
      expect(page).toContain('aria-invalid="true"');
      expect(page).not.toContain('<script>');
    },
  );

  it('takes the form of a site in the config by fetch or by page, and answers no other site’s script', async () => {
    const house = await openHouse(undefined, { joining: { origins: ['https://blog.example'] } });
    const from = async (origin: string, address: string) => {
      const headers = { origin, accept: 'application/json', 'content-type': 'application/json' };
      const body = JSON.stringify({ email: address });
      return house.web.request('/subscribe', { method: 'POST', headers, body });
    };
    const known = await from('https://blog.example', 'blog@readers.example');
    expect(known.headers.get('access-control-allow-origin')).toBe('https://blog.example');
    expect(await known.json()).toEqual({ answer: 'heard' });
    const stranger = await from('https://other.example', 'other@readers.example');
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    expect(await stranger.json()).toEqual({ answer: 'again' });
    const preflight = await house.web.request('/subscribe', {
      method: 'OPTIONS',
      headers: { origin: 'https://blog.example', 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'POST']);
    expect(await notices(house)).toHaveLength(1);
  });
});

describe('a form by fetch', () => {
  it('is told the challenge, and passes with its answer', async () => {
    const settings = { joining: { origins: ['https://blog.example'], perIpHour: 1 } };
    const house = await openHouse(undefined, settings);
    const post = async (fields: Record<string, string>) => {
      const headers = {
        ...{ origin: 'https://blog.example', accept: 'application/json' },
        ...{ 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.1' },
      };
      const answer = await house.web.request('/subscribe', {
        ...{ method: 'POST', headers, body: JSON.stringify(fields) },
      });
      return (await answer.json()) as { answer: string; challenge: string };
    };
    expect(await post({ email: 'one@readers.example' })).toEqual({ answer: 'heard' });
    const email = 'two@readers.example';
    const { answer, challenge } = await post({ email });
    expect(answer).toBe('challenge');
    expect(await post({ email, answer: solve(challenge) })).toEqual({ answer: 'heard' });
    expect(await post({ email: 'nobody' })).toEqual({ answer: 'refused', reason: 'no-at-sign' });
    expect(await notices(house)).toHaveLength(2);
  });
});

describe('the confirm link', () => {
  it('shows the same page for every token, and its button says alike of every dead one that it is dead', async () => {
    const house = await openHouse();
    await ask(house, 'new@readers.example');
    const path = await confirmPath(house);
    const good = await (await house.get(path)).text();
    expect((await (await house.get('/confirm/forged')).text()).replace('/confirm/forged', path)).toBe(good);
    const dead = new Set<string>();
    for (const token of ['forged', house.leaveToken, house.choiceToken, `${path.slice(9, -1)}A`]) {
      const answer = await house.post(`/confirm/${token}`);
      dead.add(`${answer.status} ${await answer.text()}`);
    }
    house.clock.advance(2 * DAY_MS);
    const late = await house.post(path);
    dead.add(`${late.status} ${await late.text()}`);
    expect(dead.size).toBe(1);
    expect([...dead][0]).toContain('410');
  });

  it('of before a leaving does not bring back; of after it does, by the reader’s own act', async () => {
    const house = await openHouse();
    await ask(house, 'new@readers.example');
    const path = await confirmPath(house);
    await house.post(path);
    const { id } = (await house.subscribers.findByKey('new@readers.example'))!;
    house.clock.advance(1000);
    await house.subscribers.unsubscribe(id);
    expect((await house.post(path)).status).toBe(410);
    expect(await house.stateOf(id)).toBe('unsubscribed');
    house.clock.advance(1000);
    await ask(house, 'new@readers.example');
    await house.post(await confirmPath(house));
    expect(await house.stateOf(id)).toBe('confirmed');
  });

  it('brings nobody back who was suppressed or erased meanwhile', async () => {
    const house = await openHouse();
    await ask(house, 'new@readers.example');
    const path = await confirmPath(house);
    await house.subscribers.suppress('new@readers.example', 'complaint');
    expect((await house.post(path)).status).toBe(410);
    await house.subscribers.erase('new@readers.example');
    expect((await house.post(path)).status).toBe(410);
  });
});

describe('limits', () => {
  it('an address gets one notice a day and three in all, until it confirms', async () => {
    const house = await openHouse();
    for (let day = 0; day < 6; day += 1) {
      await ask(house, 'victim@readers.example', {}, `192.0.2.${day}`);
      await ask(house, 'Victim@Readers.example', {}, `203.0.113.${day}`);
      house.clock.advance(DAY_MS);
      await house.subscribers.tidyJoining();
    }
    expect(await notices(house)).toHaveLength(3);
  });

  it('a crowded network is asked for work, and passes with it', async () => {
    const house = await openHouse();
    for (let count = 0; count < 5; count += 1) await ask(house, `reader-${count}@readers.example`);
    const { page } = await ask(house, 'sixth@readers.example');
    expect(page).toContain('data-challenge');
    expect(await notices(house)).toHaveLength(5);
    const challenge = /data-challenge="([^"]+)"/.exec(page)![1]!;
    const worked = { answer: solve(challenge) };
    // Work done for one address is worth nothing for another, and a guess is no work.
    expect((await ask(house, 'other@readers.example', worked)).page).toContain('data-challenge');
    expect((await ask(house, 'sixth@readers.example', { answer: `${challenge}~1` })).page).toContain(
      'data-challenge',
    );
    expect((await ask(house, 'sixth@readers.example', worked)).page).toContain('Check your inbox');
    expect(await notices(house)).toHaveLength(6);
  });

  it('work that is done at once is worth as much, and a form filled in at once without it is not', async () => {
    const house = await openHouse(undefined, { joining: { perIpHour: 1 } });
    await ask(house, 'one@readers.example');
    const { page } = await ask(house, 'two@readers.example');
    const stamp = field(page, 'stamp');
    const email = 'two@readers.example';
    const challenge = /data-challenge="([^"]+)"/.exec(page)![1]!;
    const sent = async (answer: string) => (await house.post('/subscribe', { email, stamp, answer })).text();
    expect(await sent(`${challenge}~1`)).toContain('once more');
    expect(await sent(solve(challenge))).toContain('on its way');
    expect(await notices(house)).toHaveLength(2);
  });

  it('work is worth something for an hour', async () => {
    const house = await openHouse(undefined, { joining: { perDomainHour: 1 } });
    await ask(house, 'one@readers.example');
    const { page } = await ask(house, 'two@readers.example');
    const answer = solve(/data-challenge="([^"]+)"/.exec(page)![1]!);
    house.clock.advance(HOUR_MS);
    await ask(house, 'three@readers.example');
    expect((await ask(house, 'two@readers.example', { answer })).page).toContain('data-challenge');
  });

  it('count a whole /24 and a whole /64 as one, whatever its addresses', async () => {
    const house = await openHouse(undefined, { joining: { perNetworkHour: 3 } });
    const networks = [(host: number) => `198.51.100.${host}`, (host: number) => `2001:db8:1:2:${host}::9`];
    for (const [at, hostOf] of networks.entries()) {
      for (const host of [1, 2, 3])
        expect((await ask(house, `r${at}-${host}@n${host}.example`, {}, hostOf(host))).page).toContain(
          'Check your inbox',
        );
      expect((await ask(house, `r${at}@n4.example`, {}, hostOf(4))).page).toContain('data-challenge');
    }
    expect((await ask(house, 'other@n5.example', {}, '198.51.101.1')).page).toContain('Check your inbox');
  });

  it('count the notices to one mail domain, from wherever they are asked for', async () => {
    const house = await openHouse(undefined, { joining: { perDomainHour: 2 } });
    for (const host of [1, 2])
      expect((await ask(house, `r${host}@victim.example`, {}, `10.${host}.0.1`)).page).toContain(
        'Check your inbox',
      );
    expect((await ask(house, 'r3@victim.example', {}, '10.3.0.1')).page).toContain('data-challenge');
    expect((await ask(house, 'r3@other.example', {}, '10.3.0.1')).page).toContain('Check your inbox');
    house.clock.advance(HOUR_MS);
    expect((await ask(house, 'r3@victim.example', {}, '10.3.0.1')).page).toContain('Check your inbox');
  });

  it('an hour of notices that few confirm is an anomaly: the next are challenged', async () => {
    const house = await openHouse();
    for (let count = 0; count < 25; count += 1)
      await ask(house, `reader-${count}@readers.example`, {}, `10.${count}.0.1`);
    house.clock.advance(HOUR_MS / 2);
    expect(await house.subscribers.confirmRate(house.config.settings.joining)).toMatchObject({ low: true });
    expect((await ask(house, 'next@readers.example', {}, '192.0.2.9')).page).toContain('data-challenge');
    house.clock.advance(2 * HOUR_MS);
    expect((await ask(house, 'next@readers.example', {}, '192.0.2.9')).page).toContain('Check your inbox');
  });

  it('no script runs on any page but the challenge, and there only our own', async () => {
    const house = await openHouse(undefined, { joining: { perIpHour: 1 } });
    await ask(house, 'one@readers.example');
    const stamp = field(await (await house.get('/subscribe')).text(), 'stamp');
    house.clock.advance(5000);
    const asked = await house.post(
      '/subscribe',
      { email: 'two@readers.example', stamp },
      { 'x-forwarded-for': '198.51.100.7' },
    );
    expect(asked.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await house.get('/subscribe')).headers.get('content-security-policy')).not.toContain(
      'script-src',
    );
    expect((await house.get('/solver.js')).headers.get('content-type')).toContain('javascript');
  });
});

describe('a bombing run, a seeded share of it', () => {
  it('800 sign-ups over 60 addresses from 50 networks: nobody gets more than the limit, honest ones pass', async () => {
    const house = await openHouse();
    const run = { signUps: 800, victims: 20, networks: 50, honest: 8, random: seededRandom(7) };
    const { honest, passed } = await bomb(house.web, (ms) => house.clock.advance(ms), run);
    const perAddress = Map.groupBy(await notices(house), ({ address_hash }) => address_hash);
    expect(house.clock.now() - MORNING).toBeLessThan(DAY_MS);
    expect(Math.max(...[...perAddress.values()].map((rows) => rows.length))).toBe(1);
    expect(passed).toBe(honest.length);
    for (const address of honest) expect(await house.subscribers.findByKey(address)).not.toBeNull();
  });
});
