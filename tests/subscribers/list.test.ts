import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../src/platform/signing.ts';
import { addEdition, addReaders, prepare } from '../delivery/newsroom.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { CONSENT, keys, listDesk, MORNING, type Subscribers } from './list-desk.ts';

const ADA = { address: 'Ada@Example.org', name: ' Ada\n Lovelace ', consent: CONSENT };
const KEY = 'ada@example.org';

async function added(subscribers: Subscribers, request: Parameters<Subscribers['add']>[0]): Promise<number> {
  const result = await subscribers.add(request);
  if (result.kind !== 'added') throw new Error(result.kind);
  return result.subscriber.id;
}

async function audienceOf(subscribers: Subscribers): Promise<string[]> {
  const found: string[] = [];
  for await (const page of subscribers.audience()) found.push(...page.map(({ email }) => email));
  return found;
}

describeOnBothEngines('the list', (open) => {
  it('adds someone who agreed as confirmed, with the evidence, and someone else as pending', async () => {
    const { subscribers } = listDesk(await open());
    await added(subscribers, ADA);
    await added(subscribers, { address: 'bo@example.org', consent: '  ' });
    expect(await subscribers.findByKey(KEY)).toMatchObject({
      ...{ email: 'Ada@example.org', name: 'Ada Lovelace', state: 'confirmed' },
      ...{ consent: CONSENT, createdAt: MORNING, confirmedAt: MORNING },
    });
    expect(await subscribers.findByKey('bo@example.org')).toMatchObject({
      ...{ state: 'pending', consent: null, confirmedAt: null },
    });
    expect(await audienceOf(subscribers)).toEqual(['Ada@example.org']);
  });

  it('leaves whoever is on it as they were, but for a pending one who now agreed', async () => {
    const { subscribers } = listDesk(await open());
    await added(subscribers, ADA);
    await added(subscribers, { address: 'bo@example.org', consent: null });
    const again = await subscribers.add({ address: 'ADA@example.org', name: 'Other', consent: 'other' });
    expect(again).toMatchObject({ kind: 'existing', subscriber: { name: 'Ada Lovelace', consent: CONSENT } });
    expect(await subscribers.add({ address: 'bo@example.org', consent: CONSENT })).toMatchObject({
      ...{ kind: 'confirmed', subscriber: { state: 'confirmed', consent: CONSENT } },
    });
  });

  it('brings nobody back who left: not by adding, not by an old confirm link', async () => {
    const { subscribers } = listDesk(await open());
    const id = await added(subscribers, ADA);
    expect(await subscribers.unsubscribe(id)).toBe('unsubscribed');
    expect(await subscribers.add(ADA)).toMatchObject({
      kind: 'existing',
      subscriber: { state: 'unsubscribed' },
    });
    expect(await subscribers.confirm(id, 'clicked')).toBe('left');
    expect(await audienceOf(subscribers)).toEqual([]);
  });

  it('keeps the time of the first leaving', async () => {
    const { subscribers, clock } = listDesk(await open());
    const id = await added(subscribers, ADA);
    await subscribers.unsubscribe(id);
    clock.advance(1000);
    expect(await subscribers.unsubscribe(id)).toBe('already');
    expect(await subscribers.unsubscribe(id + 1)).toBe('unknown');
    expect(await subscribers.findById(id)).toMatchObject({ unsubscribedAt: MORNING });
  });

  it('does not mail the paused before their day, nor the suppressed ever', async () => {
    const { subscribers, clock, database } = listDesk(await open());
    const id = await added(subscribers, ADA);
    await added(subscribers, { address: 'bo@example.org', consent: CONSENT });
    await database.query
      .updateTable('subscriber')
      .set({ paused_until: MORNING + 5 })
      .where('id', '=', id)
      .execute();
    await subscribers.suppress('bo@example.org', 'complaint');
    expect(await audienceOf(subscribers)).toEqual([]);
    clock.advance(5);
    expect(await audienceOf(subscribers)).toEqual(['Ada@example.org']);
  });

  it('pages through everyone once, whatever the size of a page', async () => {
    const { subscribers } = listDesk(await open());
    for (let reader = 1; reader <= 7; reader++)
      await added(subscribers, { address: `r${reader}@example.org`, consent: reader % 2 ? CONSENT : null });
    for (const size of [1, 2, 3, 7, 100]) {
      const ids: number[] = [];
      for await (const page of subscribers.pages({ state: 'confirmed' }, size))
        ids.push(...page.map(({ id }) => id));
      expect(ids).toEqual([1, 3, 5, 7]);
    }
    expect(await subscribers.countByState()).toEqual({ pending: 3, confirmed: 4, unsubscribed: 0 });
  });
});

