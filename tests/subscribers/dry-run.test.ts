import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { importText, listDesk } from './list-desk.ts';

/** Few people, so that files, list and suppressions meet often. */
const person = fc.integer({ min: 0, max: 9 }).map((number) => `r${number}@example.org`);
const row = fc.tuple(person, fc.constantFrom('active', 'active', 'pending', 'unsubscribed', 'unheard of'));
const list = fc.record({
  known: fc.array(fc.tuple(person, fc.constantFrom('pending', 'confirmed', 'unsubscribed')), {
    maxLength: 6,
  }),
  suppressed: fc.array(person, { maxLength: 2 }),
  rows: fc.array(row, { minLength: 1, maxLength: 25 }),
  batchRows: fc.integer({ min: 1, max: 30 }),
  consent: fc.constantFrom('they agreed', null),
});

type Case = typeof list extends fc.Arbitrary<infer T> ? T : never;

async function content(database: Database): Promise<unknown> {
  const subscribers = await database.query.selectFrom('subscriber').selectAll().orderBy('id').execute();
  return { subscribers, suppressed: await database.query.selectFrom('suppression').selectAll().execute() };
}

describeOnBothEngines('a dry run', (open, engine) => {
  it('tells what the import would do, to the row, and changes nothing', async () => {
    const database = await open();
    const { subscribers } = listDesk(database);
    const check = async ({ known, suppressed, rows, batchRows, consent }: Case) => {
      for (const table of ['subscriber', 'suppression'] as const)
        await database.query.deleteFrom(table).execute();
      for (const [address, state] of known) {
        const added = await subscribers.add({ address, consent: state === 'pending' ? null : 'earlier' });
        if (state === 'unsubscribed' && added.kind === 'added')
          await subscribers.unsubscribe(added.subscriber.id);
      }
      for (const address of suppressed) await subscribers.suppress(address, 'bounce');
      const before = await content(database);
      const file = ['email,status', ...rows.map((cells) => cells.join(','))].join('\n');

      const rehearsed = await importText(subscribers, file, { batchRows, consent, dryRun: true });
      expect(await content(database)).toEqual(before);
      const done = await importText(subscribers, file, { batchRows, consent });

      expect(rehearsed).toEqual(done);
      const { imported, existing, duplicate, refused } = done.report;
      expect(imported + existing + duplicate + refused).toBe(rows.length);
    };
    await fc.assert(fc.asyncProperty(list, check), { numRuns: engine === 'sqlite' ? 60 : 15 });
  });
});
