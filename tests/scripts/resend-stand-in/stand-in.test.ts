/** The stand-in judges the engine, so it is judged by Resend's own SDK and by what Resend documents. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Resend } from 'resend';
import { afterEach, describe, expect, it } from 'vitest';
import { firstOf, inOrder, planIn, type FaultPlan } from '../../../scripts/resend-stand-in/fault-plans.ts';
import { FAULTS, type FaultName } from '../../../scripts/resend-stand-in/faults.ts';
import { startPosting } from '../../../scripts/resend-stand-in/posting.ts';
import {
  startStandIn,
  type StandIn,
  type StandInOptions,
} from '../../../scripts/resend-stand-in/stand-in.ts';

const DAY = 86_400_000;
const mail = (to: string, subject = 's') => ({ from: 'a@news.example', to, subject, text: 't' });

const open: StandIn[] = [];
async function resendWith(options: StandInOptions): Promise<{ standIn: StandIn; resend: Resend }> {
  const standIn = await startStandIn(options);
  open.push(standIn);
  return { standIn, resend: new Resend('re_test', { baseUrl: standIn.url }) };
}
afterEach(async () => {
  for (const standIn of open.splice(0)) await standIn.close();
});

describe('keys', () => {
  it('the same key and body is answered again and accepted once, for a day and no longer', async () => {
    let now = 0;
    const { standIn, resend } = await resendWith({ now: () => now });
    const send = () => resend.batch.send([mail('a@readers.example')], { idempotencyKey: 'k' });
    const first = await send();
    now = DAY - 1;
    expect((await send()).data).toEqual(first.data);
    expect(standIn.journal()).toHaveLength(1);
    now = DAY + 1;
    await send();
    expect(standIn.journal()).toHaveLength(2);
  });

  it('another body under a used key is a conflict; another account knows nothing of the key', async () => {
    const { standIn, resend } = await resendWith({});
    await resend.batch.send([mail('a@readers.example')], { idempotencyKey: 'k' });
    const other = await resend.batch.send([mail('a@readers.example', 'other')], { idempotencyKey: 'k' });
    expect(other.error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' });
    const elsewhere = new Resend('re_other', { baseUrl: standIn.url });
    await elsewhere.batch.send([mail('a@readers.example')], { idempotencyKey: 'k' });
    expect(standIn.journal()).toHaveLength(2);
  });

  it('a second call while the first runs is told so', async () => {
    const { resend } = await resendWith({ latencyMs: 60 });
    const send = () => resend.batch.send([mail('a@readers.example')], { idempotencyKey: 'k' });
    const names = (await Promise.all([send(), send()])).map(({ error }) => error?.name);
    expect(names.toSorted()).toEqual(['concurrent_idempotent_requests', undefined]);
  });
});

describe('batches', () => {
  const list = [mail('a@readers.example'), mail('not an address'), mail('c@readers.example')];

  it('strict: one invalid message refuses all', async () => {
    const { standIn, resend } = await resendWith({});
    const { error } = await resend.batch.send(list, { batchValidation: 'strict' });
    expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' });
    expect(standIn.journal()).toEqual([]);
  });

  it('permissive: the others are accepted, and the invalid ones named by their place', async () => {
    const { standIn, resend } = await resendWith({});
    const { data } = await resend.batch.send(list, { batchValidation: 'permissive' });
    expect(data).toMatchObject({ data: [{}, {}], errors: [{ index: 1 }] });
    expect(standIn.journal().map(({ to }) => to)).toEqual(['a@readers.example', 'c@readers.example']);
  });
});

describe('account', () => {
  it('refuses what is over its quota of the day, and says so by name; the next day has its own', async () => {
    let now = Date.parse('2026-11-24T23:00:00Z');
    const { resend } = await resendWith({ dailyQuota: 2, now: () => now });
    const send = (to: string) => resend.emails.send(mail(to));
    await send('a@readers.example');
    expect((await send('b@readers.example')).headers).toMatchObject({ 'x-resend-daily-quota': '2' });
    expect((await send('c@readers.example')).error).toMatchObject({
      ...{ statusCode: 429, name: 'daily_quota_exceeded' },
    });
    now += 2 * 3_600_000;
    expect((await send('c@readers.example')).error).toBeNull();
  });

  it('mails an address that bounced no more: it accepts, and tells that it did not send', async () => {
    let now = 0;
    const { resend } = await resendWith({ now: () => now });
    await resend.emails.send(mail('bounced+1@readers.example'));
    now += 60_000;
    const { data } = await resend.emails.send(mail('bounced+1@readers.example'));
    now += 60_000;
    expect((await resend.emails.get(data?.id ?? '')).data).toMatchObject({ last_event: 'suppressed' });
    expect((await resend.emails.list()).data?.data.map((email) => email.last_event)).toEqual([
      ...['suppressed', 'bounced'],
    ]);
  });

  it('tells its rate on every answer, and refuses more than that in a second', async () => {
    const { standIn, resend } = await resendWith({ ratePerSecond: 3 });
    const answers = [];
    for (let call = 0; call < 8; call += 1) answers.push(await resend.emails.send(mail('a@readers.example')));
    expect(answers[0]?.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-policy': '3;w=1' });
    expect(standIn.overRate()).toBeGreaterThan(0);
    expect(answers.find(({ error }) => error !== null)).toMatchObject({
      ...{ error: { name: 'rate_limit_exceeded' }, headers: { 'retry-after': '1' } },
    });
  });
});

describe('faults', () => {
  it.each(Object.keys(FAULTS) as FaultName[])('%s: accepts what it says it accepts', async (name) => {
    const { standIn, resend } = await resendWith({ fault: inOrder(name), hangMs: 20 });
    await resend.batch.send([mail('a@readers.example'), mail('b@readers.example')], { idempotencyKey: 'k' });
    expect(standIn.journal()).toHaveLength(FAULTS[name].accepts ? 2 : 0);
  });

  it('are met by share, by number of the call, from a number on, or by the label of a recipient', () => {
    const met = (words: string, calls = 10) => {
      const plan = planIn(words, 1);
      return Array.from({ length: calls }, (_, index) => plan?.(index + 1, ['a@b.example']) ?? '');
    };
    expect(met('reset=#3').findIndex((name) => name === 'reset')).toBe(2);
    expect(met('daily-quota=#8-').filter((name) => name !== '')).toHaveLength(3);
    const often = met('reset=0.3', 1000).filter((name) => name === 'reset').length;
    expect(often).toBeGreaterThan(200);
    expect(often).toBeLessThan(400);
    const labelled = planIn('item-invalid=+poison', 1);
    expect(labelled?.(1, ['a+poison@b.example'])).toBe('item-invalid');
    expect(labelled?.(1, ['a@b.example'])).toBeUndefined();
    for (const words of ['reset', 'reset=2', 'no-such=0.1', 'reset=#']) expect(planIn(words, 1)).toBeNull();
    const both = firstOf([planIn('reset=#1', 1), planIn('garbage=#2', 1)].filter((p): p is FaultPlan => !!p));
    expect([both(1, []), both(2, []), both(3, [])]).toEqual(['reset', 'garbage', undefined]);
  });
});

describe('webhooks', () => {
  const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

  /** What an endpoint that checks signatures gets, by whether it took it. */
  async function posted(fault: FaultName | undefined, to: string, expected: number): Promise<string[]> {
    const got: string[] = [];
    const verifier = new Resend('re_verifying');
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const payload = Buffer.concat(chunks).toString();
        const header = (name: string) => String(request.headers[name] ?? '');
        const headers = {
          ...{ id: header('svix-id'), timestamp: header('svix-timestamp') },
          signature: header('svix-signature'),
        };
        try {
          verifier.webhooks.verify({ payload, headers, webhookSecret: secret });
          got.push((JSON.parse(payload) as { type: string }).type);
          response.writeHead(200).end();
        } catch {
          got.push('refused');
          response.writeHead(401).end();
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // A second is a day: everything that will be told of a message is told soon.
    const posting = startPosting({ url: `http://127.0.0.1:${port}`, secret, speed: 86_400 });
    const { resend } = await resendWith({ fault: () => fault, onAccepted: posting.post });
    await resend.emails.send(mail(to));
    await expect.poll(() => got.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(expected);
    posting.close();
    server.close();
    server.closeAllConnections();
    return got;
  }

  it('tell the life of a message, signed as Resend signs', async () => {
    expect(await posted(undefined, 'complained@readers.example', 3)).toEqual([
      ...['email.sent', 'email.delivered', 'email.complained'],
    ]);
  });

  it.each(['webhook-forged', 'webhook-stale', 'webhook-rewritten'] as const)(
    '%s: a spoilt one is refused, and comes again as it should be',
    async (fault) => {
      const got = await posted(fault, 'a@readers.example', 6);
      expect(got.filter((type) => type === 'refused').length).toBeGreaterThanOrEqual(2);
      expect(new Set(got)).toEqual(new Set(['refused', 'email.sent', 'email.delivered']));
    },
  );

  it.each([
    ['webhook-duplicate', 6],
    ['webhook-reordered', 2],
    ['webhook-delayed', 2],
    ['webhook-lost', 0],
  ] as const)('%s: %i are posted', async (fault, count) => {
    const got = await posted(fault, 'a@readers.example', count);
    expect(got).toHaveLength(count);
    if (fault === 'webhook-reordered') expect(got).toEqual(['email.delivered', 'email.sent']);
  });
});
