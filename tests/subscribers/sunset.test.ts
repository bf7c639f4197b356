import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { DAY_MS, HOUR_MS } from '../../src/model/date.ts';
import { sunsetReaders } from '../../src/run/sunset.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { openHouse } from '../web/house.ts';

/** A list whose transport reports clicks: somebody else's arrive every day. */
async function listening(database: Database, settings: object = {}) {
  const house = await openHouse(database, settings);
  let events = 0;
  const report = async (kind: 'clicked' | 'delivered', subscriberId: number, at = house.clock.now()) => {
    events += 1;
    const event = {
      event_id: `e${events}`,
      delivery_id: null,
      subscriber_id: subscriberId,
      provider_id: null,
    };
    await database.query
      .insertInto('delivery_event')
      .values({ ...event, type: `email.${kind}`, kind, occurred_at: at, received_at: at, json: '{}' })
      .execute();
  };
  const other = await house.add('grace@readers.example');
  /** Days go by in which others click. */
  const pass = async (days: number) => {
    for (let day = 0; day < days; day += 3) {
      house.clock.advance(Math.min(3, days - day) * DAY_MS);
      await report('clicked', other);
    }
  };
  const questions = () =>
    database.query
      .selectFrom('notice')
      .selectAll()
      .where('kind', '=', 'still-wanted')
      .orderBy('id')
      .execute();
  const submitted = async () => {
    await database.query
      .updateTable('notice')
      .set({ state: 'submitted', settled_at: house.clock.now() })
      .where('state', '=', 'pending')
      .execute();
  };
  await report('clicked', other);
  const run = () => sunsetReaders({ ...house });
  return { ...house, report, pass, run, questions, submitted };
}

/** The page that the last question leads to. */
async function stayPath(house: Awaited<ReturnType<typeof listening>>): Promise<string> {
  const letter = JSON.parse((await house.questions()).at(-1)!.letter!) as { values: { confirmUrl: string } };
  return letter.values.confirmUrl.replace(house.config.publicUrl, '');
}

describeOnBothEngines('silent readers', (open) => {
  it('are asked once after 90 days, and leave the list 30 days after that', async () => {
    const house = await listening(await open());
    await house.pass(89);
    expect(await house.run()).toEqual({ asked: 0, left: 0 });
    await house.pass(1);
    expect(await house.run()).toEqual({ asked: 1, left: 0 });
    expect(await house.questions()).toMatchObject([{ subscriber_id: house.reader, state: 'pending' }]);
    await house.submitted();
    house.clock.advance(HOUR_MS);
    expect(await house.run()).toEqual({ asked: 0, left: 0 });
    await house.pass(30);
    expect(await house.run()).toEqual({ asked: 0, left: 1 });
    expect(await house.subscribers.findById(house.reader)).toMatchObject({
      state: 'unsubscribed',
      consent: expect.stringContaining('silent, asked, and no answer came') as string,
    });
    expect(await house.run()).toEqual({ asked: 0, left: 0 });
  });

  it('stay by the button behind the link, which opening alone does not press', async () => {
    const house = await listening(await open());
    await house.pass(90);
    await house.run();
    await house.submitted();
    const path = await stayPath(house);
    await house.pass(29);
    expect(await (await house.get(path)).text()).toContain('Do you still want');
    const asked = () =>
      house.database.query
        .selectFrom('subscriber')
        .select('sunset_asked_at')
        .where('id', '=', house.reader)
        .executeTakeFirstOrThrow();
    expect((await asked()).sunset_asked_at).not.toBeNull();
    expect(await (await house.post(path)).text()).toContain('It keeps coming');
    await house.pass(2);
    expect(await house.run()).toEqual({ asked: 0, left: 0 });
    expect((await house.post(path)).status).toBe(410);
    expect((await house.post('/stay/forged')).status).toBe(410);
    // Silent again for as long, they are asked again: another act, another notice.
    await house.pass(90);
    expect(await house.run()).toEqual({ asked: 1, left: 0 });
    expect(await house.questions()).toHaveLength(2);
  });

  it.each([
    ['a click', (house: Awaited<ReturnType<typeof listening>>) => house.report('clicked', house.reader)],
    ['a choice', async (house) => house.post(`/preferences/${house.choiceToken}`, { section: 'essay' })],
    ['a break', async (house) => house.post(`/unsubscribe/${house.leaveToken}/pause`, { weeks: '1' })],
  ] satisfies [string, (house: Awaited<ReturnType<typeof listening>>) => Promise<unknown>][])(
    'are not silent after %s, before the question or after it',
    async (_, act) => {
      const house = await listening(await open());
      await house.pass(60);
      await act(house);
      await house.pass(60);
      expect(await house.run()).toEqual({ asked: 0, left: 0 });
      await house.pass(40);
      expect(await house.run()).toEqual({ asked: 1, left: 0 });
      await house.submitted();
      await house.pass(15);
      await act(house);
      await house.pass(16);
      expect(await house.run()).toEqual({ asked: 0, left: 0 });
      expect(await house.stateOf(house.reader)).toBe('confirmed');
    },
  );

  it('are not told from others where clicks are not reported, not any more, or not for long enough', async () => {
    const never = await openHouse(await open());
    never.clock.advance(500 * DAY_MS);
    expect(await sunsetReaders(never)).toEqual({ asked: 0, left: 0 });

    const house = await listening(await open());
    await house.pass(90);
    house.clock.advance(8 * DAY_MS);
    expect(await house.run()).toEqual({ asked: 0, left: 0 });

    const late = await listening(await open());
    await late.database.query.deleteFrom('delivery_event').execute();
    late.clock.advance(500 * DAY_MS);
    await late.pass(80);
    expect(await late.run()).toEqual({ asked: 0, left: 0 });
  });

  it('whose question never left are not taken off, not for a question of before that they answered either', async () => {
    const answered = await listening(await open());
    await answered.pass(90);
    await answered.run();
    await answered.submitted();
    await answered.post(await stayPath(answered));
    await answered.pass(90);
    expect(await answered.run()).toEqual({ asked: 1, left: 0 });
    await answered.pass(60);
    expect(await answered.run()).toEqual({ asked: 0, left: 0 });

    const house = await listening(await open());
    await house.pass(90);
    expect(await house.run()).toEqual({ asked: 1, left: 0 });
    await house.pass(60);
    expect(await house.run()).toEqual({ asked: 0, left: 0 });
  });

  it('are asked a few at a time, and by the operator’s numbers', async () => {
    const sunset = { askAfterDays: 30, stopAfterDays: 10, questionsPerHour: 2 };
    const house = await listening(await open(), { sunset });
    for (const name of ['b', 'c', 'd', 'e']) await house.add(`${name}@readers.example`);
    await house.pass(30);
    const asked: number[] = [];
    for (let hour = 0; hour < 4; hour += 1) asked.push((await house.run()).asked);
    // The first two looked at are one who is silent and one who clicks.
    expect(asked).toEqual([1, 2, 2, 0]);
    await house.submitted();
    await house.pass(10);
    expect((await house.run()).left).toBe(2);
    const off = await listening(await open(), { sunset: { askAfterDays: null } });
    await off.pass(200);
    expect(await off.run()).toEqual({ asked: 0, left: 0 });
  });
});
