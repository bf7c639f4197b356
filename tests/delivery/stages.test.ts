import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { canaryOf } from '../../src/delivery/canary.ts';
import { resumeEdition } from '../../src/delivery/control.ts';
import { recordEvent } from '../../src/delivery/events.ts';
import { sendEdition, type SendDeps } from '../../src/delivery/send.ts';
import { readResendEvent } from '../../src/delivery/transports/resend-events.ts';
import type { Database } from '../../src/database/connect.ts';
import { settingsSchema } from '../../src/config/settings.ts';
import type { SubmitResult } from '../../src/model/delivery.ts';
import { softBouncesSchema } from '../../src/model/list-policies.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { testClock } from '../support/clock.ts';
import {
  addEdition,
  addReaders,
  hurried,
  intervening,
  keys,
  MORNING,
  prepare,
  ruledTransport,
} from './newsroom.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const full: SubmitResult = { kind: 'deferred', reason: 'SMTP: 452 mailbox full' };
const slower: SubmitResult = { kind: 'later', reason: 'too fast', afterMs: 10 * MINUTE };
const breaker = { bounces: 0.02, complaints: 0.0005, contentRejections: 0.05, atLeast: 20 };
const off = { ...breaker, bounces: 1, complaints: 1, contentRejections: 1 };
/** Each refusal is a bounce too; with a list as short as this one it would be stopped for these first. */
const forBounces = { ...breaker, bounces: 1 };
const canary = { share: 0.2, atLeast: 1, waitMs: MINUTE };

it('a canary is whole batches: one at least, never all, none for a short list', () => {
  const rule = { share: 0.01, atLeast: 1000, waitMs: MINUTE };
  const batches = (frozen: number, share = 0.01) =>
    canaryOf({ ...rule, share }, { frozen, batches: Math.ceil(frozen / 100) }).batches;
  expect([batches(1_000_000), batches(5000), batches(1000), batches(999)]).toEqual([100, 1, 1, 0]);
  expect([batches(1000, 0), batches(1000, 0.5)]).toEqual([0, 5]);
  expect(canaryOf({ ...rule, share: 0.5 }, { frozen: 5000, batches: 1 }).batches).toBe(0);
});

