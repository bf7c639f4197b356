import fc from 'fast-check';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { sampleEdition } from '../../../emails/samples.ts';
import { assembler, openMessage, valuesOf } from '../../../src/delivery/assemble.ts';
import type { PinnedRecipe } from '../../../src/delivery/recipe.ts';
import { createPacer } from '../../../src/delivery/pace.ts';
import { sealer } from '../../../src/delivery/seal-batch.ts';
import { resendTransport } from '../../../src/delivery/transports/resend.ts';
import { fill, frameOf, payload, writeBatch } from '../../../src/delivery/transports/resend-payload.ts';
import { HOUR_MS } from '../../../src/model/date.ts';
import type { Transport } from '../../../src/model/delivery.ts';
import { mergeMark, type CompiledEmail } from '../../../src/model/email.ts';
import { systemClock, type Clock } from '../../../src/platform/clock.ts';
import { compileEdition } from '../../../src/render/index.ts';
import { sealEmail, withoutMarks } from '../../../src/render/seal.ts';
import { testClock } from '../../support/clock.ts';
import { freePort } from '../../support/program.ts';
import { compiled, keys, MORNING } from '../newsroom.ts';

const pinned: PinnedRecipe = {
  recipe: {
    ...{ date: '2026-11-24', editionHash: 'ab12cd34'.repeat(8), transport: 'resend' },
    from: { name: 'Täglich, "neu"', address: 'daily@news.example' },
    replyTo: 'editors@news.example',
    ...{ listName: 'The Daily', listId: 'daily.news.example', publicUrl: 'https://news.example' },
  },
  keyId: keys.newest.id,
  frozen: 3,
};
const claim = {
  key: 'edition/2026-11-24/ab12cd34/batch-7-1',
  members: [
    { delivery: 1, subscriber: 11, address: 'ada@readers.example' },
    { delivery: 20, subscriber: 12, address: `o'brien+"daily"&=<news>@readers.example` },
    { delivery: 300, subscriber: 13, address: 'jürgen😀@bücher.example' },
  ],
};
const { signal } = new AbortController();

type Heard = { url: string; headers: IncomingHttpHeaders; body: string };
type Reply = (response: ServerResponse, call: number) => void;

/** A server that keeps what it hears, byte for byte, and answers as told; and the transport that speaks to it. */
async function resend(
  reply: Reply,
  clock: Clock = systemClock,
): Promise<{ heard: Heard[]; transport: Transport }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.setHeader('ratelimit-limit', '10000');
      reply(response, heard.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const transport = transportTo(`http://127.0.0.1:${port}/api`, clock);
  onTestFinished(async () => {
    await transport.close();
    server.closeAllConnections();
    server.close();
  });
  return { heard, transport };
}

function transportTo(baseUrl: string, clock: Clock = systemClock): Transport {
  const pacer = createPacer(clock);
  return resendTransport({ apiKey: 're_test', baseUrl, userAgent: 'inference-report/0', pacer });
}

const ids: Reply = (response) =>
  response.end(JSON.stringify({ data: claim.members.map(({ delivery }) => ({ id: `id-${delivery}` })) }));

const accepted = {
  kind: 'settled',
  results: claim.members.map(({ delivery }) => ({ kind: 'submitted', providerId: `id-${delivery}` })),
};

it('sends the very bytes that the SDK sends', async () => {
  const edition = await compileEdition(sampleEdition);
  for (const mail of [edition, compiled]) {
    const { heard, transport } = await resend(ids);
    const messages = assembler(pinned, mail)(valuesOf(pinned, keys, claim));
    expect(await transport.submit({ key: claim.key, messages }, signal)).toEqual(accepted);
    expect(await sealer(transport, pinned, keys, mail)(claim).submit(signal)).toEqual(accepted);
    const [sdk, ours] = heard;
    expect(ours?.body).toBe(sdk?.body);
    expect(ours?.url).toBe('/api/emails/batch');
    expect(ours?.url).toBe(sdk?.url);
    for (const name of [
      ...['authorization', 'content-type', 'content-length'],
      ...['idempotency-key', 'user-agent', 'x-batch-validation'],
    ])
      expect([name, ours?.headers[name]]).toEqual([name, sdk?.headers[name]]);
  }
});

it('whatever stands in mail, sender and address, the bytes are those of the reference', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 }).map((raw) => withoutMarks(raw));
  const address = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .filter((value) => !/[\u0000-\u001F\u007F]/.test(value));
  const mark = fc
    .constantFrom('address', 'unsubscribeUrl', 'preferencesUrl')
    .map((field) => mergeMark(field));
  const part = fc.array(fc.oneof(text, mark), { maxLength: 6 }).map((pieces) => pieces.join(''));
  const mail = fc.record({ subject: part, html: part, text: part });
  fc.assert(
    fc.property(mail, text, fc.array(address, { minLength: 1, maxLength: 4 }), (parts, name, addresses) => {
      const compiledMail = sealEmail(parts);
      const recipe = { ...pinned.recipe, from: { name, address: 'daily@news.example' } };
      const own = { ...pinned, recipe };
      const members = addresses.map((one, index) => ({ delivery: index, subscriber: index, address: one }));
      const messages = assembler(own, compiledMail)(valuesOf(own, keys, { key: 'k/batch-1-1', members }));
      expect(written(own, compiledMail, members)).toEqual(payload(messages).map(wireShape));
    }),
    { numRuns: 50 },
  );
});

