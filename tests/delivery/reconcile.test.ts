import { expect, it } from 'vitest';
import { addressOf, makeNewsroom, prepareRequest, SECRET } from '../../scripts/proof/edition.ts';
import { inOrder } from '../../scripts/resend-stand-in/fault-plans.ts';
import { startStandIn, type StandIn, type StandInOptions } from '../../scripts/resend-stand-in/stand-in.ts';
import type { Database } from '../../src/database/connect.ts';
import { auditEdition } from '../../src/delivery/ledger.ts';
import { prepareEdition } from '../../src/delivery/prepare.ts';
import type { Transport } from '../../src/model/delivery.ts';
import type { DeliveryEvent } from '../../src/model/delivery-event.ts';
import { softBouncesSchema } from '../../src/model/list-policies.ts';
import { recordEvent, type EventDeps } from '../../src/delivery/events.ts';
import { reconcileEdition, type ProviderRecords } from '../../src/delivery/reconcile.ts';
import { sendEdition, type SendDeps } from '../../src/delivery/send.ts';
import { createTransport } from '../../src/delivery/transports/index.ts';
import { resendRecords } from '../../src/delivery/transports/resend-records.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { DATE, MORNING, intervening, newsroom, ruledTransport } from './newsroom.ts';

const softBounces = softBouncesSchema.parse({});

const HOUR = 3_600_000;

describeOnBothEngines('reconcile', (open) => {
  it('settles from the provider what was accepted without an answer, and sends nothing', async () => {
    await atProvider(
      await open(),
      {
        // One batch is accepted and never answered, another never arrives.
        fault: (_, to) =>
          to.includes(addressOf(1)) ? 'accept-then-reset' : to.includes(addressOf(3)) ? 'reset' : undefined,
        suppresses: (address) => address === addressOf(2),
      },
      async ({ database, deps, clock, standIn, records, editionId }) => {
        const stop = new AbortController();
        const onProgress = ({ calls }: { calls: number }) => (calls === 6 ? stop.abort() : undefined);
        await sendEdition(deps, { editionId, signal: stop.signal, onProgress });
        clock.advance(25 * HOUR);
        await sendEdition(deps, { editionId });
        const calls = standIn.calls();
        const before = (await auditEdition(database, editionId)).count;
        expect(before.uncertain).toBe(93);

        const found = await reconcileEdition(deps, records, editionId);
        const { count, problems } = await auditEdition(database, editionId);
        const copies = new Set(standIn.journal().flatMap(({ to }) => to));
        expect(problems).toEqual([]);
        expect(count.submitted).toBe(copies.size);
        expect(count.uncertain).toBe(130 - copies.size);
        expect(found).toMatchObject({
          settled: before.uncertain - count.uncertain,
          uncertain: count.uncertain,
        });
        expect(await createSubscribers(deps).isSuppressed(addressOf(2))).toBe(true);
        expect(standIn.calls()).toBe(calls);
        // Asked again, it learns nothing new.
        expect(await reconcileEdition(deps, records, editionId)).toMatchObject({
          settled: 0,
          learnt: 0,
        });
      },
    );
  });

  it('asks the records where each answer names one mail for all: nobody waits for the end of the window', async () => {
    await atProvider(
      await open(),
      { fault: inOrder('one-id-for-all') },
      async ({ deps, standIn, ...rest }) => {
        const { database, clock, records, editionId } = rest;
        const began = clock.now();
        expect(await sendEdition(deps, { editionId })).toMatchObject({
          ...{ state: 'completed', problems: [] },
          count: { uncertain: 50, submitted: 80 },
        });
        expect(clock.now() - began).toBeLessThan(HOUR);
        const { reason } = await database.query
          .selectFrom('delivery')
          .select('reason')
          .where('state', '=', 'uncertain')
          .limit(1)
          .executeTakeFirstOrThrow();
        expect(reason).toBe('the answer named 1 of 50 messages');
        // An answer that leaves the tags out is no last word.
        const bare = { ...records, tags: async () => ({}) };
        expect(await reconcileEdition(deps, bare, editionId)).toMatchObject({ settled: 0, uncertain: 50 });
        expect(await reconcileEdition(deps, records, editionId)).toMatchObject({ settled: 50, uncertain: 0 });
        expect(standIn.journal()).toHaveLength(130);
      },
    );
  });

  it('learns what became of a mail that was only late when it was asked before', async () => {
    await atProvider(await open(), { fault: inOrder('transient-bounce') }, async (scene) => {
      const { database, deps, clock, records, editionId } = scene;
      await sendEdition(deps, { editionId });
      const outcomes = async () => {
        const rows = await database.query.selectFrom('delivery').select('outcome').orderBy('id').execute();
        return new Set(rows.slice(0, 50).map(({ outcome }) => outcome));
      };
      clock.advance(3500);
      expect(await reconcileEdition(deps, records, editionId)).toMatchObject({ learnt: 130 });
      expect(await outcomes()).toEqual(new Set(['delayed']));
      clock.advance(11 * HOUR);
      expect(await reconcileEdition(deps, records, editionId)).toMatchObject({ learnt: 50 });
      expect(await outcomes()).toEqual(new Set(['delivered']));
      expect(await reconcileEdition(deps, records, editionId)).toMatchObject({ learnt: 0 });
    });
  });

  it.each([
    ['what the provider told while a batch was in hand settles it when its outcome stays unknown', 0],
    ['also where its clock was set back in between, by the records', -1000],
  ])('%s', async (_, setBack) => {
    const database = await open();
    const providerId = 'edition/2026-11-24/ab12cd34/batch-1-1#0';
    const tell = (id: string) => recordEvent({ ...deps, softBounces }, failure(id, providerId));
    // Told while the batch is still in a sender's hands: it is left to him, and he gets no answer.
    const after = async () => {
      clock.advance(setBack);
      await tell('a webhook');
      clock.advance(-setBack);
    };
    const transport = intervening(silent(), { after });
    const { editionId, deps, clock } = await newsroom(database, 2, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({
      ...{ problems: [], count: { uncertain: setBack === 0 ? 1 : 2 } },
    });
    await tell('record');
    const rows = await database.query
      .selectFrom('delivery')
      .select(['state', 'outcome', 'provider_id'])
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { state: 'submitted', outcome: 'failed', provider_id: providerId },
      { state: 'uncertain', outcome: 'none', provider_id: null },
    ]);
  });

  it('two copies told of one message leave it uncertain: which is its own, the records must say', async () => {
    const after = async () => {
      await recordEvent({ ...deps, softBounces }, failure('1', 'one id'));
      await recordEvent({ ...deps, softBounces }, failure('2', 'another id'));
    };
    const transport = intervening(silent(), { after });
    const { editionId, deps } = await newsroom(await open(), 2, { transport });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ problems: [], count: { uncertain: 2 } });
  });
});

