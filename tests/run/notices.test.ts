import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { takeOverSending } from '../../src/database/ownership.ts';
import { DAY_MS, editionDate, HOUR_MS } from '../../src/model/date.ts';
import { keepNotices, tendTheList } from '../../src/run/notices.ts';
import { takeOver } from '../../src/run/sending-right.ts';
import { tellEditors } from '../../src/run/tell-editors.ts';
import { openHouse } from '../web/house.ts';
import { openApp } from '../support/app.ts';

/** Sign-ups from as many networks, each with its confirm notice. */
async function signUp(house: Awaited<ReturnType<typeof openHouse>>, count: number, name: string) {
  const form = await (await house.get('/subscribe')).text();
  const stamp = /name="stamp" value="([^"]*)"/.exec(form)?.[1] ?? '';
  house.clock.advance(5000);
  for (let at = 0; at < count; at += 1)
    await house.post(
      '/subscribe',
      { email: `${name}-${at}@readers.example`, stamp },
      { 'x-forwarded-for': `10.${at}.0.1` },
    );
}

async function tend(house: Awaited<ReturnType<typeof openHouse>>): Promise<string[]> {
  const lines: string[] = [];
  await tendTheList(house, (line) => lines.push(line));
  return lines;
}

const alerts = (house: Awaited<ReturnType<typeof openHouse>>) =>
  house.database.query.selectFrom('notice').selectAll().where('kind', '=', 'alert').execute();

it('few confirmations in an hour are told to the operator each hour, and to the editors by mail once a day', async () => {
  const house = await openHouse();
  await signUp(house, 25, 'first');
  expect(await tend(house)).toEqual([]);
  house.clock.advance(HOUR_MS / 2);
  expect(await tend(house)).toEqual([expect.stringContaining('ALERT: only 0 of 25 confirm notices')]);
  await tend(house);
  const told = await alerts(house);
  expect(told).toHaveLength(1);
  expect(JSON.parse(told[0]!.letter!)).toMatchObject({
    to: 'editors@inference-report.example',
    values: { detail: expect.stringContaining('only 0 of 25') as string },
  });
  house.clock.advance(2 * HOUR_MS);
  expect(await tend(house)).toEqual([]);
});

it('who did not confirm in a week is forgotten, and so is where a request came from', async () => {
  const house = await openHouse();
  await signUp(house, 3, 'first');
  await tend(house);
  expect((await house.subscribers.countByState()).pending).toBe(3);
  house.clock.advance(2 * DAY_MS);
  await tend(house);
  const [row] = await house.database.query.selectFrom('joining').selectAll().execute();
  expect(row).toMatchObject({ ip_hash: null, network: '10.0.0.0/24' });
  house.clock.advance(5 * DAY_MS);
  await tend(house);
  expect((await house.subscribers.countByState()).pending).toBe(0);
  expect(await house.database.query.selectFrom('joining').selectAll().execute()).toEqual([]);
});

it('a database that fails time after time is told once, and once that it is back', async () => {
  const app = await openApp();
  await sql`alter table notice rename to away`.execute(app.database.query);
  const lines = await keepFor(app, 5, async (looks) => {
    if (looks === 3) await sql`alter table away rename to notice`.execute(app.database.query);
  });
  expect(lines).toEqual([
    expect.stringMatching(/^Notices: Stopped for now, .* no such table: notice$/),
    'Notices: Going on.',
  ]);
});

it('a copy of the data folder mails no notices before a person has it take over', async () => {
  const app = await openApp();
  const date = editionDate('2026-11-24');
  await tellEditors(app, { kind: 'alert', date, of: 'test', detail: 'It is only a test.' });
  await takeOverSending(app.database, { machine: 'another', folder: '/srv/news' });
  const stateOf = () => app.database.query.selectFrom('notice').select('state').execute();
  const lines = await keepFor(app, 3, async (looks) => {
    if (looks === 2) {
      expect(await stateOf()).toEqual([{ state: 'pending' }]);
      await takeOver(app);
    }
  });
  expect(lines).toEqual([
    expect.stringMatching(/is a copy: its editions are sent from \/srv\/news/),
    'Notices: Going on.',
  ]);
  expect(await stateOf()).toEqual([{ state: 'submitted' }]);
});

/** Keeps the notices for so many looks, with something happening after each. @returns what was reported */
async function keepFor(app: App, most: number, after: (looks: number) => Promise<void>): Promise<string[]> {
  const stop = new AbortController();
  let looks = 0;
  const sleep = async () => {
    looks += 1;
    await after(looks);
    if (looks === most) stop.abort();
  };
  const lines: string[] = [];
  const clock = { now: () => app.clock.now(), sleep };
  await keepNotices({ ...app, clock }, { signal: stop.signal, report: (line) => lines.push(line) });
  return lines;
}
