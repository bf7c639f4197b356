import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { cancelEdition, pauseEdition, resumeEdition } from '../../src/delivery/control.ts';
import { auditEdition } from '../../src/delivery/ledger.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import type { SubmitResult, Transport } from '../../src/model/delivery.ts';
import { aborted } from '../../src/platform/clock.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { MORNING, hurried, intervening, newsroom, ruledTransport } from './newsroom.ts';

const later: SubmitResult = { kind: 'later', reason: 'too fast', afterMs: 2000 };
const unaccepted: SubmitResult = { kind: 'unaccepted', reason: 'an address is invalid', index: null };
const unknown: SubmitResult = { kind: 'unknown', reason: 'no answer' };
const HOUR = 3_600_000;
const MINUTE = 60_000;

describeOnBothEngines('send', (open) => {
  it('submits every delivery once, keeps each id, and completes the edition', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(database, 250, { transport });
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ state: 'completed', problems: [], calls: 3, submitted: 250 });
    expect(report.count).toMatchObject({ frozen: 250, submitted: 250 });
    expect(new Set(transport.taken).size).toBe(250);
    const rows = await database.query.selectFrom('delivery').select('provider_id').orderBy('id').execute();
    expect(rows[249]?.provider_id).toBe('edition/2026-11-24/ab12cd34/batch-3-1#49');
    const members = await database.query.selectFrom('batch').select('members').execute();
    expect(members.every((row) => row.members === null)).toBe(true);
    expect(await sendEdition(deps, { editionId })).toMatchObject({ calls: 0, state: 'completed' });
  });

  it('ends with its last answer: whoever waits for a batch of a fellow is not slept out', async () => {
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps, clock } = await newsroom(await open(), 3, { transport });
    const asleep = Promise.withResolvers<null>();
    // Nobody who sleeps here wakes by himself.
    const sleep = async (_: number, signal?: AbortSignal) => {
      asleep.resolve(null);
      if (signal !== undefined) await aborted(signal);
    };
    const slow = intervening(transport, { before: () => asleep.promise });
    const two = { ...deps, transport: slow, concurrency: 2, clock: { now: () => clock.now(), sleep } };
    expect(await sendEdition(two, { editionId })).toMatchObject({ state: 'completed', submitted: 3 });
  });

  it('is refused to a sender with another transport: a folder is no provider', async () => {
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(await open(), 3, { transport });
    const folder = { ...transport, name: 'outbox' as const };
    await expect(sendEdition({ ...deps, transport: folder }, { editionId })).rejects.toThrow(
      /prepared for resend.*outbox/,
    );
    expect(transport.offered).toEqual([]);
    expect(await sendEdition(deps, { editionId })).toMatchObject({ state: 'completed', submitted: 3 });
  });

  it('stops at its last hour, paused with the reason, and goes on when a person says so', async () => {
    const outage = { over: false };
    const transport = ruledTransport(() => (outage.over ? 'accept' : later));
    const { editionId, deps, clock } = await newsroom(await open(), 3, { transport });
    const report = await sendEdition(hurried(deps, clock), { editionId, until: MORNING + HOUR });
    expect(report).toMatchObject({ state: 'paused', count: { pending: 3 }, problems: [] });
    expect(report.reason).toContain('its hour is too long ago');
    expect(clock.now()).toBeLessThan(MORNING + HOUR + 2 * MINUTE);
    outage.over = true;
    await resumeEdition(deps, editionId);
    expect(await sendEdition(deps, { editionId })).toMatchObject({ state: 'completed', submitted: 3 });
  });

  it('completes what has everything behind it, however late', async () => {
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps, clock } = await newsroom(await open(), 3, { transport });
    const late = intervening(transport, { after: async () => clock.advance(2000) });
    const until = MORNING + 1000;
    expect(await sendEdition({ ...deps, transport: late }, { editionId, until })).toMatchObject({
      state: 'completed',
    });
  });

  it('an address that its server refuses for now is asked for two hours, then failed by name of the fault', async () => {
    const database = await open();
    const transport = ruledTransport(
      ({ messages }) =>
        messages[0]?.to === 'reader-2@readers.example'
          ? { kind: 'deferred', reason: 'SMTP: 450 <Reader-2@readers.example> mailbox busy' }
          : 'accept',
      { idempotencyWindowMs: 0 },
    );
    const { editionId, deps, clock } = await newsroom(database, 3, { transport, batch: 1 });
    const report = await sendEdition(hurried(deps, clock), { editionId });
    expect(report).toMatchObject({ state: 'completed', count: { submitted: 2, failed: 1 } });
    expect(transport.offered).toHaveLength(2 + 8);
    expect(clock.now() - MORNING).toBeGreaterThanOrEqual(2 * HOUR);
    expect(clock.now() - MORNING).toBeLessThan(2.5 * HOUR);
    const failed = await database.query
      .selectFrom('delivery')
      .select('reason')
      .where('state', '=', 'failed')
      .execute();
    expect(failed).toEqual([{ reason: 'SMTP: 450 <(address)> mailbox busy' }]);
    const kept = await database.query.selectFrom('batch').select('last_error').execute();
    expect(JSON.stringify(kept)).not.toMatch(/reader-2/i);
  });

  it('a refusal of everybody for now, or an outage before it, fails nobody', async () => {
    const deferred: SubmitResult = { kind: 'deferred', reason: 'SMTP: 450 not now' };
    const all = ruledTransport(() => deferred, { idempotencyWindowMs: 0 });
    const { editionId, deps, clock } = await newsroom(await open(), 12, { transport: all, batch: 1 });
    const until = MORNING + 3 * HOUR;
    expect(await sendEdition(hurried(deps, clock), { editionId, until })).toMatchObject({
      ...{ state: 'paused', count: { failed: 0, pending: 12 } },
    });
    const outage = ruledTransport((_, call) => (call <= 20 ? later : call === 21 ? deferred : 'accept'), {
      idempotencyWindowMs: 0,
    });
    const after = await newsroom(await open(), 1, { transport: outage, batch: 1 });
    expect(all.offered.length).toBeGreaterThanOrEqual(12 * 8);
    expect(await sendEdition(hurried(after.deps, after.clock), { editionId: after.editionId })).toMatchObject(
      {
        ...{ state: 'completed', count: { failed: 0, submitted: 1 } },
      },
    );
  });

  it('a few in a hundred whose servers never take it are failed, and the edition has its end', async () => {
    const full = new Set(
      Array.from({ length: 12 }, (_, index) => `reader-${20 * index + 1}@readers.example`),
    );
    const transport = ruledTransport(
      ({ messages }) =>
        full.has(messages[0]?.to ?? '') ? { kind: 'deferred', reason: 'SMTP: 452 mailbox full' } : 'accept',
      { idempotencyWindowMs: 0 },
    );
    const { editionId, deps, clock } = await newsroom(await open(), 250, { transport, batch: 1 });
    const until = MORNING + 3 * HOUR;
    expect(await sendEdition(hurried(deps, clock), { editionId, until })).toMatchObject({
      ...{ state: 'completed', count: { submitted: 238, failed: 12 } },
    });
  });

  it('while a provider answers nothing hardly a batch is begun, so that its readers can still leave', async () => {
    const recovers = MORNING + HOUR / 2;
    const begun = new Set<string>();
    const transport = ruledTransport(({ key }) => {
      if (clock.now() >= recovers) return 'accept';
      begun.add(key);
      return 'accept-silently';
    });
    const { editionId, deps, clock } = await newsroom(await open(), 40, { transport, batch: 2 });
    const subscribers = createSubscribers({ ...deps, clock });
    const told: string[] = [];
    const onDoubt = async (reason: string) => {
      told.push(reason);
      await subscribers.unsubscribe(40);
    };
    const report = await sendEdition(hurried(deps, clock), { editionId, onDoubt });
    expect(report).toMatchObject({ state: 'completed', count: { submitted: 39, skipped: 1 } });
    expect(told).toEqual(['no answer']);
    // Five at first, and one in five minutes.
    expect(begun.size).toBeLessThanOrEqual(5 + 6);
    // Asked again each minute, and heard at once when it speaks.
    expect(report.calls).toBeGreaterThan(5 * 25);
    expect(clock.now()).toBeLessThan(recovers + 5 * MINUTE);
  });

  it('a few keys that stay without an answer hold up nobody else', async () => {
    const transport = ruledTransport(({ key }) => (/batch-[1-5]-/.test(key) ? unknown : 'accept'), {
      idempotencyWindowMs: 2 * HOUR,
    });
    const { editionId, deps, clock } = await newsroom(await open(), 40, { transport, batch: 1 });
    let rest = 0;
    const onProgress = ({ submitted }: { submitted: number }) => {
      if (submitted === 35) rest ||= clock.now() - MORNING;
    };
    const report = await sendEdition(hurried(deps, clock), { editionId, onProgress });
    expect(report).toMatchObject({
      state: 'completed',
      problems: [],
      count: { uncertain: 5, submitted: 35 },
    });
    expect(rest).toBeLessThan(10 * MINUTE);
  });

  it('a provider that never names who has what does not get the whole list', async () => {
    const miscounts: SubmitResult = { kind: 'settled', results: [] };
    const { editionId, deps } = await newsroom(await open(), 20, {
      ...{ transport: ruledTransport(() => miscounts), batch: 1 },
    });
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ state: 'paused', problems: [], count: { uncertain: 5, pending: 15 } });
    expect(report.reason).toContain('5 calls in a row had no answer that tells of their readers');
  });

  it('a server that says nothing, where nobody can ask again, does not get the whole list', async () => {
    const transport = ruledTransport((_, call) => (call === 3 ? 'accept' : unknown), {
      idempotencyWindowMs: 0,
    });
    const { editionId, deps } = await newsroom(await open(), 20, { transport, batch: 1 });
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ state: 'paused', count: { submitted: 1, uncertain: 7, pending: 12 } });
    expect(report.reason).toContain('5 calls in a row had no answer');
  });

  it('does not call when the machine slept in the queue and the batch is ours no longer', async () => {
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps, clock } = await newsroom(await open(), 3, { transport });
    const asked: (boolean | undefined)[] = [];
    const slow: Transport = {
      ...transport,
      submit: async (batch, signal, stillOurs) => {
        if (asked.length === 0) clock.advance(deps.leaseMs);
        asked.push(stillOurs?.());
        return stillOurs?.() === false ? later : transport.submit(batch, signal);
      },
    };
    expect(await sendEdition({ ...deps, transport: slow }, { editionId })).toMatchObject({ submitted: 3 });
    expect(asked).toEqual([false, true]);
  });

  it('gives each message its own links, list headers and tags', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(database, 2, { transport });
    await sendEdition(deps, { editionId });
    const [first, second] = transport.offered[0]?.messages ?? [];
    const link = /<(.*)>/.exec(first?.headers['List-Unsubscribe'] ?? '')?.[1];
    expect(link).toMatch(/^https:\/\/news\.example\/unsubscribe\/[\w-]{44}$/);
    expect(first?.html).toContain(link);
    expect(first?.text).toContain(link);
    expect(second?.html).not.toContain(link);
    expect(first?.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': 'The Daily Test <daily.news.example>',
    });
    expect(first?.tags).toEqual({ edition: '2026-11-24', batch: 'batch-1-1', delivery: '1' });
  });

  it('drops who left before their batch was claimed, each with the reason', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps, clock } = await newsroom(database, 6, { transport });
    const subscribers = createSubscribers({ ...deps, clock });
    await subscribers.unsubscribe(1);
    await subscribers.suppress('reader-2@readers.example', 'bounce');
    const change = (id: number, set: object) =>
      database.query.updateTable('subscriber').set(set).where('id', '=', id).execute();
    await change(3, { paused_until: MORNING + HOUR });
    await change(4, { email: 'new@readers.example', email_key: 'new@readers.example' });
    await database.query.deleteFrom('subscriber').where('id', '=', 5).execute();
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ state: 'completed', problems: [], count: { skipped: 5, submitted: 1 } });
    expect(transport.taken).toEqual(['reader-6@readers.example']);
    const rows = await database.query.selectFrom('delivery').select('skip_reason').orderBy('id').execute();
    expect(rows.map((row) => row.skip_reason)).toEqual([
      ...['unsubscribed', 'suppressed', 'paused', 'address-changed', 'erased'],
      null,
    ]);
  });

  it('a batch that everyone left ends without a call', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(database, 2, { transport });
    await database.query.updateTable('subscriber').set({ state: 'unsubscribed' }).execute();
    expect(await sendEdition(deps, { editionId })).toMatchObject({ calls: 0, state: 'completed' });
  });

  it('proven unaccepted: waits, then cuts the batch again under a new key, without who left', async () => {
    const database = await open();
    const transport = ruledTransport((_, call) => (call === 1 ? later : 'accept'));
    const { editionId, deps, clock } = await newsroom(database, 3, { transport });
    const subscribers = createSubscribers({ ...deps, clock });
    const leaving = intervening(transport, { after: () => subscribers.unsubscribe(2) });
    const report = await sendEdition({ ...deps, transport: leaving }, { editionId });
    expect(report.count).toMatchObject({ submitted: 2, skipped: 1 });
    expect(clock.now() - MORNING).toBeGreaterThanOrEqual(2000);
    expect(new Set(transport.offered.map((batch) => batch.key)).size).toBe(2);
    expect(transport.taken).toEqual(['reader-1@readers.example', 'reader-3@readers.example']);
  });

  it('outcome unknown: offers the same bytes under the same key, and names who left meanwhile', async () => {
    const database = await open();
    const transport = ruledTransport((_, call) => (call < 3 ? 'accept-silently' : 'accept'));
    const { editionId, deps, clock } = await newsroom(database, 3, { transport });
    const subscribers = createSubscribers({ ...deps, clock });
    const leaving = intervening(transport, { after: () => subscribers.unsubscribe(2) });
    const report = await sendEdition({ ...deps, transport: leaving }, { editionId });
    expect(report).toMatchObject({ calls: 3, leftDuringAttempt: 1, count: { submitted: 3 } });
    expect(transport.offered[2]).toEqual(transport.offered[0]);
    expect(transport.taken).toHaveLength(3);
  });

  it('a refusal after an unknown outcome proves nothing: the batch keeps its key', async () => {
    const database = await open();
    const answers = ['accept-silently', later, { ...later, kind: 'pause' }] as const;
    const transport = ruledTransport((_, call) => answers[call - 1] ?? 'accept');
    const { editionId, deps } = await newsroom(database, 3, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ state: 'paused', reason: 'too fast' });
    await resumeEdition(deps, editionId);
    expect(await sendEdition(deps, { editionId })).toMatchObject({ state: 'completed', problems: [] });
    expect(new Set(transport.offered.map((batch) => batch.key)).size).toBe(1);
    expect(transport.taken).toHaveLength(3);
  });

  it.each([unaccepted, { ...unaccepted, kind: 'too-large' } as const])(
    'never cuts again what may have been accepted, also on $kind',
    async (refusal) => {
      const database = await open();
      const transport = ruledTransport((_, call) => (call === 1 ? 'accept-silently' : refusal));
      const { editionId, deps } = await newsroom(database, 3, { transport });
      const report = await sendEdition(deps, { editionId });
      expect(report).toMatchObject({ state: 'completed', problems: [], count: { uncertain: 3 } });
      expect(transport.taken).toHaveLength(3);
    },
  );

  it('past the window an unknown outcome becomes uncertain, without another call', async () => {
    const database = await open();
    const transport = ruledTransport((_, call) => (call === 1 ? 'accept-silently' : 'accept'));
    const { editionId, deps, clock } = await newsroom(database, 3, { transport });
    const stop = new AbortController();
    await sendEdition(deps, { editionId, signal: stop.signal, onProgress: () => stop.abort() });
    clock.advance(23 * HOUR);
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ calls: 0, state: 'completed', problems: [], count: { uncertain: 3 } });
    expect(transport.offered).toHaveLength(1);
  });

  it('a clock that ran a year ahead and was set right holds nothing up', async () => {
    const database = await open();
    const transport = ruledTransport(({ messages }, call) =>
      call === 1
        ? later
        : messages[0]?.to === 'reader-3@readers.example' && call === 2
          ? 'accept-silently'
          : 'accept',
    );
    const { editionId, deps, clock } = await newsroom(database, 4, { transport, batch: 2 });
    clock.advance(365 * 24 * HOUR);
    const stop = new AbortController();
    const onProgress = ({ calls }: { calls: number }) => (calls === 2 ? stop.abort() : undefined);
    await sendEdition(deps, { editionId, signal: stop.signal, onProgress });
    clock.advance(-365 * 24 * HOUR);
    const looked = clock.now();
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ state: 'completed', count: { submitted: 2, uncertain: 2 } });
    expect(clock.now() - looked).toBeLessThan(HOUR);
  });

  it('a transport without keys is never asked twice', async () => {
    const database = await open();
    const transport = ruledTransport(() => unknown, { idempotencyWindowMs: 0 });
    const { editionId, deps } = await newsroom(database, 3, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ calls: 1, count: { uncertain: 3 } });
  });

  it('a key that was used with other bytes leaves the batch uncertain', async () => {
    const database = await open();
    const transport = ruledTransport(() => ({ kind: 'conflict', reason: 'other bytes' }));
    const { editionId, deps } = await newsroom(database, 3, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ calls: 1, count: { uncertain: 3 } });
  });

  it('a batch that cannot be rebuilt to the same bytes is never offered', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept-silently');
    const { editionId, deps, clock } = await newsroom(database, 3, { transport });
    const stop = new AbortController();
    await sendEdition(deps, { editionId, signal: stop.signal, onProgress: () => stop.abort() });
    const recipe = await database.query.selectFrom('recipe').select('json').executeTakeFirstOrThrow();
    const json = recipe.json.replace('https://news.example', 'https://moved.example');
    await database.query.updateTable('recipe').set({ json }).execute();
    clock.advance(HOUR);
    expect(await sendEdition(deps, { editionId })).toMatchObject({ problems: [], count: { uncertain: 3 } });
    expect(transport.offered).toHaveLength(1);
  });

  it('one poison address fails alone: the batch is halved, each part under a key of its own', async () => {
    const database = await open();
    const poison = 'reader-37@readers.example';
    const transport = ruledTransport(({ messages }) =>
      messages.some((message) => message.to === poison) ? unaccepted : 'accept',
    );
    const { editionId, deps } = await newsroom(database, 100, { transport });
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ state: 'completed', problems: [], count: { submitted: 99, failed: 1 } });
    expect(new Set(transport.taken).size).toBe(99);
    expect(new Set(transport.offered.map((batch) => batch.key)).size).toBe(transport.offered.length);
    const failed = await database.query
      .selectFrom('delivery')
      .selectAll()
      .where('state', '=', 'failed')
      .execute();
    expect(failed).toMatchObject([{ subscriber_id: 37, reason: 'an address is invalid' }]);
  });

  it('a named poison address is cut out at once', async () => {
    const database = await open();
    const poison = 'reader-37@readers.example';
    const transport = ruledTransport(({ messages }) => {
      const index = messages.findIndex((message) => message.to === poison);
      return index < 0 ? 'accept' : { ...unaccepted, index };
    });
    const { editionId, deps } = await newsroom(database, 100, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ calls: 3, count: { submitted: 99 } });
  });

  it('a mail that is refused for every address pauses the edition before the list is burnt', async () => {
    const database = await open();
    const { editionId, deps } = await newsroom(database, 2000, {
      transport: ruledTransport(() => unaccepted),
    });
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ state: 'paused', problems: [], count: { failed: 3, pending: 1997 } });
    expect(report.reason).toMatch(/every message so far was refused/);
    // One batch was halved down to its messages, and no other was touched.
    expect(report.calls).toBeLessThan(15);
  });

  it('halves a batch that is too large', async () => {
    const database = await open();
    const transport = ruledTransport(({ messages }) =>
      messages.length > 30 ? { kind: 'too-large', reason: 'too many bytes' } : 'accept',
    );
    const { editionId, deps } = await newsroom(database, 100, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ calls: 7, count: { submitted: 100 } });
  });

  it('refused and accepted messages of one answer are settled each on its own', async () => {
    const database = await open();
    const transport = ruledTransport(({ messages }) => ({
      kind: 'settled',
      results: messages.map((message, index) =>
        message.to.startsWith('reader-2@')
          ? { kind: 'rejected', reason: 'no such mailbox' }
          : { kind: 'submitted', providerId: `id-${index}` },
      ),
    }));
    const { editionId, deps } = await newsroom(database, 3, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ count: { submitted: 2, failed: 1 } });
  });

  it('an answer with too few results is an unknown outcome', async () => {
    const database = await open();
    const transport = ruledTransport((_, call) =>
      call === 1 ? { kind: 'settled', results: [{ kind: 'submitted', providerId: 'x' }] } : 'accept',
    );
    const { editionId, deps } = await newsroom(database, 3, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ calls: 2, count: { submitted: 3 } });
    expect(transport.offered[1]).toEqual(transport.offered[0]);
  });

  it('pause stops after the batch in hand, resume goes on', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(database, 50, { transport, batch: 10 });
    const pausing = intervening(transport, {
      before: async () => {
        if (transport.offered.length === 1) await pauseEdition(deps, editionId, 'a typo');
      },
    });
    const paused = await sendEdition({ ...deps, transport: pausing }, { editionId });
    expect(paused).toMatchObject({
      state: 'paused',
      reason: 'a typo',
      count: { submitted: 20, pending: 30 },
    });
    await resumeEdition(deps, editionId);
    expect(await sendEdition(deps, { editionId })).toMatchObject({ state: 'completed', calls: 3 });
  });

  it('cancel skips what was not offered and leaves what is unknown uncertain', async () => {
    const database = await open();
    const transport = ruledTransport((_, call) => (call === 2 ? 'accept-silently' : 'accept'));
    const { editionId, deps, clock } = await newsroom(database, 50, { transport, batch: 10 });
    const stop = new AbortController();
    const onProgress = ({ calls }: { calls: number }) => calls === 2 && stop.abort();
    await sendEdition(deps, {
      editionId,
      signal: stop.signal,
      onProgress: (progress) => void onProgress(progress),
    });
    clock.advance(HOUR);
    await cancelEdition(deps, editionId, 'wrong day');
    const { count, problems } = await auditEdition(database, editionId);
    // The third batch was in hand already when the sender was told to stop.
    expect(count).toMatchObject({ submitted: 20, uncertain: 10, skipped: 20, pending: 0, claimed: 0 });
    expect(problems).toEqual([]);
    expect(await sendEdition(deps, { editionId })).toMatchObject({ state: 'cancelled', calls: 0 });
  });

  it('a batch in hand while the edition is cancelled is not offered again', async () => {
    const database = await open();
    const transport = ruledTransport(() => later);
    const { editionId, deps } = await newsroom(database, 5, { transport });
    const cancelling = intervening(transport, { before: () => cancelEdition(deps, editionId, 'wrong day') });
    const report = await sendEdition({ ...deps, transport: cancelling }, { editionId });
    expect(report).toMatchObject({ state: 'cancelled', problems: [], count: { skipped: 5 } });
  });

  it('a sender that lost its lease writes nothing', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps, clock } = await newsroom(database, 3, { transport });
    const slow = intervening(transport, {
      after: async () => {
        if (transport.offered.length > 1) return;
        clock.advance(deps.leaseMs);
        await sendEdition({ ...deps, sender: 'sender-2' }, { editionId });
      },
    });
    const report = await sendEdition({ ...deps, transport: slow }, { editionId });
    expect(report).toMatchObject({ submitted: 0, state: 'completed', problems: [], count: { submitted: 3 } });
    expect(transport.taken).toHaveLength(3);
    expect(new Set(transport.offered.map((batch) => batch.key)).size).toBe(1);
  });

  it('a machine that slept through its lease makes no call before it has claimed again', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps, clock } = await newsroom(database, 3, { transport });
    // Claiming reads the clock three times; the look before the call finds the lease over.
    let reads = 0;
    const sleepy = { ...clock, now: () => clock.now() + (++reads > 3 ? deps.leaseMs : 0) };
    await sendEdition({ ...deps, clock: sleepy }, { editionId });
    const { attempts } = await database.query
      .selectFrom('batch')
      .select('attempts')
      .executeTakeFirstOrThrow();
    expect({ attempts, calls: transport.offered.length }).toEqual({ attempts: 2, calls: 1 });
  });

  it('refuses an edition that was never prepared', async () => {
    const database = await open();
    const { deps } = await newsroom(database, 1, { transport: ruledTransport(() => 'accept') });
    await expect(sendEdition(deps, { editionId: 77 })).rejects.toThrow(/is not prepared/);
  });
});

