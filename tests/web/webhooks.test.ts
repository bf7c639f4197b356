import { expect, it } from 'vitest';
import { sign, spoiled, type Webhook } from '../../scripts/resend-stand-in/webhooks.ts';
import { webPorts } from '../../src/web/app-ports.ts';
import { createWeb } from '../../src/web/server.ts';
import { publication } from '../archive/sample-edition.ts';
import { openHouse } from './house.ts';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const BODY = JSON.stringify({
  type: 'email.complained',
  created_at: '2026-11-24T12:00:00.000Z',
  data: { email_id: 're_1', to: ['ada@readers.example'], subject: 'Grüße', tags: { delivery: '1' } },
});

async function listening(webhookSecret: string | null = SECRET) {
  const house = await openHouse();
  // What Resend says of an address alone needs no message of ours.
  const config = { ...house.config, resend: { ...house.config.resend, webhookSecret } };
  const web = createWeb(webPorts({ ...house, publication, config }, (line) => void house.lines.push(line)));
  const post = async ({ headers, body }: Webhook) =>
    web.request('/webhooks/resend', { method: 'POST', body, headers });
  const events = async () => house.database.query.selectFrom('delivery_event').selectAll().execute();
  return { ...house, post, events };
}

it('takes what Resend signed, once, however often it comes', async () => {
  const { post, events } = await listening();
  const webhook = sign(SECRET, 'msg_1', Date.now(), BODY);
  const answers = [await post(webhook), await post(webhook), await post(webhook)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await Promise.all(answers.map(async (answer) => answer.json()))).toEqual([
    { result: 'recorded' },
    { result: 'already' },
    { result: 'already' },
  ]);
  expect(await events()).toHaveLength(1);
});

it('takes any one of several signatures: that is how a secret is rotated', async () => {
  const { post, events } = await listening();
  const { headers, body } = sign(SECRET, 'msg_1', Date.now(), BODY);
  const old = 'v1,bm90IHRoaXMgb25lLCB0aGUgbmV4dCBvbmUgaXMgcmlnaHQ=';
  expect(
    (await post({ body, headers: { ...headers, 'svix-signature': `${old} ${headers['svix-signature']}` } }))
      .status,
  ).toBe(200);
  expect(await events()).toHaveLength(1);
});

it.each(Object.entries(spoiled(sign(SECRET, 'msg_1', Date.now(), BODY), SECRET)))(
  'refuses what is %s, and changes nothing',
  async (_, webhook) => {
    const { post, events, lines } = await listening();
    expect((await post(webhook)).status).toBe(401);
    expect(await events()).toEqual([]);
    expect(lines).toHaveLength(1);
  },
);

it('answers kinds it does not know as taken, so that they are not sent for ever', async () => {
  const { post } = await listening();
  for (const body of ['{"type":"inbox.created","data":{}}', '"teapot"'])
    expect((await post(sign(SECRET, `msg_${body.length}`, Date.now(), body))).status).toBe(200);
});

it("suppresses whom Resend's own list holds, and lets nobody be suppressed by a mail that is not ours", async () => {
  const { post, subscribers } = await listening();
  await post(sign(SECRET, 'msg_1', Date.now(), BODY));
  expect(await subscribers.isSuppressed('ada@readers.example')).toBe(false);
  const listed = { type: 'suppression.added', data: { email: 'ada@readers.example', origin: 'bounce' } };
  await post(sign(SECRET, 'msg_2', Date.now(), JSON.stringify(listed)));
  expect(await subscribers.isSuppressed('ada@readers.example')).toBe(true);
});

it('logs nothing of a body that fails, which may hold a link that acts for a reader', async () => {
  const { post, lines, database } = await listening();
  await database.query.schema.dropTable('delivery_event').execute();
  const body = BODY.replace('Grüße', 'https://news.example/unsubscribe/TOKEN');
  expect((await post(sign(SECRET, 'msg_1', Date.now(), body))).status).toBe(500);
  expect(lines.join('\n')).toContain('/webhooks/resend failed');
  expect(lines.join('\n')).not.toContain('TOKEN');
});

it('is not there while no secret is set', async () => {
  const { post } = await listening(null);
  expect((await post(sign(SECRET, 'msg_1', Date.now(), BODY))).status).toBe(404);
});