/** Takes what it is given, and nobody hears of it. */
function silent(): Transport {
  return ruledTransport(() => 'accept-silently', { idempotencyWindowMs: 0 });
}

/** What the provider tells of the first message of the first batch. */
function failure(id: string, providerId: string): DeliveryEvent {
  return {
    ...{ id, kind: 'failed', type: 'email.failed', at: MORNING, providerId, detail: '{}' },
    address: 'reader-1@readers.example',
    tags: { edition: DATE, batch: 'batch-1-1', delivery: '1' },
  };
}

type AtProvider = {
  readonly database: Database;
  readonly deps: SendDeps & EventDeps;
  readonly clock: TestClock;
  readonly standIn: StandIn;
  readonly records: ProviderRecords;
  readonly editionId: number;
};

/** An edition for 130 readers in batches of 50, at a stand-in. */
async function atProvider(
  database: Database,
  options: Pick<StandInOptions, 'fault' | 'suppresses'>,
  act: (scene: AtProvider) => Promise<void>,
): Promise<void> {
  const clock = testClock('2026-11-24T07:00:00Z');
  const keys = createKeyRing([SECRET]);
  const standIn = await startStandIn({ ...options, now: () => clock.now() });
  const resend = { apiKey: 're_1', baseUrl: standIn.url, webhookSecret: null };
  const transport = await createTransport(
    { transport: 'resend', resend, smtpUrl: null, dataDir: '.' },
    clock,
  );
  try {
    const editionId = await makeNewsroom(database, 130);
    await prepareEdition({ database, keys, clock }, prepareRequest(editionId, 50));
    const deps = {
      ...{ database, keys, clock, transport, softBounces },
      ...{ sender: 's', concurrency: 1, timeoutMs: 5000, leaseMs: 60_000 },
    };
    const records = resendRecords({ apiKey: 're_1', baseUrl: standIn.url, clock });
    await act({ database, deps, clock, standIn, records, editionId });
  } finally {
    await transport.close();
    await standIn.close();
  }
}
