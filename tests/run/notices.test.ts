import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/model/date.ts';
import { tendTheList } from '../../src/run/notices.ts';
import { openHouse } from '../web/house.ts';

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
