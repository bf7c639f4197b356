import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/model/date.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { testClock } from '../support/clock.ts';
import { MORNING, URLENCODED, actionOf, openHouse } from './house.ts';

type House = Awaited<ReturnType<typeof openHouse>>;

const home = ({ choiceToken }: House) => `/preferences/${choiceToken}`;
const reader = async (house: House) => (await house.subscribers.findById(house.reader))!;
const page = async (answer: Response | Promise<Response>) => (await answer).text();

/** The page's own form, with these boxes ticked. */
function choose(house: House, sections: readonly string[], categories: readonly string[] = []) {
  const body = new URLSearchParams([
    ...sections.map((id): [string, string] => ['section', id]),
    ...categories.map((id): [string, string] => ['category', id]),
  ]);
  return house.web.request(home(house), {
    method: 'POST',
    body: body.toString(),
    headers: { 'content-type': URLENCODED },
  });
}

async function addressPath(house: House): Promise<string> {
  const rows = await house.database.query.selectFrom('notice').selectAll().orderBy('id').execute();
  const letter = JSON.parse(rows.at(-1)!.letter!) as { to: string; values: { confirmUrl: string } };
  return letter.values.confirmUrl.replace(house.config.publicUrl, '');
}

const ALL = ['essay', 'labs', 'wire', 'papers', 'benchmarks'];

describeOnBothEngines('the reader’s own page', (open) => {
  it('keeps the sections and papers that were chosen, and everything means everything, later sections too', async () => {
    const focus = { papers: { focus: { default: 'cs.AI', monday: 'cs.CL', friday: 'cs.LG' } } };
    const house = await openHouse(await open(), focus);
    expect(await page(house.get(home(house)))).toContain('Computation and Language (cs.CL)');
    expect(await page(choose(house, ['papers', 'essay'], ['cs.LG', 'cs.CL']))).toContain('Saved.');
    expect(await reader(house)).toMatchObject({
      sections: ['essay', 'papers'],
      paperCategories: ['cs.CL', 'cs.LG'],
    });
    const ticked = [...(await page(house.get(home(house)))).matchAll(/value="([\w.]+)"\s+checked/g)].map(
      ([, id]) => id,
    );
    expect(ticked).toEqual(['essay', 'papers', 'cs.CL', 'cs.LG']);
    await choose(house, ALL, ['cs.AI', 'cs.CL', 'cs.LG']);
    expect(await reader(house)).toMatchObject({ sections: null, paperCategories: null });
    const none = await choose(house, []);
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('at least one section')]);
    expect(await reader(house)).toMatchObject({ sections: null });
  });

  it('pauses until a day, and ends the break', async () => {
    const house = await openHouse(await open());
    const pause = (until: string) => house.post(`${home(house)}/pause`, { until });
    expect(await page(pause('2026-12-24'))).toContain('Thursday, December 24, 2026');
    expect((await reader(house)).pausedUntil).toBe(Date.parse('2026-12-24T05:00:00Z'));
    for (const day of ['2026-11-24', '2026-02-31', '2036-01-01', 'soon'])
      expect((await pause(day)).status).toBe(422);
    expect((await reader(house)).pausedUntil).toBe(Date.parse('2026-12-24T05:00:00Z'));
    const resume = actionOf(await page(house.get(home(house))), 'End the break');
    expect(await page(house.post(resume))).toContain('There is no break');
    expect((await reader(house)).pausedUntil).toBeNull();
  });

  it('moves to a new address once that one confirms, and the old one is free then', async () => {
    const house = await openHouse(await open());
    const ask = (email: string) => house.post(`${home(house)}/address`, { email });
    expect(await page(ask('ada@new-home.example'))).toContain('a link is on its way');
    expect((await reader(house)).email).toBe('ada@readers.example');
    const path = await addressPath(house);
    expect(await page(house.get(path))).toContain('Confirm the new address');
    expect((await reader(house)).email).toBe('ada@readers.example');
    expect(await page(house.post(path))).toContain('It comes to your new address');
    const moved = await reader(house);
    expect(moved).toMatchObject({
      email: 'ada@new-home.example',
      emailKey: 'ada@new-home.example',
      state: 'confirmed',
    });
    expect(moved.consent).toContain('New address confirmed by the link in the mail at 2026-11-24');
    expect((await house.post(path)).status).toBe(410);
    expect(await house.subscribers.findByKey('ada@readers.example')).toBeNull();
  });

  it('erases everything that names the reader, in every table, and keeps the hash', async () => {
    const house = await openHouse(await open());
    await house.post(`${home(house)}/address`, { email: 'ada@new-home.example' });
    const link = home(house);
    const unsure = await house.post(`${link}/erase`);
    expect([unsure.status, await unsure.text()]).toEqual([422, expect.stringContaining('tick the box')]);
    expect(await page(house.post(`${link}/erase`, { sure: 'yes' }))).toContain('Everything is erased');
    expect(await reader(house)).toBeNull();
    const tables = ['subscriber', 'notice', 'joining', 'address_change', 'suppression', 'delivery'] as const;
    for (const table of tables) {
      const rows = await house.database.query.selectFrom(table).selectAll().execute();
      expect(JSON.stringify(rows), table).not.toMatch(/ada|new-home/);
    }
    expect(await house.subscribers.isSuppressed('ada@readers.example')).toBe(true);
    expect((await house.get(link)).status).toBe(410);
  });
});

