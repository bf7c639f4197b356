import { expect, it } from 'vitest';
import { DAY_MS } from '../../src/model/date.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { refuseDroppedKeys } from '../../src/run/keys-in-use.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { addEdition, keys, MORNING, prepare } from '../delivery/newsroom.ts';
import { testClock } from '../support/clock.ts';
import { describeOnBothEngines } from '../support/databases.ts';

const NEXT = 'the next secret, which is long enough';
const HELD = 'a secret for tests that is long enough';
const rotated = createKeyRing([NEXT, HELD]);
const dropped = createKeyRing([NEXT]);

describeOnBothEngines('rotating SIGNING_SECRET', (open) => {
  it('may drop a secret that nothing stored needs', async () => {
    await expect(refuseDroppedKeys(await open(), dropped, MORNING)).resolves.toBeUndefined();
  });

  it('may not drop the one that suppressions are stored under: they would be found no more', async () => {
    const database = await open();
    const subscribers = createSubscribers({ database, keys, clock: testClock(1) });
    await subscribers.suppress('ada@example.org', 'complaint');
    await subscribers.suppress('bo@example.org', 'bounce');
    await expect(refuseDroppedKeys(database, rotated, MORNING)).resolves.toBeUndefined();
    await expect(refuseDroppedKeys(database, dropped, MORNING)).rejects.toMatchObject({
      ...{
        code: 'bad-environment',
        message: expect.stringContaining('2 suppressed addresses (key ') as string,
      },
    });
  });

  it('may not drop the one that an unfinished edition was frozen under, nor while the links in its mails must work', async () => {
    const database = await open();
    const editionId = await addEdition(database);
    await prepare(database, editionId);
    await expect(refuseDroppedKeys(database, dropped, MORNING)).rejects.toThrow(
      /unfinished edition of 2026-11-24/,
    );
    await database.query.updateTable('edition').set({ state: 'completed' }).execute();
    const links = /links to unsubscribe in the mails up to 2026-11-24/;
    await expect(refuseDroppedKeys(database, dropped, MORNING + 59 * DAY_MS)).rejects.toThrow(links);
    await expect(refuseDroppedKeys(database, dropped, MORNING + 60 * DAY_MS)).resolves.toBeUndefined();
  });
});
