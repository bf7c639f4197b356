import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { dispatchNotices, type NoticeDeps } from '../../src/delivery/notices.ts';
import { HOUR_MS } from '../../src/model/date.ts';
import type { Transport } from '../../src/model/delivery.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { orderNotice } from '../../subscribers/notices.ts';
import { publication } from '../archive/sample-edition.ts';
import { testClock } from '../support/clock.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { MORNING, intervening, keys, ruledTransport } from './newsroom.ts';

const never = new AbortController().signal;

/** One pending reader per name, each with a confirm notice ordered. */
async function desk(database: Database, transport: Transport, names: readonly string[] = ['new']) {
  const clock = testClock(MORNING);
  const subscribers = createSubscribers({ database, keys, clock });
  for (const name of names) {
    const address = `${name}@readers.example`;
    const added = await subscribers.add({ address, consent: null });
    if (added.kind !== 'added') throw new Error(added.kind);
    const values = { address, confirmUrl: `https://gradient.example/confirm/${name}` };
    await orderNotice(database.query, keys, {
      ...{ kind: 'confirm', act: `confirm:${added.subscriber.id}:0:1`, subscriberId: added.subscriber.id },
      ...{ emailKey: address, letter: { to: address, locale: 'de', values }, at: clock.now() },
    });
  }
  const deps: NoticeDeps = {
    ...{ database, keys, clock, transport, publication, sender: 'web-1', timeoutMs: 5000, leaseMs: 60_000 },
    mail: {
      from: { name: 'The Daily Test', address: 'daily@news.example' },
      replyTo: 'editors@news.example',
      ...{ listName: 'The Daily Test', listId: 'daily.news.example', publicUrl: 'https://gradient.example' },
    },
  };
  const rows = () => database.query.selectFrom('notice').selectAll().orderBy('id').execute();
  return { clock, subscribers, deps, rows, dispatch: () => dispatchNotices(deps, never) };
}

