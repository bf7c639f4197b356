import { expect, it } from 'vitest';
import { auditEdition } from '../../src/delivery/ledger.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { newsroom, ruledTransport } from './newsroom.ts';

describeOnBothEngines('the audit', (open) => {
  it.each([
    ['is open in a batch that is closed', { state: 'pending' }, /^1 deliveries are open in a batch/],
    ['is submitted without an id', { provider_id: null }, /^1 deliveries count as submitted without an id/],
    ['is skipped without a reason', { state: 'skipped' }, /^1 deliveries are skipped without a reason/],
    ['was accepted twice', { reason: 'accepted a second time as x' }, /^1 deliveries were accepted twice/],
  ] as const)('names a delivery that %s', async (_, change, problem) => {
    const database = await open();
    const transport = ruledTransport(() => 'accept');
    const { editionId, deps } = await newsroom(database, 3, { transport });
    expect((await sendEdition(deps, { editionId })).problems).toEqual([]);
    await database.query.updateTable('delivery').set(change).where('id', '=', 2).execute();
    expect((await auditEdition(database, editionId)).problems).toEqual([expect.stringMatching(problem)]);
  });

  it('misses one that is gone', async () => {
    const database = await open();
    const { editionId } = await newsroom(database, 3, { transport: ruledTransport(() => 'accept') });
    await database.query.deleteFrom('delivery').where('id', '=', 2).execute();
    expect((await auditEdition(database, editionId)).problems).toEqual([
      '3 deliveries were frozen, but the states add up to 2.',
    ]);
  });
});
