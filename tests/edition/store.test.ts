import { expect, it } from 'vitest';
import {
  approveEdition,
  changeState,
  editionById,
  editionOfDate,
  holdEdition,
  latestEdition,
  listEditions,
  recentSubjects,
} from '../../src/edition/store.ts';
import { statesBefore } from '../../src/edition/states.ts';
import { editionDate } from '../../src/model/date.ts';
import { EDITION_STATES } from '../../src/model/edition.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { essay, newsroom } from './newsroom.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const by = { by: 'editor', at: NOW };

it('an edition that is completed or cancelled stays so', () => {
  for (const to of EDITION_STATES) {
    expect(statesBefore(to)).not.toContain('completed');
    expect(statesBefore(to)).not.toContain('cancelled');
  }
});

describeOnBothEngines('editions', (open) => {
  it('are found by date and id, the latest first', async () => {
    const database = await open();
    const room = newsroom(database, '2026-11-24T10:00:00Z');
    const first = await room.draft('2026-11-24', [], { essay: essay({ subject: 'One' }) });
    const second = await room.draft('2026-11-25', [], { essay: essay({ subject: 'Two' }) });
    const db = database.query;
    expect((await editionById(db, first.id))?.edition.number).toBe(1);
    expect((await latestEdition(db))?.id).toBe(second.id);
    expect(await latestEdition(db, ['completed'])).toBeNull();
    expect(await editionOfDate(db, editionDate('2026-11-26'))).toBeNull();
    const list = await listEditions(db);
    expect(list.map(({ date, number, state, title }) => [date, number, state, title])).toEqual([
      ['2026-11-25', 2, 'draft', 'The price of a token'],
      ['2026-11-24', 1, 'draft', 'The price of a token'],
    ]);
    expect(await listEditions(db, { limit: 1, states: ['draft'] })).toHaveLength(1);
    expect(await recentSubjects(db, editionDate('2026-11-25'), 30)).toEqual(['One']);
  });

  it('are approved by exactly the hash that was looked at', async () => {
    const database = await open();
    const room = newsroom(database, '2026-11-24T10:00:00Z');
    const seen = await room.draft('2026-11-24', []);
    const { id, hash } = await room.draft('2026-11-24', [], { essay: essay({ title: 'Changed since' }) });
    const db = database.query;
    expect(await approveEdition(db, { id, hash: seen.hash, ...by })).toMatchObject({ reason: 'changed' });
    expect(await approveEdition(db, { id, hash, ...by })).toEqual({ kind: 'approved' });
    expect(await editionById(db, id)).toMatchObject({
      state: 'approved',
      approvedBy: 'editor',
      approvedAt: NOW,
    });
    expect(await approveEdition(db, { id, hash, ...by })).toMatchObject({ reason: 'state' });
    expect(await approveEdition(db, { id: id + 1, hash, ...by })).toMatchObject({ reason: 'not-found' });
  });

  it('of two that act at once, one is told no', async () => {
    const database = await open();
    const room = newsroom(database, '2026-11-24T10:00:00Z');
    const { id, hash } = await room.draft('2026-11-24', []);
    const both = [1, 2].map(() => approveEdition(database.query, { id, hash, ...by }));
    const kinds = (await Promise.all(both)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['approved', 'refused']);
  });

  it('move only along the table of states; an approval that is taken back is gone', async () => {
    const database = await open();
    const room = newsroom(database, '2026-11-24T10:00:00Z');
    const { id, hash } = await room.draft('2026-11-24', []);
    const db = database.query;
    expect(await changeState(db, { id, to: 'completed', at: NOW })).toBe(false);
    await approveEdition(db, { id, hash, ...by });
    expect(await holdEdition(db, { id, reason: 'too late', at: NOW })).toBe(true);
    expect(await editionById(db, id)).toMatchObject({
      state: 'held',
      stateReason: 'too late',
      approvedBy: null,
    });
    expect(await changeState(db, { id, to: 'sending', at: NOW })).toBe(false);
  });
});