describe('a request for another address', () => {
  it('says the same for free, taken and suppressed addresses, and mails only the free one', async () => {
    const house = await openHouse();
    await house.add('taken@readers.example');
    await house.subscribers.suppress('blocked@readers.example', 'bounce');
    const said = new Set<string>();
    for (const name of ['taken', 'blocked', 'free']) {
      const email = `${name}@readers.example`;
      said.add((await page(house.post(`${home(house)}/address`, { email }))).replaceAll(email, 'ADDRESS'));
    }
    expect(said.size).toBe(1);
    const rows = await house.database.query.selectFrom('notice').select('letter').execute();
    expect(rows.map(({ letter }) => (JSON.parse(letter!) as { to: string }).to)).toEqual([
      'free@readers.example',
    ]);
  });

  it('leads to a link that works, however long the write had to wait', async () => {
    const house = await openHouse(undefined, {}, testClock(MORNING, 1));
    await house.post(`${home(house)}/address`, { email: 'ada@new-home.example' });
    expect((await house.post(await addressPath(house))).status).toBe(200);
    expect((await reader(house)).email).toBe('ada@new-home.example');
  });

  it('replaces the one before, and its link dies with it; three a day are the most', async () => {
    const house = await openHouse();
    const ask = (email: string) => house.post(`${home(house)}/address`, { email });
    await ask('first@new-home.example');
    const first = await addressPath(house);
    house.clock.advance(1000);
    await ask('second@new-home.example');
    expect((await house.post(first)).status).toBe(410);
    for (let count = 0; count < 10; count += 1) await ask(`bomb-${count}@new-home.example`);
    expect(await house.database.query.selectFrom('notice').selectAll().execute()).toHaveLength(3);
  });

  it('does not move to an address that joined or was suppressed meanwhile', async () => {
    for (const overtake of ['joined', 'suppressed']) {
      const house = await openHouse();
      await house.post(`${home(house)}/address`, { email: 'ada@new-home.example' });
      const path = await addressPath(house);
      if (overtake === 'joined') await house.add('ada@new-home.example');
      else await house.subscribers.suppress('ada@new-home.example', 'complaint');
      expect((await house.post(path)).status, overtake).toBe(410);
      expect((await reader(house)).email).toBe('ada@readers.example');
    }
  });

  it('does not bring back who left before the link was followed', async () => {
    const house = await openHouse();
    await house.post(`${home(house)}/address`, { email: 'ada@new-home.example' });
    await house.post(`/unsubscribe/${house.leaveToken}`);
    expect((await house.post(await addressPath(house))).status).toBe(410);
    expect((await reader(house)).email).toBe('ada@readers.example');
  });
});