describeOnBothEngines('a staged run', (open) => {
  it('the rest waits until the canary has had its time', async () => {
    const { deps, editionId, clock, transport } = await stage(await open());
    const calls: number[] = [];
    await sendEdition(deps, { editionId, onProgress: () => void calls.push(clock.now() - MORNING) });
    expect(transport.taken).toHaveLength(100);
    const [first = 0, second = 0, third = 0] = calls;
    expect(second - first).toBeLessThan(MINUTE);
    expect(third - second).toBeGreaterThanOrEqual(MINUTE);
    expect(transport.offered[2]?.messages[0]?.to).toBe('reader-21@readers.example');
  });

  it('what a batch of the canary is split into is of the canary', async () => {
    const { deps, editionId, clock } = await stage(await open());
    const transport = ruledTransport(({ messages }) =>
      messages.length > 1 && messages.some(({ to }) => to === 'reader-3@readers.example')
        ? { kind: 'unaccepted', reason: 'an address is invalid', index: null }
        : 'accept',
    );
    let waited: readonly string[] = [];
    const sleep = async (ms: number) => {
      if (ms > 500 && waited.length === 0) waited = [...transport.taken];
      await clock.sleep(ms);
    };
    const report = await sendEdition({ ...deps, transport, clock: { ...clock, sleep } }, { editionId });
    expect(report).toMatchObject({ state: 'completed', count: { submitted: 100 } });
    expect(new Set(waited)).toEqual(
      new Set(Array.from({ length: 20 }, (_, index) => `reader-${index + 1}@readers.example`)),
    );
  });

  it.each([
    ['one reader is asked for again, so the rest goes on', 1, full, MINUTE, 10 * MINUTE],
    ['most are, so the rest waits for them, and none is failed', 3, full, 4 * HOUR, 6 * HOUR],
    ['one is held back by the pace alone, so the rest waits for it', 1, slower, HOUR, 2 * HOUR],
  ])('of a canary of four %s', async (_, several, refusal, from, to) => {
    const database = await open();
    await addReaders(database, 10);
    const editionId = await addEdition(database);
    await prepare(database, editionId, 1, { ...canary, share: 0.4 });
    const { deps, clock } = senderOf(database);
    let restBegan = 0;
    const transport = ruledTransport(
      ({ messages: [message] }) => {
        const reader = Number(/\d+/.exec(message?.to ?? '')?.[0]);
        if (reader > 4) restBegan ||= clock.now() - MORNING;
        return reader <= several && clock.now() < MORNING + Math.max(from, HOUR) ? refusal : 'accept';
      },
      { idempotencyWindowMs: 0 },
    );
    const report = await sendEdition({ ...hurried(deps, clock), transport }, { editionId });
    expect(report).toMatchObject({ state: 'completed', count: { submitted: 10 } });
    expect(restBegan).toBeGreaterThanOrEqual(from);
    expect(restBegan).toBeLessThan(to);
  });

  it('a second sender does not begin the waiting anew, and a pause inside it holds', async () => {
    const { deps, editionId, clock } = await stage(await open());
    const stop = new AbortController();
    const onProgress = ({ calls }: { calls: number }) => {
      if (calls === 2) stop.abort();
    };
    await sendEdition(deps, { editionId, signal: stop.signal, onProgress });
    clock.advance(MINUTE / 2);
    const began = clock.now();
    await sendEdition({ ...deps, sender: 'sender-2' }, { editionId });
    // The waiting itself begins with the first look after the canary's last batch has its end.
    expect(clock.now() - began).toBeLessThan(MINUTE + 5000);
  });

  it('a clock that is set back by a day while the rest waits makes it wait no longer than once more', async () => {
    const { deps, editionId, clock, transport } = await stage(await open());
    const stop = new AbortController();
    const setBack = whileTheRestWaits(deps, async () => clock.advance(-24 * 60 * MINUTE));
    let slept = 0;
    const sleep = async (ms: number) => {
      slept += ms;
      if (slept > 2 * MINUTE + 5000) stop.abort();
      await setBack.sleep(ms);
    };
    await sendEdition({ ...deps, clock: { ...clock, sleep } }, { editionId, signal: stop.signal });
    expect(transport.taken).toHaveLength(100);
  });

  it.each([
    ['bounces', 'bounced', 2, /too many messages bounced: 2 of about 20/],
    ['complaints', 'complained', 2, /too many readers complained: 2 of about 20/],
  ] as const)(
    'too many %s in the canary pause the run, and the rest is not mailed',
    async (_, outcome, count, says) => {
      const database = await open();
      const { deps, editionId, transport } = await stage(database);
      const report = await sendEdition(
        { ...deps, clock: hurting(deps, database, outcome, count) },
        { editionId },
      );
      expect(report).toMatchObject({ state: 'paused', problems: [], count: { submitted: 20, pending: 80 } });
      expect(report.reason).toMatch(says);
      expect(transport.taken).toHaveLength(20);
      // A person who has looked into it lets it go on, with the breaker set higher or off.
      await resumeEdition(deps, editionId);
      expect(await sendEdition({ ...deps, breaker: off }, { editionId })).toMatchObject({
        state: 'completed',
      });
    },
  );

  it.each(['bounced', 'complained'] as const)(
    'one message that %s says nothing of a canary',
    async (outcome) => {
      const database = await open();
      const { deps, editionId } = await stage(database);
      const report = await sendEdition(
        { ...deps, clock: hurting(deps, database, outcome, 1) },
        { editionId },
      );
      expect(report).toMatchObject({ state: 'completed', count: { submitted: 100 } });
    },
  );

  it('a canary that is small is judged by its own size, with the limits as they come', async () => {
    const database = await open();
    const { breaker: shipped } = settingsSchema.shape.sending.parse({});
    expect(shipped.atLeast).toBeGreaterThan(20);
    const { deps, editionId, transport } = await stage(database);
    const clock = hurting(deps, database, 'bounced', 3);
    const report = await sendEdition({ ...deps, clock, breaker: shipped }, { editionId });
    expect(report).toMatchObject({ state: 'paused', count: { submitted: 20, pending: 80 } });
    expect(transport.taken).toHaveLength(20);
  });

  it('one domain that refuses the content pauses the run and is named', async () => {
    const database = await open();
    const { deps, editionId } = await stage(database);
    const clock = whileTheRestWaits(deps, () => refuse(database, editionId, 6));
    const report = await sendEdition({ ...deps, clock, breaker: forBounces }, { editionId });
    expect(report).toMatchObject({ state: 'paused' });
    expect(report.reason).toBe('readers.example refused the content of 6 of 20 messages');
  });

  it('a few refusals among the many readers of a domain do not stop it', async () => {
    const database = await open();
    const { deps, editionId } = await stage(database);
    const clock = whileTheRestWaits(deps, () => refuse(database, editionId, 6));
    const forgiving = { ...forBounces, contentRejections: 0.3 };
    expect(await sendEdition({ ...deps, clock, breaker: forgiving }, { editionId })).toMatchObject({
      state: 'completed',
    });
  });

  it.each([
    // Six of twenty are under it; counted no further than seventeen, they would not be.
    [0.35, 'completed', null],
    // Whatever is refused is too much: then there is no number that says enough.
    [0, 'paused', 'readers.example refused the content of 6 of 20 messages'],
  ])(
    'a share of %s is held exactly, however few readers are counted for it',
    async (share, state, reason) => {
      const database = await open();
      const { deps, editionId } = await stage(database);
      const clock = whileTheRestWaits(deps, () => refuse(database, editionId, 6));
      const exact = { ...forBounces, contentRejections: share };
      expect(await sendEdition({ ...deps, clock, breaker: exact }, { editionId })).toMatchObject({
        ...{ state, reason },
      });
    },
  );

  it('what was refused of an earlier edition says nothing of this one', async () => {
    const database = await open();
    const before = await stage(database);
    await sendEdition({ ...before.deps, breaker: off }, { editionId: before.editionId });
    const editionId = await addEdition(database, 'approved', { date: '2026-11-25', number: 2 });
    await prepare(database, editionId, 10, canary);
    const clock = whileTheRestWaits(before.deps, () => refuse(database, before.editionId, 6));
    const report = await sendEdition({ ...before.deps, clock, breaker: forBounces }, { editionId });
    expect(report).toMatchObject({ state: 'completed', count: { submitted: 100 } });
  });

  it('a clock that is set back in the middle blinds nobody to what comes back', async () => {
    const database = await open();
    await addReaders(database, 100);
    const editionId = await addEdition(database);
    await prepare(database, editionId, 10);
    const { deps, clock, transport } = senderOf(database);
    const after = async () => {
      clock.advance(1000);
      if (transport.offered.length !== 5) return;
      clock.advance(-HOUR);
      await comeBack(database, 'bounced', 3);
    };
    const report = await sendEdition(
      { ...deps, transport: intervening(transport, { after }) },
      { editionId },
    );
    expect(report).toMatchObject({ state: 'paused', count: { submitted: 50 } });
    expect(report.reason).toContain('too many messages bounced');
  });

  it('a few bounces among many do not stop it', async () => {
    const database = await open();
    const { deps, editionId } = await stage(database);
    const clock = hurting(deps, database, 'bounced', 1);
    const forgiving = { ...breaker, bounces: 0.06 };
    expect(await sendEdition({ ...deps, clock, breaker: forgiving }, { editionId })).toMatchObject({
      state: 'completed',
    });
  });
});

