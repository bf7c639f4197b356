import { expect, it } from 'vitest';
import { seeded } from '../../scripts/resend-stand-in/fault-plans.ts';
import type { Accepted } from '../../scripts/resend-stand-in/mailbox.ts';
import { shuffled, webhooksOf, type Webhook } from '../../scripts/resend-stand-in/webhooks.ts';
import type { Database } from '../../src/database/connect.ts';
import { DAY_MS } from '../../src/model/date.ts';
import { softBouncesSchema, type SoftBounceRules } from '../../src/model/list-policies.ts';
import { recordEvent } from '../../src/delivery/events.ts';
import { auditEdition } from '../../src/delivery/ledger.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import { readResendEvent } from '../../src/delivery/transports/resend-events.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { testClock } from '../support/clock.ts';
import { describeOnBothEngines } from '../support/databases.ts';
import { DATE, MORNING, keys, newsroom, ruledTransport } from './newsroom.ts';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const KINDS = ['reader', 'bounced', 'complained', 'suppressed', 'failed', 'full', 'late', 'strange'];
const READERS = KINDS.flatMap((kind) => [1, 2].map((number) => `${kind}+${number}@readers.example`));
const clock = testClock(MORNING);

/** A sent edition and what the provider will report of it. */
async function sent(database: Database, silent = false): Promise<{ editionId: number; webhooks: Webhook[] }> {
  const transport = ruledTransport(() => (silent ? 'accept-silently' : 'accept'), {
    idempotencyWindowMs: silent ? 0 : 86_400_000,
  });
  const { editionId, deps } = await newsroom(database, READERS, { transport, batch: 4 });
  await sendEdition(deps, { editionId });
  const emails = transport.offered.flatMap(({ key, messages }): Accepted[] =>
    messages.map(({ to, tags, subject, headers }, index) => ({
      ...{
        id: `${key}#${index}`,
        key,
        at: MORNING,
        from: 'a@news.example',
        to,
        subject,
        headers: { ...headers },
      },
      tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
    })),
  );
  return { editionId, webhooks: emails.flatMap((email) => webhooksOf(email, SECRET)) };
}

async function take(
  database: Database,
  webhooks: readonly Webhook[],
  rules: Partial<SoftBounceRules> = {},
): Promise<string[]> {
  const results: string[] = [];
  for (const { headers, body } of webhooks) {
    const event = readResendEvent(headers['svix-id'] ?? '', body, MORNING);
    results.push(
      event === null
        ? 'none'
        : await recordEvent({ database, keys, clock, softBounces: softBouncesSchema.parse(rules) }, event),
    );
  }
  return results;
}

/** Everything events can change. */
async function stateOf({ query }: Database) {
  const deliveries = await query
    .selectFrom('delivery')
    .select(['subscriber_id', 'state', 'outcome', 'provider_id'])
    .orderBy('subscriber_id')
    .execute();
  const suppressions = await query.selectFrom('suppression').select(['address_hash', 'reason']).execute();
  const paused = await query.selectFrom('subscriber').select(['id', 'paused_until']).orderBy('id').execute();
  const events = await query.selectFrom('delivery_event').select('event_id').execute();
  return {
    ...{ deliveries, paused },
    suppressions: suppressions.map((row) => `${row.address_hash} ${row.reason}`).toSorted(),
    events: events.map((row) => row.event_id).toSorted(),
  };
}

