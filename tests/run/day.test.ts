import { expect, it } from 'vitest';
import { takeOverSending } from '../../src/database/ownership.ts';
import { countEdition } from '../../src/delivery/ledger.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import { editionDate } from '../../src/model/date.ts';
import { cancelDay, pauseDay, resumeDay } from '../../src/run/day.ts';
import { needEdition, needHead } from '../../src/run/need-edition.ts';
import { retryDay, sendDay } from '../../src/run/send-day.ts';
import { intervening, newsroom, ruledTransport, DATE } from '../delivery/newsroom.ts';
import { openApp } from '../support/app.ts';

it('cancelling tells what a killed sender holds, and cancelling again ends it', async () => {
  const app = await openApp();
  const transport = intervening(
    ruledTransport(() => 'accept'),
    { after: () => Promise.reject(new Error('killed')) },
  );
  const { editionId, deps, clock } = await newsroom(app.database, 6, { transport, batch: 3 });
  await expect(sendEdition(deps, { editionId })).rejects.toThrow('killed');
  const cancel = () => cancelDay({ ...app, clock }, editionDate(DATE), 'by hand');
  expect(await cancel()).toEqual([expect.stringMatching(/^3 deliveries are in a sender's hands/)]);
  clock.advance(deps.leaseMs);
  expect(await cancel()).toEqual([]);
  expect(await countEdition(app.database, editionId)).toMatchObject({ skipped: 3, uncertain: 3, claimed: 0 });
});

it('an edition that this release cannot read is paused, resumed and cancelled all the same', async () => {
  const app = await openApp();
  const { editionId } = await newsroom(app.database, 3, { transport: ruledTransport(() => 'accept') });
  const date = editionDate(DATE);
  await expect(needEdition(app, date)).rejects.toThrow();
  const state = async () => (await needHead(app, date)).state;
  await pauseDay(app, date, 'by hand');
  expect(await state()).toBe('paused');
  await resumeDay(app, date);
  expect(await state()).toBe('sending');
  await cancelDay(app, date, 'by hand');
  expect(await state()).toBe('cancelled');
  expect(await countEdition(app.database, editionId)).toMatchObject({ skipped: 3 });
});

it.each(['sent', 'retried'])('a copy of the data folder is refused before anything is %s', async (what) => {
  const app = await openApp();
  await takeOverSending(app.database, { machine: 'another', folder: '/srv/news' });
  const date = editionDate(DATE);
  const { signal } = new AbortController();
  const act = what === 'sent' ? sendDay(app, date, { signal }) : retryDay(app, date);
  await expect(act).rejects.toMatchObject({ code: 'not-owner' });
});
