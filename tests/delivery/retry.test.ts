import { expect, it } from 'vitest';
import { recordEvent } from '../../src/delivery/events.ts';
import { cancelEdition } from '../../src/delivery/control.ts';
import { retryFailed } from '../../src/delivery/retry.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import { softBouncesSchema } from '../../src/model/list-policies.ts';
import type { EventKind } from '../../src/model/delivery-event.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { DATE, newsroom, ruledTransport } from './newsroom.ts';

const refused = { kind: 'unaccepted', reason: 'no such address', index: null } as const;

describeOnBothEngines('retrying what failed', (open) => {
  it('mails again only who failed, under new keys, without who left since', async () => {
    const database = await open();
    const bad = new Set(['reader-2@readers.example', 'reader-3@readers.example']);
    const transport = ruledTransport(({ messages }) =>
      messages.some(({ to }) => bad.has(to)) ? refused : 'accept',
    );
    const { editionId, deps } = await newsroom(database, 8, { transport, batch: 4 });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ count: { submitted: 6, failed: 2 } });
    bad.clear();
    await createSubscribers(deps).unsubscribe(3);

    expect(await retryFailed(deps, { editionId, maxBatch: 4 })).toBe(2);
    const report = await sendEdition(deps, { editionId });
    expect(report).toMatchObject({ state: 'completed', problems: [], count: { submitted: 7, skipped: 1 } });
    expect(transport.taken.filter((to) => to === 'reader-2@readers.example')).toHaveLength(1);
    expect(new Set(transport.taken).size).toBe(transport.taken.length);
    const accepted = transport.offered.filter(({ messages }) => messages.length > 0).map(({ key }) => key);
    expect(new Set(accepted).size).toBe(accepted.length);
    expect(await retryFailed(deps, { editionId, maxBatch: 4 })).toBe(0);
  });

  it('mails again whose mail was accepted and then not sent; late news of the first copy changes nothing', async () => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(database, 2, { transport });
    await sendEdition(deps, { editionId });
    const row = () => database.query.selectFrom('delivery').selectAll().where('subscriber_id', '=', 1);
    const first = (await row().executeTakeFirstOrThrow()).provider_id;
    let events = 0;
    // The copy that failed left in the first batch, the other in the one that was made for it.
    const batchOf = (providerId: string | null) => (providerId === first ? 'batch-1-1' : 'batch-2-1');
    const tell = async (kind: EventKind, providerId: string | null) =>
      recordEvent(
        { ...deps, softBounces: softBouncesSchema.parse({}) },
        {
          ...{ id: `e${(events += 1)}`, kind, type: `email.${kind}`, at: deps.clock.now(), providerId },
          ...{ address: 'reader-1@readers.example', detail: '{}' },
          tags: { edition: DATE, batch: batchOf(providerId), delivery: '1' },
        },
      );
    await tell('failed', first);
    expect(await row().executeTakeFirst()).toMatchObject({ state: 'submitted', outcome: 'failed' });

    await retryFailed(deps, { editionId, maxBatch: 100 });
    await tell('accepted', first);
    expect(await row().executeTakeFirst()).toMatchObject({ state: 'pending', outcome: 'none' });
    expect(await sendEdition(deps, { editionId })).toMatchObject({ state: 'completed', problems: [] });
    const second = (await row().executeTakeFirstOrThrow()).provider_id;
    expect(second).not.toBe(first);
    await tell('accepted', first);
    await tell('delivered', second);
    expect(await row().executeTakeFirst()).toMatchObject({ outcome: 'delivered', provider_id: second });
    expect(transport.taken.filter((to) => to === 'reader-1@readers.example')).toHaveLength(2);
    expect(transport.taken.filter((to) => to === 'reader-2@readers.example')).toHaveLength(1);
  });

  it('never touches what is uncertain, and nothing of a cancelled edition', async () => {
    const database = await open();
    const transport = ruledTransport(() => ({ kind: 'unknown', reason: 'no answer' }), {
      idempotencyWindowMs: 0,
    });
    const { editionId, deps } = await newsroom(database, 3, { transport });
    await sendEdition(deps, { editionId });
    expect(await retryFailed(deps, { editionId, maxBatch: 100 })).toBe(0);
    const other = await open();
    const scene = await newsroom(other, 1, { transport });
    await cancelEdition(scene.deps, scene.editionId, 'no');
    await expect(retryFailed(scene.deps, { editionId: scene.editionId, maxBatch: 1 })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});