describeOnBothEngines('delivery events', (open) => {
  it('say what became of each message', async () => {
    const database = await open();
    const { webhooks } = await sent(database);
    await take(database, webhooks);
    const { deliveries, suppressions } = await stateOf(database);
    const outcomes = Object.groupBy(deliveries, (row) => READERS[row.subscriber_id - 1]?.split('+')[0] ?? '');
    expect(
      Object.fromEntries(Object.entries(outcomes).map(([kind, rows]) => [kind, rows?.[0]?.outcome])),
    ).toEqual({
      ...{ reader: 'delivered', bounced: 'bounced', complained: 'complained', suppressed: 'suppressed' },
      ...{ failed: 'failed', full: 'bounced', late: 'delivered', strange: 'delivered' },
    });
    expect(suppressions).toHaveLength(6);
    const subscribers = createSubscribers({ database, keys, clock });
    expect(await subscribers.isSuppressed('bounced+1@readers.example')).toBe(true);
    expect(await subscribers.isSuppressed('full+1@readers.example')).toBe(false);
  });

  it.each([1, 2])('tripled and in any order they come to the same (seed %i)', async (seed) => {
    const inOrder = await open();
    await take(inOrder, (await sent(inOrder)).webhooks);
    const database = await open();
    const { webhooks } = await sent(database);
    const results = await take(database, shuffled(webhooks, seed));
    expect(await stateOf(database)).toEqual(await stateOf(inOrder));
    expect(results.filter((result) => result === 'recorded')).toHaveLength(webhooks.length);
    expect(results.filter((result) => result === 'already')).toHaveLength(2 * webhooks.length);
  });

  it('give a mailbox that is full its rest; a longer break that its reader chose stays', async () => {
    const full = READERS.findIndex((address) => address.startsWith('full+')) + 1;
    for (const chosen of [null, MORNING + 60 * DAY_MS]) {
      const database = await open();
      const { webhooks } = await sent(database);
      const { query } = database;
      const reader = query.selectFrom('subscriber').select('paused_until').where('id', '=', full);
      await query.updateTable('subscriber').set({ paused_until: chosen }).where('id', '=', full).execute();
      await take(database, webhooks, { inARow: 1, restDays: 7 });
      const { paused_until: until } = await reader.executeTakeFirstOrThrow();
      expect(Math.floor(((until ?? 0) - MORNING) / DAY_MS)).toBe(chosen === null ? 7 : 60);
    }
  });

  it('two of one message at the same moment both count', async () => {
    const database = await open();
    const { webhooks } = await sent(database);
    const random = seeded(7);
    const mixed = [...webhooks].sort(() => random() - 0.5);
    for (let at = 0; at < mixed.length; at += 8)
      await Promise.all(mixed.slice(at, at + 8).map((webhook) => take(database, [webhook])));
    const other = await open();
    await take(other, (await sent(other)).webhooks);
    expect(await stateOf(database)).toEqual(await stateOf(other));
  });

  it('settle what was uncertain, by our own tags, without another mail', async () => {
    const database = await open();
    const { editionId, webhooks } = await sent(database, true);
    expect((await auditEdition(database, editionId)).count).toMatchObject({ uncertain: READERS.length });
    await take(database, webhooks);
    const { count, problems } = await auditEdition(database, editionId);
    expect(count).toMatchObject({ uncertain: 0, submitted: READERS.length });
    expect(problems).toEqual([]);
    const batches = await database.query.selectFrom('batch').select('state').execute();
    expect(new Set(batches.map(({ state }) => state))).toEqual(new Set(['settled']));
  });

  it('of another newsroom on the same account touch nothing here', async () => {
    const database = await open();
    const { webhooks } = await sent(database, true);
    const before = await stateOf(database);
    const foreign = webhooks.map(({ headers, body }) => ({
      headers,
      body: body.replaceAll('readers.example', 'elsewhere.example'),
    }));
    const yesterday = webhooks.map(({ headers, body }) => ({
      headers: { ...headers, 'svix-id': `${headers['svix-id']}y` },
      body: body.replaceAll(DATE, '2026-11-23'),
    }));
    await take(database, [...foreign, ...yesterday]);
    expect({ ...(await stateOf(database)), events: [] }).toEqual({ ...before, events: [] });
  });

  it('are kept without the headers, which hold a link that acts for the reader', async () => {
    const database = await open();
    await take(database, (await sent(database)).webhooks);
    const kept = JSON.stringify(await database.query.selectFrom('delivery_event').selectAll().execute());
    expect(kept).not.toContain('unsubscribe');
    expect(kept).toContain('MailboxFull');
  });
});
