import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { outboxTransport } from '../../../src/delivery/transports/outbox.ts';
import type { Message } from '../../../src/model/email.ts';
import { testClock } from '../../support/clock.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'inference-report-outbox-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const message: Message = {
  from: { name: 'Täglich, "neu"', address: 'daily@news.example' },
  to: "o'brien+news@readers.example",
  replyTo: 'editors@news.example',
  subject: 'Modelle für morgen ✓',
  html: '<p>Grüße</p>',
  text: 'Grüße\n',
  headers: { 'List-Unsubscribe': `<https://news.example/unsubscribe/${'x'.repeat(90)}>` },
  tags: { edition: '2026-11-24', batch: 'batch-1-1', delivery: '42' },
};
const signal = new AbortController().signal;

it('writes a mail that a mail program reads, under the name of its delivery', async () => {
  const outbox = outboxTransport({ folder, clock: testClock('2026-11-24T07:00:00Z') });
  const result = await outbox.submit({ key: 'k', messages: [message] }, signal);
  const providerId = '2026-11-24/000042-o-brien+news-readers.example.eml';
  expect(result).toEqual({ kind: 'settled', results: [{ kind: 'submitted', providerId }] });
  const mail = await PostalMime.parse(await readFile(join(folder, providerId)));
  expect(mail).toMatchObject({
    ...{ subject: message.subject, date: '2026-11-24T07:00:00.000Z' },
    from: message.from,
    to: [{ address: message.to }],
    html: expect.stringContaining('<p>Grüße</p>') as string,
    text: expect.stringContaining('Grüße') as string,
  });
  const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
  expect(header).toBe(message.headers['List-Unsubscribe']);
});

it('offering a message again overwrites its file with the same bytes and leaves nothing beside it', async () => {
  const outbox = outboxTransport({ folder, clock: testClock('2026-11-24T07:00:00Z') });
  const written = async () => {
    await outbox.submit({ key: 'k', messages: [message] }, signal);
    const names = await readdir(join(folder, '2026-11-24'));
    expect(names).toHaveLength(1);
    return readFile(join(folder, '2026-11-24', names[0]!), 'utf8');
  };
  expect(await written()).toBe(await written());
});

it('takes the longest address there can be', async () => {
  const outbox = outboxTransport({ folder, clock: testClock(0) });
  const to = `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(56)}.example`;
  const result = await outbox.submit({ key: 'k', messages: [{ ...message, to }] }, signal);
  expect(result.kind).toBe('settled');
});

it('a folder that cannot be written leaves the outcome unknown and says why', async () => {
  await writeFile(join(folder, 'file'), '');
  const outbox = outboxTransport({ folder: join(folder, 'file'), clock: testClock(0) });
  expect(await outbox.submit({ key: 'k', messages: [message] }, signal)).toMatchObject({
    kind: 'unknown',
    reason: expect.stringContaining('the outbox cannot be written') as string,
  });
});