it.each([
  ['ends: who was mailed does not end uncertain', 3],
  ['does not end before the batch may be another sender’s: the run fails, and says why', Infinity],
])('an answer is kept through an outage of the database that %s', async (_, seconds) => {
  const folder = mkdtempSync(join(tmpdir(), 'inference-report-'));
  const file = join(folder, 'newsletter.sqlite');
  const database = openSqlite(file, 5);
  await migrate(database);
  const other = new DatabaseSync(file);
  const taken = ruledTransport(() => 'accept', { idempotencyWindowMs: 0 });
  const lock = async () => other.exec('begin immediate');
  const { editionId, deps, clock } = await newsroom(database, 3, {
    transport: intervening(taken, { after: lock }),
  });
  const sleeps: number[] = [];
  const sleep = async (ms: number) => {
    if (sleeps.push(ms) === seconds) other.exec('rollback');
    await clock.sleep(ms);
  };
  const sent = sendEdition({ ...deps, clock: { ...clock, sleep } }, { editionId });
  if (seconds === Infinity) await expect(sent).rejects.toMatchObject({ code: 'busy' });
  else
    expect(await sent).toMatchObject({
      ...{ state: 'completed', problems: [], count: { submitted: 3, uncertain: 0 } },
    });
  expect(sleeps).toEqual(Array.from({ length: Math.min(seconds, deps.leaseMs / 1000) }, () => 1000));
  expect(taken.taken).toHaveLength(3);
  other.close();
  await database.close();
  rmSync(folder, { recursive: true });
});