describe('a form that was filled in wrongly', () => {
  it.each([
    ['', {}, 'section-essay', 'at least one section'],
    ['/pause', { until: '2020-01-01' }, 'until', 'a day of the coming year'],
    ['/address', { email: 'ada@home"' }, 'new-address', 'After the @ there must be a domain'],
    ['/address', { email: '' }, 'new-address', 'write your email address'],
    ['/erase', {}, 'sure-yes', 'tick the box first'],
  ])('%s %j: what is wrong is said beside its field, which has the focus', async (path, fields, id, said) => {
    const house = await openHouse();
    const answer = await house.post(home(house) + path, fields);
    expect(answer.status).toBe(422);
    const shown = await page(answer);
    const [field = ''] = new RegExp(`<input[^>]*id="${id}"[^>]*>`).exec(shown) ?? [];
    expect(field).toMatch(/aria-invalid="true".*autofocus/);
    const [, problem] = /aria-describedby="([\w-]+)"/.exec(field) ?? [];
    expect(new RegExp(`id="${problem}" role="alert">([^<]+)<`).exec(shown)?.[1]).toContain(said);
    expect(shown.match(/aria-invalid/g)).toHaveLength(1);
    if ('email' in fields) expect(field).toContain(`value="${fields.email.replace('"', '&quot;')}"`);
  });
});

describe('data and links', () => {
  it('my data tells when I was last heard of, and when I was asked about my silence', async () => {
    const house = await openHouse();
    await house.post(`${home(house)}/pause`, { until: '2026-12-24' });
    await house.database.query.updateTable('subscriber').set({ sunset_asked_at: MORNING }).execute();
    expect(await (await house.get(`${home(house)}/data`)).json()).toMatchObject({
      subscriber: {
        lastHeardOfAt: '2026-11-24T12:00:00.000Z',
        askedWhetherStillWantedAt: '2026-11-24T12:00:00.000Z',
      },
    });
  });

  it('my data is a file of what is stored of me, and nobody else', async () => {
    const house = await openHouse();
    await house.add('grace@readers.example');
    await house.post(`${home(house)}/address`, { email: 'ada@new-home.example' });
    const answer = await house.get(`${home(house)}/data`);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const text = await answer.text();
    expect(text).not.toContain('grace');
    expect(JSON.parse(text)).toMatchObject({
      subscriber: {
        email: 'ada@readers.example',
        consent: 'said so',
        confirmedAt: '2026-11-24T12:00:00.000Z',
      },
      notices: [{ kind: 'address-change', state: 'pending' }],
      askedForAddress: [{ email: 'ada@new-home.example', askedAt: '2026-11-24T12:00:00.000Z' }],
      editions: [],
      reportedByTheProvider: [],
    });
  });

  it('no page shows the whole address: a mail that was passed on tells its links too', async () => {
    const house = await openHouse();
    const shown = await page(house.get(home(house)));
    expect(shown).toContain('a…@readers.example');
    expect(shown).not.toContain('ada@');
  });

  it('every dead token gets one answer, on every address and by every form', async () => {
    const house = await openHouse();
    const answers = new Set<string>();
    for (const token of ['forged', house.leaveToken, house.choiceToken.slice(0, -1), 'a'.repeat(3000)])
      for (const path of ['', '/pause', '/address', '/erase']) {
        const answer = await house.post(`/preferences/${token}${path}`, { sure: 'yes', until: '' });
        answers.add(`${answer.status} ${await answer.text()}`);
      }
    const got = await house.get('/preferences/forged/data');
    answers.add(`${got.status} ${await got.text()}`);
    const moved = await house.post('/address/forged');
    answers.add(`${moved.status} ${await moved.text()}`);
    expect(answers.size).toBe(1);
    expect(await reader(house)).toMatchObject({ state: 'confirmed' });
  });

  it('who left sees so, and can still take their data along and be erased', async () => {
    const house = await openHouse();
    await house.subscribers.unsubscribe(house.reader);
    const shown = await page(house.get(home(house)));
    expect(shown).toContain('it is not on the list');
    expect(shown).not.toContain('name="section"');
    expect(actionOf(shown, 'Erase me')).toBe(`${home(house)}/erase`);
  });

  it('opening the page, its data or the address link changes nothing, however often', async () => {
    const house = await openHouse();
    await house.post(`${home(house)}/address`, { email: 'ada@new-home.example' });
    const before = await reader(house);
    const address = await addressPath(house);
    for (let count = 0; count < 5; count += 1)
      for (const path of [home(house), `${home(house)}/data`, address])
        for (const method of ['GET', 'HEAD']) await house.web.request(path, { method });
    house.clock.advance(DAY_MS);
    expect(await reader(house)).toEqual(before);
  });
});