/** A hundred readers in ten batches; two of them are the canary. */
async function stage(database: Database) {
  await addReaders(database, 100);
  const editionId = await addEdition(database);
  await prepare(database, editionId, 10, canary);
  return { editionId, ...senderOf(database) };
}

function senderOf(database: Database) {
  const clock = testClock(MORNING);
  const transport = ruledTransport(() => 'accept');
  const deps: SendDeps = {
    ...{ database, keys, clock, transport, sender: 'sender-1', breaker },
    ...{ concurrency: 1, timeoutMs: 5000, leaseMs: MINUTE },
  };
  return { deps, clock, transport };
}

/** While the sender waits for the canary, this comes back for the first messages. */
function hurting(deps: SendDeps, database: Database, outcome: 'bounced' | 'complained', count: number) {
  return whileTheRestWaits(deps, () => comeBack(database, outcome, count));
}

async function comeBack(
  { query }: Database,
  outcome: 'bounced' | 'complained',
  count: number,
): Promise<void> {
  const first = await query.selectFrom('delivery').select('id').orderBy('id').limit(count).execute();
  const ids = first.map(({ id }) => id);
  await query.updateTable('delivery').set({ outcome }).where('id', 'in', ids).execute();
}

/** Something happens once, in the canary's time. */
function whileTheRestWaits({ clock }: SendDeps, happen: () => Promise<void>) {
  let happened = false;
  return {
    ...clock,
    sleep: async (ms: number) => {
      if (!happened && ms > 500) {
        happened = true;
        await happen();
      }
      await clock.sleep(ms);
    },
  };
}

/** The readers' server refuses what the first messages of an edition say, each of them told twice. */
async function refuse(database: Database, editionId: number, count: number): Promise<void> {
  const rows = await database.query
    .selectFrom('delivery')
    .select('provider_id')
    .where('edition_id', '=', editionId)
    .orderBy('id')
    .limit(count)
    .execute();
  const deps = { database, keys, clock: testClock(MORNING), softBounces: softBouncesSchema.parse({}) };
  for (const { provider_id: email_id } of [...rows, ...rows]) {
    const data = { email_id, bounce: { type: 'Transient', subType: 'ContentRejected' } };
    const body = JSON.stringify({ type: 'email.bounced', created_at: new Date(MORNING).toISOString(), data });
    const event = readResendEvent(randomUUID(), body, MORNING);
    if (event === null) throw new Error(`No event of Resend: ${body}`);
    await recordEvent(deps, event);
  }
}
