/** The hash that pins a batch: another byte, reader, order, cut or account gives another, on each way to a provider. */
import { expect, it, onTestFinished } from 'vitest';
import type { PinnedRecipe } from '../../src/delivery/recipe.ts';
import { createPacer } from '../../src/delivery/pace.ts';
import { sealer } from '../../src/delivery/seal-batch.ts';
import { resendTransport } from '../../src/delivery/transports/resend.ts';
import type { Transport } from '../../src/model/delivery.ts';
import { sealEmail } from '../../src/render/seal.ts';
import { testClock } from '../support/clock.ts';
import { compiled, keys, MORNING, ruledTransport } from './newsroom.ts';

const pinned: PinnedRecipe = {
  recipe: {
    ...{ date: '2026-11-24', editionHash: 'ab12cd34'.repeat(8), transport: 'resend' },
    ...{ from: { name: 'The Daily', address: 'daily@news.example' }, replyTo: null },
    ...{ listName: 'The Daily', listId: 'daily.news.example', publicUrl: 'https://news.example' },
  },
  keyId: keys.newest.id,
  frozen: 2,
};
const claim = {
  key: 'edition/2026-11-24/ab12cd34/batch-7-1',
  members: [
    { delivery: 1, subscriber: 11, address: 'ada@readers.example' },
    { delivery: 2, subscriber: 12, address: 'bob@readers.example' },
  ],
};

function bulk(): Transport {
  const transport = resendTransport({
    ...{ apiKey: 're_a', baseUrl: 'https://api.example', userAgent: 'a test' },
    pacer: createPacer(testClock(MORNING)),
  });
  onTestFinished(() => transport.close());
  return transport;
}

it.each([
  ['messages one by one', () => ruledTransport(() => 'accept')],
  ['as the bytes of a batch', bulk],
])('%s: the same claim gives the same hash, and anything else another', (_, open) => {
  const transport = open();
  const [ada, bob] = claim.members;
  const members = (...all: (typeof ada)[]) => ({ ...claim, members: all.filter((one) => one !== undefined) });
  const hashOf = (
    given: Partial<{ transport: Transport; recipe: object; mail: typeof compiled }>,
    of = claim,
  ) =>
    sealer(
      given.transport ?? transport,
      { ...pinned, recipe: { ...pinned.recipe, ...given.recipe } },
      keys,
      given.mail ?? compiled,
    )(of).hash;
  const mail = { subject: 'The day in models', html: '<p>!</p>', text: '' };
  const all = [
    hashOf({}),
    hashOf({ mail: sealEmail(mail) }),
    hashOf({ mail: sealEmail({ ...mail, text: '!' }) }),
    hashOf({ recipe: { from: { name: 'The Daily!', address: 'daily@news.example' } } }),
    hashOf({ recipe: { replyTo: 'editors@news.example' } }),
    hashOf({ recipe: { listId: 'weekly.news.example' } }),
    hashOf({ recipe: { publicUrl: 'https://other.example' } }),
    hashOf({ transport: { ...transport, account: 'another account' } }),
    hashOf({}, { ...claim, key: 'edition/2026-11-24/ab12cd34/batch-7-2' }),
    hashOf({}, members(bob, ada)),
    hashOf({}, members(ada)),
    hashOf({}, members(ada, bob && { ...bob, subscriber: 13 })),
    hashOf({}, members(ada, bob && { ...bob, delivery: 3 })),
    hashOf({}, members(ada, bob && { ...bob, address: 'Bob@readers.example' })),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(hashOf({})).toBe(all[0]);
});