describeOnBothEngines('notices', (open) => {
  it('leave once, in the reader’s language, marked as automatic, and forget their letter', async () => {
    const transport = ruledTransport(() => 'accept');
    const { dispatch, rows } = await desk(await open(), transport, ['one', 'two']);
    expect(await dispatch()).toMatchObject({ submitted: 2 });
    expect(await dispatch()).toMatchObject({ submitted: 0 });
    expect(transport.taken).toEqual(['one@readers.example', 'two@readers.example']);
    const [message] = transport.offered[0]!.messages;
    expect(message!.subject).toBe('Bitte bestätigen: The Morning Gradient');
    expect(message!.text).toContain('<https://gradient.example/confirm/one>');
    expect(message!.headers).toEqual({ 'Auto-Submitted': 'auto-generated' });
    expect(message!.tags).toMatchObject({ kind: 'confirm' });
    expect(await rows()).toMatchObject([
      { state: 'submitted', letter: null, provider_id: expect.any(String) as string },
      { state: 'submitted', letter: null },
    ]);
  });

  it('of one act are one, however often it is repeated and however many dispatch', async () => {
    const transport = ruledTransport(() => 'accept');
    const { deps, rows } = await desk(await open(), transport, ['a', 'b', 'c', 'd', 'e', 'f']);
    const [first] = await rows();
    const again = { ...(JSON.parse(first!.letter!) as { to: string; locale: string; values: object }) };
    const order = {
      kind: 'confirm',
      act: first!.act,
      subscriberId: 1,
      emailKey: again.to,
      letter: again,
      at: 1,
    } as const;
    expect(await orderNotice(deps.database.query, keys, order)).toBe(false);
    await Promise.all([1, 2, 3].map(() => dispatchNotices(deps, never)));
    expect(transport.taken.toSorted()).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@readers.example`),
    );
    expect((await rows()).every(({ state }) => state === 'submitted')).toBe(true);
  });

  it('of unknown outcome are asked for again with the same key and bytes, and mailed once', async () => {
    const transport = ruledTransport((_, call) => (call < 3 ? 'accept-silently' : 'accept'));
    const { dispatch, clock, rows } = await desk(await open(), transport);
    expect(await dispatch()).toMatchObject({ waiting: 1, submitted: 0 });
    clock.advance(60_000);
    await dispatch();
    clock.advance(60_000);
    expect(await dispatch()).toMatchObject({ submitted: 1 });
    expect(new Set(transport.offered.map(({ key }) => key)).size).toBe(1);
    expect(new Set(transport.offered.map(({ messages }) => JSON.stringify(messages))).size).toBe(1);
    expect(transport.taken).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'submitted' }]);
  });

  it('whose process died after the call are offered by the next under the same key', async () => {
    const transport = ruledTransport(() => 'accept');
    const dying = intervening(transport, { after: () => Promise.reject(new Error('killed')) });
    const { deps, clock, dispatch } = await desk(await open(), transport);
    await expect(dispatchNotices({ ...deps, transport: dying }, never)).rejects.toThrow('killed');
    expect(await dispatch()).toMatchObject({ submitted: 0 });
    clock.advance(deps.leaseMs);
    expect(await dispatch()).toMatchObject({ submitted: 1 });
    expect(transport.taken).toHaveLength(1);
    expect(new Set(transport.offered.map(({ key }) => key)).size).toBe(1);
  });

  it('past the time for asking again are uncertain and never sent again', async () => {
    const transport = ruledTransport(() => 'accept-silently');
    const { dispatch, clock, rows } = await desk(await open(), transport);
    await dispatch();
    clock.advance(24 * HOUR_MS);
    expect(await dispatch()).toMatchObject({ uncertain: 1 });
    expect(await dispatch()).toMatchObject({ waiting: 0 });
    expect(transport.offered).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'uncertain', letter: null }]);
  });

  it('refused by the transport fail; when it asks to wait they wait, under a new key', async () => {
    const transport = ruledTransport((_, call) => {
      if (call === 1) return { kind: 'later', reason: 'slow down', afterMs: 5000 };
      if (call === 2) return { kind: 'pause', reason: 'quota' };
      return { kind: 'unaccepted', reason: 'no such mailbox', index: 0 };
    });
    const { dispatch, clock, rows } = await desk(await open(), transport);
    await dispatch();
    clock.advance(4000);
    await dispatch();
    expect(transport.offered).toHaveLength(1);
    clock.advance(1000);
    await dispatch();
    clock.advance(60_000);
    await dispatch();
    expect(transport.offered).toHaveLength(2);
    clock.advance(HOUR_MS);
    expect(await dispatch()).toMatchObject({ failed: 1 });
    expect(new Set(transport.offered.map(({ key }) => key)).size).toBe(3);
    expect(await rows()).toMatchObject([{ state: 'failed', last_error: 'no such mailbox', letter: null }]);
  });

  it('are not sent to who was suppressed, erased or confirmed before the first call', async () => {
    const transport = ruledTransport(() => 'accept');
    const { dispatch, subscribers, rows } = await desk(await open(), transport, [
      'blocked',
      'erased',
      'quick',
    ]);
    await subscribers.suppress('blocked@readers.example', 'bounce');
    await subscribers.erase('erased@readers.example');
    await subscribers.confirm(3, 'said so');
    expect(JSON.stringify((await rows())[1])).not.toContain('erased@readers.example');
    expect(await dispatch()).toMatchObject({ skipped: 3, submitted: 0 });
    expect(transport.offered).toEqual([]);
    expect((await rows()).map(({ last_error }) => last_error)).toEqual([
      'the address is suppressed',
      'it was erased',
      'it was confirmed already',
    ]);
  });

  it('are written by who holds them last: a slow answer of before opens nothing again', async () => {
    const transport = ruledTransport((_, call) =>
      call === 1 ? { kind: 'later', reason: 'slow down', afterMs: 1000 } : 'accept',
    );
    const { deps, clock, dispatch, rows } = await desk(await open(), transport);
    const [called, answered] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
    const slow = intervening(transport, {
      before: () => {
        called.resolve(null);
        return answered.promise;
      },
    });
    const first = dispatchNotices({ ...deps, transport: slow }, never);
    await called.promise;
    clock.advance(deps.leaseMs);
    const next = intervening(transport, {
      before: async () => {
        answered.resolve(null);
        await first;
      },
    });
    await dispatchNotices({ ...deps, transport: next }, never);
    clock.advance(HOUR_MS);
    await dispatch();
    expect(transport.taken).toHaveLength(1);
    expect(new Set(transport.offered.map(({ key }) => key)).size).toBe(1);
    expect(await rows()).toMatchObject([{ state: 'submitted' }]);
  });

  it('are not offered once their lease is over: a machine may have slept before the call', async () => {
    const taking = ruledTransport(() => 'accept');
    const { deps, clock, rows } = await desk(await open(), taking);
    const executor = deps.database.query.getExecutor();
    let texts: string[] = [];
    const plugin: KyselyPlugin = {
      transformQuery: ({ node, queryId }) => {
        texts.push(executor.compileQuery(node, queryId).sql);
        return node;
      },
      transformResult: async ({ result }) => {
        if (texts.some((text) => text.startsWith('update "notice" set "payload_hash"'))) {
          texts = [];
          clock.advance(deps.leaseMs);
        }
        return result;
      },
    };
    const held: boolean[] = [];
    const transport = intervening(taking, {
      before: async () => {
        const [row] = await rows();
        held.push((row?.lease_until ?? 0) > clock.now());
      },
    });
    const database = { ...deps.database, query: deps.database.query.withPlugin(plugin) };
    await dispatchNotices({ ...deps, database, transport }, never);
    expect(held).toEqual([true]);
  });

  it.each(['other bytes', 'another account'])(
    'of unknown outcome are never offered as %s: they are uncertain',
    async (change) => {
      const transport = ruledTransport(() => 'accept-silently');
      const { deps, clock, dispatch, rows } = await desk(await open(), transport);
      await dispatch();
      clock.advance(60_000);
      const { mail } = deps;
      const changed =
        change === 'other bytes'
          ? { mail: { ...mail, from: { ...mail.from, name: 'Another' } } }
          : { transport: { ...transport, account: 'another' } };
      expect(await dispatchNotices({ ...deps, ...changed }, never)).toMatchObject({ uncertain: 1 });
      expect(transport.offered).toHaveLength(1);
      expect(await rows()).toMatchObject([{ state: 'uncertain', letter: null }]);
    },
  );

  it('that cannot be read or built fail by name of the fault, and hold up no other', async () => {
    const transport = ruledTransport(() => 'accept');
    const { deps, clock, dispatch, rows } = await desk(await open(), transport, ['strange', 'poor', 'good']);
    const poor = JSON.stringify({ to: 'poor@readers.example', locale: 'de', values: {} });
    const letters = { 1: '{"an": "older letter"}', 2: poor };
    for (const [id, letter] of Object.entries(letters))
      await deps.database.query.updateTable('notice').set({ letter }).where('id', '=', Number(id)).execute();
    expect(await dispatch()).toMatchObject({ failed: 1, waiting: 1, submitted: 1 });
    for (let hour = 0; hour < 3; hour += 1)
      for (let minute = 0; minute < 60; minute += 1) {
        clock.advance(60_000);
        await dispatch();
      }
    expect(transport.taken).toEqual(['good@readers.example']);
    expect(await rows()).toMatchObject([
      { state: 'failed', last_error: 'its letter cannot be read', letter: null },
      {
        state: 'failed',
        last_error: expect.stringMatching(/cannot be built: .* value for "address"/) as string,
      },
      { state: 'submitted' },
    ]);
  });

  it('that a clock put off which ran a year ahead leave once it is set right', async () => {
    const later = { kind: 'later', reason: 'slow down', afterMs: 1000 } as const;
    const transport = ruledTransport((_, call) =>
      call === 1 ? 'accept-silently' : call === 2 ? later : 'accept',
    );
    const { clock, dispatch } = await desk(await open(), transport, ['leased', 'put-off']);
    const year = 365 * 24 * HOUR_MS;
    clock.advance(year);
    await dispatch();
    clock.advance(-year);
    // Whether the first left is not known, nor how long ago that was.
    expect(await dispatch()).toMatchObject({ uncertain: 1, submitted: 1 });
  });
});
