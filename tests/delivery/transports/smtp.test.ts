import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, it, onTestFinished } from 'vitest';
import { smtpTransport } from '../../../src/delivery/transports/smtp.ts';
import type { Transport } from '../../../src/model/delivery.ts';
import type { Message } from '../../../src/model/email.ts';
import { testClock } from '../../support/clock.ts';
import { freePort } from '../../support/program.ts';

const message: Message = {
  from: { name: 'The Daily', address: 'daily@news.example' },
  to: 'ada@readers.example',
  replyTo: 'editors@news.example',
  ...{ subject: 'Modelle für morgen ✓', html: '<p>Grüße</p>', text: 'Grüße\n.\nnach einem Punkt' },
  headers: { 'List-Unsubscribe': '<https://news.example/unsubscribe/abc>' },
  tags: { edition: '2026-11-24', batch: 'batch-1-1', delivery: '42' },
};
const signal = new AbortController().signal;
const batch = { key: 'k', messages: [message] };

type Received = { from: string; to: string[]; body: string };
type Server = {
  readonly transport: Transport;
  readonly received: Received[];
  readonly connections: () => number;
  /** Breaks every connection. */
  readonly cut: () => void;
};

/** A real SMTP server. `afterData`: what becomes of the connection when a message has been taken. */
async function server(
  options: SMTPServerOptions = {},
  afterData: (socket: Socket) => 'answer' | 'silence' = () => 'answer',
): Promise<Server> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const smtp = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const body = Buffer.concat(chunks).toString();
        const from = mailFrom === false ? '' : mailFrom.address;
        received.push({ from, to: rcptTo.map(({ address }) => address), body });
        if ([...sockets].map(afterData).every((what) => what === 'answer')) done(null);
      });
    },
    ...options,
  });
  smtp.server.on('connection', (socket: Socket) => sockets.add(socket));
  // A client that goes away in the middle is what some of these tests are about.
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const transport = smtpTransport({
    url: `smtp://127.0.0.1:${port}`,
    clock: testClock('2026-11-24T07:00:00Z'),
  });
  onTestFinished(async () => {
    await transport.close();
    cut();
    await new Promise<void>((done) => smtp.close(done));
  });
  return { transport, received, connections: () => sockets.size, cut };
}

function refusing(code: number): (...args: unknown[]) => void {
  return (...args) => {
    const done = args.at(-1) as (error: Error) => void;
    done(Object.assign(new Error('no'), { responseCode: code }));
  };
}

function refusingData(code: number): NonNullable<SMTPServerOptions['onData']> {
  return (stream, _session, done) => {
    stream.resume();
    stream.on('end', () => refusing(code)(done));
  };
}

it('hands a message over whole, to one address, and keeps the reply', async () => {
  const { transport, received } = await server();
  const result = await transport.submit(batch, signal);
  expect(result).toMatchObject({
    kind: 'settled',
    results: [{ kind: 'submitted', providerId: expect.stringMatching(/^250 /) as string }],
  });
  expect(received).toMatchObject([{ from: message.from.address, to: [message.to] }]);
  const mail = await PostalMime.parse(received[0]?.body ?? '');
  expect(mail).toMatchObject({ subject: message.subject, from: message.from });
  expect(mail.text?.replaceAll('\r\n', '\n')).toContain(message.text);
});

it('keeps its connection for the next message', async () => {
  const { transport, received, connections } = await server();
  for (let call = 0; call < 3; call += 1) await transport.submit(batch, signal);
  expect([received.length, connections()]).toEqual([3, 1]);
});

it('a connection that breaks after DATA leaves the outcome unknown, and the message is not offered again', async () => {
  const { transport, received } = await server({}, (socket) => {
    socket.destroy();
    return 'silence';
  });
  expect(await transport.submit(batch, signal)).toMatchObject({ kind: 'unknown' });
  await new Promise((done) => setTimeout(done, 300));
  expect(received).toHaveLength(1);
});

it.each([
  ['before the next message proves that it was not accepted', 'mail', 'later'],
  ['after its DATA leaves the outcome unknown', 'data', 'unknown'],
] as const)('a kept connection that breaks %s', async (_, where, kind) => {
  let calls = 0;
  const kept = await server(
    {
      onMailFrom: (_address, _session, done) => {
        if (where === 'mail' && calls === 2) kept.cut();
        else done();
      },
    },
    (socket) => {
      if (where === 'data' && calls === 2) socket.destroy();
      return 'answer';
    },
  );
  for (const expected of ['settled', kind]) {
    calls += 1;
    expect((await kept.transport.submit(batch, signal)).kind).toBe(expected);
  }
  expect(kept.received).toHaveLength(where === 'mail' ? 1 : 2);
});

it('our own time limit leaves the outcome unknown', async () => {
  const { transport } = await server({}, () => 'silence');
  expect(await transport.submit(batch, AbortSignal.timeout(300))).toMatchObject({
    kind: 'unknown',
    reason: 'SMTP: no answer in time',
  });
});

it.each([
  ['a recipient refused for good', { onRcptTo: refusing(550) }, 'unaccepted'],
  ['a recipient refused for now', { onRcptTo: refusing(450) }, 'deferred'],
  ['a server that closes at a recipient', { onRcptTo: refusing(421) }, 'later'],
  ['a sender refused for now', { onMailFrom: refusing(451) }, 'later'],
  ['a sender refused for good', { onMailFrom: refusing(553) }, 'pause'],
  ['a message refused after DATA', { onData: refusingData(554) }, 'unaccepted'],
  ['a message refused for now after DATA', { onData: refusingData(451) }, 'deferred'],
  ['a server that closes after DATA', { onData: refusingData(421) }, 'later'],
  ['a server that closes at once', { onConnect: refusing(421) }, 'later'],
  ['a login that is asked for', { authOptional: false }, 'pause'],
] as const)('%s is %s', async (_, options, kind) => {
  const { transport } = await server(options);
  expect((await transport.submit(batch, signal)).kind).toBe(kind);
});

it('a server that does not answer the door proves that nothing was accepted', async () => {
  const url = `smtp://127.0.0.1:${await freePort()}`;
  const transport = smtpTransport({ url, clock: testClock(0) });
  onTestFinished(() => transport.close());
  expect(await transport.submit(batch, signal)).toMatchObject({ kind: 'later' });
});

it('a server that takes the connection and never greets proves that nothing was accepted', async () => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const transport = smtpTransport({
    ...{ url: `smtp://127.0.0.1:${port}`, clock: testClock(0), connectMs: 200 },
  });
  onTestFinished(async () => {
    await transport.close();
    silent.close();
  });
  expect(await transport.submit(batch, AbortSignal.timeout(5000))).toMatchObject({
    kind: 'later',
    reason: 'SMTP: Greeting never received',
  });
});

it('more than one message is handed back, to be cut smaller', async () => {
  const { transport, received } = await server();
  const result = await transport.submit({ key: 'k', messages: [message, message] }, signal);
  expect(result.kind).toBe('too-large');
  expect(received).toEqual([]);
});