describeOnBothEngines('erasing', (open) => {
  it('leaves nothing that names the person: only a keyed hash, so that no one can add them again', async () => {
    const { subscribers, database } = listDesk(await open());
    await added(subscribers, ADA);
    expect(await subscribers.erase(KEY)).toBe('erased');
    expect(await subscribers.erase(KEY)).toBe('not-found');
    expect(await database.query.selectFrom('subscriber').selectAll().execute()).toEqual([]);
    const kept = JSON.stringify(await database.query.selectFrom('suppression').selectAll().execute());
    expect(kept).not.toMatch(/ada|lovelace|example/i);
    expect(await subscribers.add(ADA)).toEqual({ kind: 'suppressed' });
  });

  it('takes the address out of what the transport told of their mails', async () => {
    const database = await open();
    await addReaders(database, ['ada@example.org', 'bo@example.org']);
    await prepare(database, await addEdition(database));
    const deliveries = await database.query
      .selectFrom('delivery')
      .select(['id', 'subscriber_id'])
      .orderBy('subscriber_id')
      .execute();
    const event = { delivery_id: null, type: 'email.bounced', occurred_at: 1, received_at: 1 };
    const json = '{"to":["someone@example.org"]}';
    const reason = '550 5.1.1 <someone@example.org> no such user';
    const notice = { kind: 'welcome', address_hash: 'hash', state: 'failed', created_at: 1 } as const;
    for (const { id, subscriber_id } of deliveries) {
      const provider_id = `notice-${id}`;
      await database.query
        .insertInto('delivery_event')
        .values([
          { ...event, event_id: `event-${id}`, delivery_id: id, provider_id: null, json },
          { ...event, event_id: `event-of-notice-${id}`, provider_id, json },
        ])
        .execute();
      await database.query
        .updateTable('delivery')
        .set({ state: 'failed', reason })
        .where('id', '=', id)
        .execute();
      await database.query
        .insertInto('notice')
        .values({ ...notice, act: `welcome:${id}`, subscriber_id, provider_id, last_error: reason })
        .execute();
    }
    await listDesk(database).subscribers.erase(KEY);
    const { query } = database;
    const events = await query.selectFrom('delivery_event').select('json').orderBy('event_id').execute();
    expect(events.map((row) => row.json)).toEqual(['{}', json, '{}', json]);
    const reasons = await query.selectFrom('delivery').select('reason').orderBy('id').execute();
    expect(reasons.map((row) => row.reason)).toEqual([null, reason]);
    const errors = await query.selectFrom('notice').select('last_error').orderBy('id').execute();
    expect(errors.map((row) => row.last_error)).toEqual([null, reason]);
  });

  it('never gives the id to anyone else: an old link opens nobody\u2019s page', async () => {
    const { subscribers } = listDesk(await open());
    const id = await added(subscribers, ADA);
    await subscribers.erase(KEY);
    expect(await added(subscribers, { address: 'bo@example.org', consent: null })).toBeGreaterThan(id);
  });
});

describeOnBothEngines('suppressions', (open) => {
  it('hold by the keyed hash under every key of the ring, and keep the first reason', async () => {
    const database = await open();
    const [old, recent] = [
      'an old secret that is long enough to be one',
      'a new secret that is long enough to be one',
    ];
    const before = listDesk(database, createKeyRing([old])).subscribers;
    expect(await before.suppress(KEY, 'bounce', 'mailbox unknown')).toBe('suppressed');
    const after = listDesk(database, createKeyRing([recent, old])).subscribers;
    expect(await after.isSuppressed(KEY)).toBe(true);
    expect(await after.suppress(KEY, 'manual')).toBe('already');
    const pages: unknown[] = [];
    for await (const page of after.suppressionPages()) pages.push(...page);
    expect(pages).toMatchObject([{ reason: 'bounce', note: 'mailbox unknown', createdAt: MORNING }]);
    expect(await after.lift(KEY)).toBe('lifted');
    expect(await after.lift(KEY)).toBe('not-found');
    expect(await after.isSuppressed(KEY)).toBe(false);
  });

  it('are found among thousands at once', async () => {
    const { subscribers, database } = listDesk(await open());
    const all = Array.from({ length: 12_000 }, (_, row) => `r${row}@example.org`);
    for (const row of [0, 4_999, 5_000, 11_999]) await subscribers.suppress(all[row]!, 'bounce');
    const { suppressedAmong } = await import('../../subscribers/suppressions.ts');
    expect([...(await suppressedAmong(database.query, keys, all))].sort()).toEqual(
      [all[0], all[4_999], all[5_000], all[11_999]].sort(),
    );
  });

  it('do not put the address back on the list when they are lifted', async () => {
    const { subscribers } = listDesk(await open());
    await added(subscribers, ADA);
    await subscribers.erase(KEY);
    await subscribers.lift(KEY);
    expect(await subscribers.findByKey(KEY)).toBeNull();
    expect((await subscribers.add(ADA)).kind).toBe('added');
  });
});

describe('names and notes', () => {
  it('are stored on one line, whole characters only', async () => {
    const { cleanName, cleanNote } = await import('../../subscribers/wording.ts');
    expect(cleanName('\tAda\r\n\u0007Lovelace\u2028II ')).toBe('Ada Lovelace II');
    expect(cleanName(`${'a'.repeat(199)}\u{1f600}`)).toBe('a'.repeat(199));
    expect(cleanName(' \0 ')).toBeNull();
    expect(cleanNote('one\ntwo\0')).toBe('one\ntwo');
  });
});
