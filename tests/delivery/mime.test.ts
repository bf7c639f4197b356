import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { listHeaders } from '../../src/delivery/headers.ts';
import { composeMime } from '../../src/delivery/mime.ts';
import type { Message } from '../../src/model/email.ts';
import { compileEdition, personaliser } from '../../src/render/index.ts';
import { contentBatch } from '../support/content-sets.ts';

const UNSUBSCRIBE = 'https://news.example/unsubscribe/token';
const AT = Date.UTC(2026, 10, 24, 6);

const MAIL = {
  from: { name: 'The “Inference” Report, daily — 日報', address: 'daily@news.example' },
  replyTo: 'desk@news.example',
  listName: 'The Inference Report',
  listId: 'daily.news.example',
  publicUrl: 'https://news.example',
};

async function messageOf(edition: typeof sampleEdition): Promise<Message> {
  const values = { address: "o'brien+daily@readers.example", unsubscribeUrl: UNSUBSCRIBE };
  const personalise = personaliser(await compileEdition(edition));
  return {
    from: MAIL.from,
    to: values.address,
    replyTo: MAIL.replyTo,
    ...personalise({ ...values, preferencesUrl: 'https://news.example/preferences/token' }),
    headers: listHeaders({ ...MAIL, date: edition.date, editionHash: 'ab' }, UNSUBSCRIBE),
    tags: { edition: '2026-11-24', batch: '1' },
  };
}

/** Line ends are CRLF on the wire, and a mail may end in one line break more. */
function same(text: string | undefined): string | undefined {
  return text?.replaceAll('\r\n', '\n').trimEnd();
}

it('what is composed is what another library reads: both parts, subject, people and headers', async () => {
  const message = await messageOf(sampleEdition);
  const mail = await PostalMime.parse(await composeMime(message, AT));
  expect(same(mail.html)).toBe(same(message.html));
  expect(same(mail.text)).toBe(same(message.text));
  expect(mail.subject).toBe(message.subject);
  expect(mail.from).toMatchObject(message.from);
  expect(mail.to).toMatchObject([{ address: message.to }]);
  expect(mail.replyTo).toMatchObject([{ address: message.replyTo }]);
  expect(mail.attachments).toEqual([]);
  const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
  for (const [name, value] of Object.entries(message.headers))
    expect(headers.get(name.toLowerCase())).toBe(value);
});

it('the parts stand in the order of RFC 2046: text first, html last, both UTF-8, no line over 998 octets', async () => {
  const mime = (await composeMime(await messageOf(sampleEdition), AT)).toString('latin1');
  const types = [...mime.matchAll(/^Content-Type: ([^;\r\n]+)/gim)].map(([, type]) => type);
  expect(types).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
  expect(mime.match(/charset=utf-8/gi)).toHaveLength(2);
  expect(mime).not.toMatch(/[^\r]\n|\r[^\n]/);
  for (const line of mime.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
});

it('hostile content comes back as it was written', async () => {
  for (const edition of contentBatch(77).slice(0, 8)) {
    const message = await messageOf(edition);
    const mail = await PostalMime.parse(await composeMime(message, AT));
    expect(same(mail.html)).toBe(same(message.html));
    expect(same(mail.text)).toBe(same(message.text));
    expect(mail.subject).toBe(message.subject);
    expect(mail.headers.filter(({ key }) => key === 'bcc')).toEqual([]);
  }
});

it('the same message at the same moment gives the same bytes', async () => {
  const message = await messageOf(sampleEdition);
  expect(await composeMime(message, AT)).toEqual(await composeMime(message, AT));
});