function written(recipe: PinnedRecipe, mail: CompiledEmail, members: typeof claim.members): unknown {
  const frame = frameOf(openMessage(recipe, mail));
  const fillings = valuesOf(recipe, keys, { key: 'k/batch-1-1', members }).map((values) =>
    fill(frame, values),
  );
  const { buffer, length } = writeBatch(frame, fillings, Buffer.alloc(0));
  return JSON.parse(buffer.toString('utf8', 0, length));
}

/** The fields under the names that the API gives them. */
function wireShape({ replyTo, ...rest }: ReturnType<typeof payload>[number]): unknown {
  return { ...rest, reply_to: replyTo };
}

it('a buffer is used again for another batch, a larger and a smaller one', async () => {
  const { heard, transport } = await resend(ids);
  const seal = sealer(transport, pinned, keys, compiled);
  const sizes = [3, 1, 2];
  for (const size of sizes)
    await seal({ key: claim.key, members: claim.members.slice(0, size) }).submit(signal);
  const lengths = heard.map(({ body }) => (JSON.parse(body) as unknown[]).length);
  expect(lengths).toEqual(sizes);
});

it.each([
  ['a page of a gateway', 502, '<html>Bad gateway</html>', 'unknown'],
  ['a refusal with a body that is no JSON', 413, 'Request entity too large', 'too-large'],
  ['an empty acceptance', 200, '', 'unknown'],
  ['half an acceptance', 200, '{"data":[{"id":"a"', 'unknown'],
  ['an error that claims another status than it has', 500, '{"statusCode":422,"name":"x"}', 'unknown'],
  ['an error that is null', 500, 'null', 'unknown'],
  ['too many requests', 429, '{"name":"rate_limit_exceeded"}', 'later'],
  ['a redirect', 302, '', 'unknown'],
])('%s', async (_, status, body, kind) => {
  const { transport } = await resend((response) => response.writeHead(status).end(body));
  expect((await sealer(transport, pinned, keys, compiled)(claim).submit(signal)).kind).toBe(kind);
});

it.each(['the SDK', 'our own bytes'])(
  'a batch lost to a long sleep in the queue is not offered: by %s',
  async (by) => {
    const time = testClock(MORNING);
    // The machine sleeps where the queue would have had it wait for a moment.
    const sleeping = { ...time, sleep: async () => time.advance(HOUR_MS) };
    const { heard, transport } = await resend(ids, sleeping);
    const messages = assembler(pinned, compiled)(valuesOf(pinned, keys, claim));
    const sealed = sealer(transport, pinned, keys, compiled)(claim);
    const stillOurs = () => time.now() < MORNING + HOUR_MS;
    const offer = () =>
      by === 'the SDK'
        ? transport.submit({ key: claim.key, messages }, signal, stillOurs)
        : sealed.submit(signal, stillOurs);
    expect(await offer()).toEqual(accepted);
    expect(await offer()).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('ours no longer') as string,
    });
    expect(heard).toHaveLength(1);
  },
);

it('a reset leaves the outcome unknown, and the next call is made over a new connection', async () => {
  const { transport } = await resend((response, call) =>
    call === 1 ? response.socket?.destroy() : ids(response, call),
  );
  const sealed = sealer(transport, pinned, keys, compiled)(claim);
  expect(await sealed.submit(signal)).toMatchObject({ kind: 'unknown' });
  expect(await sealed.submit(signal)).toEqual(accepted);
});

it('our own time limit leaves the outcome unknown', async () => {
  const { transport } = await resend(() => undefined);
  const sealed = sealer(transport, pinned, keys, compiled)(claim);
  expect(await sealed.submit(AbortSignal.timeout(100))).toMatchObject({
    kind: 'unknown',
    reason: 'Resend: no answer in time',
  });
});

it('a call whose time ran out in the queue was never made, and that is proven', async () => {
  const clock = testClock(MORNING);
  const stop = new AbortController();
  const sleep = async () => {
    stop.abort();
  };
  const { heard, transport } = await resend(ids, { ...clock, sleep });
  const sealed = sealer(transport, pinned, keys, compiled)(claim);
  expect(await sealed.submit(signal)).toEqual(accepted);
  expect(await sealed.submit(stop.signal)).toMatchObject({
    kind: 'later',
    reason: expect.stringContaining('no room') as string,
  });
  expect(heard).toHaveLength(1);
});

it('an answer without an end is cut off: it could fill the memory before its time is over', async () => {
  const { transport } = await resend((response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      response.once('drain', more);
    };
    more();
  });
  expect(await sealer(transport, pinned, keys, compiled)(claim).submit(signal)).toMatchObject({
    kind: 'unknown',
    reason: 'Resend: the answer is too long',
  });
});

it('a refused connection proves that nothing was accepted', async () => {
  const transport = transportTo(`http://127.0.0.1:${await freePort()}`);
  onTestFinished(() => transport.close());
  expect(await sealer(transport, pinned, keys, compiled)(claim).submit(signal)).toMatchObject({
    kind: 'later',
    reason: expect.stringContaining('ECONNREFUSED') as string,
  });
});
