/** The keeper of the newsroom, woken at chosen hours: what it does, says, and leaves alone. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, type App } from '../../src/app.ts';
import { defineNewsletter, parseConfig } from '../../src/config.ts';
import { editionDate, HOUR_MS } from '../../src/model/date.ts';
import type { Transport } from '../../src/model/delivery.ts';
import { approveDay, collectDay, resumeDay, statusOfDay } from '../../src/run/day.ts';
import { needEdition } from '../../src/run/need-edition.ts';
import { renderDay } from '../../src/run/render-day.ts';
import { importSampleReaders } from '../../src/run/sample-list.ts';
import { keepNewsroom, sendersOf, workThrough, type Keeper } from '../../src/run/scheduler.ts';
import type { Senders } from '../../src/run/senders.ts';
import { sendDay } from '../../src/run/send-day.ts';
import { runningClock, type TestClock } from '../support/clock.ts';

const DATE = editionDate('2026-11-24');
const at = (hour: string) => Date.parse(`2026-11-24T${hour}:00+01:00`);

let folder: string;
let app: App;
let clock: TestClock;
let said: string[];
let keeper: Keeper;
let senders: Senders;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inference-report-keeper-'));
  said = [];
  keeper = {
    signal: new AbortController().signal,
    report: (line) => said.push(line),
    send: async (date) => {
      await sendDay(app, date, { signal: new AbortController().signal });
    },
  };
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(newsroom: 'sample' | 'live', changes: Record<string, unknown> = {}): Promise<void> {
  clock = runningClock(at('05:00'));
  const essays = join(folder, 'essays');
  await mkdir(essays);
  await writeFile(
    join(essays, `${DATE}.md`),
    `---\ntitle: The keeper\nbyline: The desk\n---\n\n${'A plain sentence for the day. '.repeat(40)}\n`,
  );
  const settings = defineNewsletter({
    ...{ name: 'The Keeper', publisher: 'Keeper Press', postalAddress: '1 Keeper Street, Keepertown' },
    ...{ from: { name: 'The Keeper', address: 'daily@keeper.example' }, replyTo: 'desk@keeper.example' },
    ...{ listId: 'daily.keeper.example', timeZone: 'Europe/Berlin', essays: { folder: essays } },
    schedule: { collect: '05:00', draft: '05:30', send: '07:00' },
    labs: { sources: [] },
    wire: { sources: [] },
    // Nobody listens on port 1: a source that is down.
    papers: { focus: { default: 'cs.DC' }, feedUrl: 'http://127.0.0.1:1/arxiv' },
    benchmarks: { boards: [] },
    network: { allow: ['127.0.0.1:1'] },
    ...changes,
  });
  const live = {
    NEWSROOM: 'live',
    PUBLIC_URL: 'https://keeper.example',
    SIGNING_SECRET: 'k'.repeat(32),
    TRANSPORT: 'outbox',
  };
  const environment = { DATA_DIR: join(folder, 'data'), ...(newsroom === 'live' ? live : {}) };
  app = await createApp(parseConfig(settings, environment, join(folder, 'newsletter.config.ts')), { clock });
  senders = sendersOf(app, { ...keeper, send: (date) => keeper.send(date) });
}

async function wakeAt(hour: string): Promise<string[]> {
  clock.set(Math.max(clock.now(), at(hour)));
  return wake();
}

/** One waking, and the end of the sender that it started. */
async function wake(): Promise<string[]> {
  const before = said.length;
  await workThrough(app, keeper, senders);
  await senders.ended();
  return said.slice(before);
}

/** As spawn does where the system has no memory for another process: it throws, and returns no promise. */
function cannotStart(): Promise<void> {
  throw new Error('spawn ENOMEM');
}

async function addReader(): Promise<void> {
  await app.subscribers.add({ address: 'reader@readers.example', name: null, consent: 'asked' });
}

const mails = async () =>
  (await readdir(join(folder, 'data', 'outbox', DATE)).catch(() => [])).filter((name) =>
    name.endsWith('.eml'),
  );
const WAIT = { timeout: 20_000 };
const alerts = async () =>
  (await app.database.query.selectFrom('notice').select('letter').where('kind', '=', 'alert').execute()).map(
    ({ letter }) => letter ?? '',
  );
const testCopies = async () => {
  const folders = await readdir(join(folder, 'data', 'outbox')).catch(() => []);
  const files = await Promise.all(
    folders
      .filter((name) => name !== DATE)
      .map((name) => readdir(join(folder, 'data', 'outbox', name), { recursive: true })),
  );
  return files.flat().filter((name) => name.endsWith('.eml')).length;
};
const state = async () => (await statusOfDay(app, DATE)).edition?.state;

describe('the sample newsroom', () => {
  it('finishes a collection that was cut short before it drafts', async () => {
    await open('sample');
    await collectDay(app, DATE);
    await app.database.query.deleteFrom('collection').where('section', '=', 'wire').execute();
    await wakeAt('05:00');
    expect(said[0]).toContain('collected');
    expect(await state()).toBe('completed');
  });

  it('does the whole day in one waking, whatever the hour, and nothing in the next', async () => {
    await open('sample');
    await importSampleReaders(app);
    const first = await wakeAt('03:00');
    expect(first.map((line) => /collected|drafted|approved/.exec(line)?.[0])).toEqual([
      'collected',
      'drafted',
      'approved',
    ]);
    expect(await state()).toBe('completed');
    expect(await mails()).toHaveLength(25);
    expect(await wakeAt('23:00')).toEqual([]);
    expect(await mails()).toHaveLength(25);
    // No editor is asked to approve what has left.
    expect(await readdir(join(folder, 'data', 'outbox'))).toEqual([DATE]);
  });

  it('does not put readers who left back on the list', async () => {
    await open('sample');
    await importSampleReaders(app);
    for await (const page of app.subscribers.audience())
      for (const { id } of page) await app.subscribers.unsubscribe(id);
    await importSampleReaders(app);
    expect(await app.subscribers.countByState()).toMatchObject({ confirmed: 0, unsubscribed: 25 });
  });
});

describe('a live newsroom', () => {
  it('collects and drafts at its hours, and a source that is down is a line in the report', async () => {
    await open('live');
    expect(await wakeAt('05:00')).toEqual([
      expect.stringContaining('from 0 of 1 sources'),
      expect.stringMatching(/^ {2}arXiv.*:/i),
    ]);
    expect(await wakeAt('05:10')).toEqual([]);
    expect((await wakeAt('05:30'))[0]).toContain('drafted');
    expect(await state()).toBe('draft');
  });

  it('a preview before the hour of collecting leaves no empty draft behind', async () => {
    await open('live');
    await expect(renderDay(app, DATE, { redraft: true })).rejects.toThrow(/no edition of 2026-11-24/);
    expect(await state()).toBeUndefined();
    await wakeAt('05:30');
    expect(await state()).toBe('draft');
    expect((await renderDay(app, DATE, { redraft: true })).subject).toBe('The keeper');
  });

  it('holds at its hour what nobody approved, and says so once', async () => {
    await open('live');
    await addReader();
    await wakeAt('05:00');
    await wakeAt('05:30');
    expect(await wakeAt('07:00')).toEqual([expect.stringMatching(/HELD.*not approved/)]);
    expect(await wakeAt('07:01')).toEqual([]);
    expect(await state()).toBe('held');
    expect(await mails()).toEqual([]);
  });

  it('mails the editors once that a draft waits, and once that it is held', async () => {
    await open('live');
    await wakeAt('05:00');
    await wakeAt('05:30');
    await wakeAt('07:00');
    await wakeAt('07:01');
    const rows = await app.database.query.selectFrom('notice').selectAll().orderBy('id').execute();
    expect(rows.map(({ kind, state: of }) => [kind, of])).toEqual([
      ['draft-ready', 'pending'],
      ['alert', 'pending'],
    ]);
    expect(JSON.parse(rows[0]?.letter ?? '')).toMatchObject({
      to: 'desk@keeper.example',
      values: { detail: expect.stringContaining('“The keeper”') as string },
    });
    expect(rows[1]?.letter).toContain('held');
  });

  it('submits what was approved at its hour, once, however often it is woken', async () => {
    await open('live');
    await addReader();
    await wakeAt('05:00');
    await wakeAt('05:30');
    await approveDay(app, DATE, 'the editor');
    await wakeAt('06:59');
    expect(await mails()).toEqual([]);
    for (const hour of ['07:00', '07:01', '12:00']) await wakeAt(hour);
    expect(await mails()).toHaveLength(1);
    expect(await state()).toBe('completed');
  });

  it('after a night down holds an approved edition rather than mail it late', async () => {
    await open('live');
    await addReader();
    await wakeAt('05:00');
    await wakeAt('05:30');
    await approveDay(app, DATE, 'the editor');
    expect(await wakeAt('13:01')).toEqual([expect.stringMatching(/HELD.*more than 6 h/)]);
    expect(await mails()).toEqual([]);
    // A person decides, and another night passes: it is held again, and they are told again.
    await approveDay(app, DATE, 'the editor');
    expect(await wakeAt('22:00')).toEqual([expect.stringContaining('HELD')]);
    expect(await alerts()).toHaveLength(2);
    await approveDay(app, DATE, 'the editor');
    await wakeAt('22:00');
    expect(await mails()).toHaveLength(1);
  });

  it('a run too late to go on is paused and told; resumed by a person, it goes on', async () => {
    await open('live', { catchUpHours: 2 });
    await addReader();
    await wakeAt('05:00');
    await wakeAt('05:30');
    await approveDay(app, DATE, 'the editor');
    const stopped = AbortSignal.abort();
    clock.set(at('08:00'));
    await sendDay(app, DATE, { signal: stopped });
    for (const count of [1, 2]) {
      clock.advance(3 * HOUR_MS);
      await wake();
      expect(said.at(-1)).toMatch(/PAUSED.*more than 2 h/);
      expect(await alerts()).toHaveLength(count);
      await resumeDay(app, DATE);
    }
    await wake();
    expect(await mails()).toHaveLength(1);
  });

  it('tells a sender that failed, and tries again at the next waking', async () => {
    await open('live', { approval: 'automatic' });
    await addReader();
    await wakeAt('05:00');
    await wakeAt('05:30');
    const { send } = keeper;
    keeper = { ...keeper, send: () => Promise.reject(new Error('the disk is full')) };
    expect(await wakeAt('07:00')).toEqual([`${DATE}: the disk is full`]);
    keeper = { ...keeper, send: cannotStart };
    expect(await wakeAt('07:01')).toEqual([`${DATE}: spawn ENOMEM`]);
    expect(await alerts()).toEqual([expect.stringContaining('could not send it')]);
    keeper = { ...keeper, send };
    await wakeAt('07:03');
    expect(await mails()).toHaveLength(1);
  });

  it('a clock that ran hours ahead and was set right keeps no sender from its start', async () => {
    await open('live', { approval: 'automatic' });
    await addReader();
    await wakeAt('05:00');
    await wakeAt('05:30');
    const { send } = keeper;
    keeper = {
      ...keeper,
      send: async () => {
        clock.advance(2 * HOUR_MS);
        throw new Error('killed');
      },
    };
    await wakeAt('07:00');
    keeper = { ...keeper, send };
    clock.set(at('07:02'));
    await wake();
    expect(await mails()).toHaveLength(1);
  });

  it('a sender that ends before the edition has left is told once, and started again later and later', async () => {
    await open('live', { approval: 'automatic' });
    await wakeAt('05:00');
    await wakeAt('05:30');
    const started: number[] = [];
    keeper = { ...keeper, send: async () => void started.push(clock.now()) };
    for (let minute = 0; minute < 60; minute++) {
      clock.set(at('07:00') + minute * 60_000);
      await wake();
    }
    const minutes = started.map((start) => Math.floor((start - at('07:00')) / 60_000));
    expect(minutes).toEqual([0, 1, 3, 7, 15, 31]);
    expect(await alerts()).toHaveLength(1);
  });

  it('while a sender hangs on, the next day is collected, drafted and sent; the late one is paused', async () => {
    await open('live', { approval: 'automatic' });
    await addReader();
    await writeFile(join(folder, 'essays', '2026-11-25.md'), '---\ntitle: The next day\n---\n\nText.\n');
    const { send } = keeper;
    const leave = Promise.withResolvers<null>();
    keeper = {
      ...keeper,
      send: async (date) => {
        if (date !== DATE) return send(date);
        await sendDay(app, date, { signal: AbortSignal.abort() });
        await leave.promise;
      },
    };
    const work = (hour: string, later = 0) => {
      clock.set(at(hour) + later);
      return workThrough(app, keeper, senders);
    };
    for (const hour of ['05:00', '05:30', '07:00']) await work(hour);
    await expect.poll(state, WAIT).toBe('sending');
    await work('13:10');
    expect(await state()).toBe('paused');
    const tomorrow = editionDate('2026-11-25');
    for (const hour of ['05:00', '05:30', '07:00']) await work(hour, 24 * HOUR_MS);
    await expect.poll(async () => (await statusOfDay(app, tomorrow)).edition?.state, WAIT).toBe('completed');
    leave.resolve(null);
    await senders.ended();
    expect(await state()).toBe('paused');
  });

  it('midnight ends nothing: what was to leave late in the evening leaves, or is held or paused', async () => {
    await open('live', { schedule: { collect: '05:00', draft: '05:30', send: '22:00' } });
    await addReader();
    await wakeAt('05:00');
    await wakeAt('05:30');
    await approveDay(app, DATE, 'the editor');
    clock.set(at('00:05') + 24 * HOUR_MS);
    await sendDay(app, DATE, { signal: AbortSignal.abort() });
    expect(await state()).toBe('sending');
    await wake();
    expect(await state()).toBe('completed');
    expect(await mails()).toHaveLength(1);
    for (const [from, to] of [
      ['sending', 'paused'],
      ['approved', 'held'],
    ] as const) {
      await app.database.query.updateTable('edition').set({ state: from }).execute();
      clock.advance(72 * HOUR_MS);
      await wake();
      expect(await state()).toBe(to);
    }
  });

  it('an approval under another release is held before any copy leaves; test readers get one copy of an edition', async () => {
    await open('live', { sending: { testReaders: ['first@desk.example', 'second@desk.example'] } });
    await addReader();
    await wakeAt('05:00');
    await wakeAt('05:30');
    await approveDay(app, DATE, 'the editor');
    const { release } = await needEdition(app, DATE);
    await app.database.query.updateTable('edition').set({ release: 'another' }).execute();
    expect(await wakeAt('07:00')).toEqual([expect.stringContaining('under release another')]);
    expect(await state()).toBe('held');
    expect(await alerts()).toEqual([expect.stringContaining('under release another')]);
    expect(await testCopies()).toBe(0);

    await app.database.query.updateTable('edition').set({ release }).execute();
    await approveDay(app, DATE, 'the editor');
    const transport = await app.transport();
    const asked: string[] = [];
    let refuses = true;
    const watched: Transport = {
      ...transport,
      submit: async (batch, signal) => {
        const to = batch.messages.map((message) => message.to).join();
        asked.push(to);
        return refuses && to.startsWith('second')
          ? { kind: 'unaccepted', reason: 'no such mailbox', index: 0 }
          : transport.submit(batch, signal);
      },
    };
    app = { ...app, transport: () => Promise.resolve(watched) };
    expect(await wakeAt('07:01')).toEqual([expect.stringContaining('no such mailbox')]);
    expect([await state(), await testCopies(), (await mails()).length]).toEqual(['held', 1, 0]);

    refuses = false;
    await approveDay(app, DATE, 'the editor');
    await wakeAt('07:02');
    expect(asked.slice(0, 3)).toEqual(['first@desk.example', 'second@desk.example', 'second@desk.example']);
    expect([await state(), await testCopies(), (await mails()).length]).toEqual(['completed', 2, 1]);
  });

  it('names the essay that cannot be read at every waking, and drafts once it can', async () => {
    await open('live');
    const essay = join(folder, 'essays', `${DATE}.md`);
    await writeFile(essay, '---\ntitle: [\n---\nText.\n');
    await wakeAt('05:00');
    expect(await wakeAt('05:30')).toEqual([expect.stringContaining(`${DATE}.md`)]);
    expect(await wakeAt('05:30')).toHaveLength(1);
    expect(await alerts()).toEqual([expect.stringContaining(`could not draft it`)]);
    await writeFile(essay, '---\ntitle: Mended\n---\n\nText.\n');
    expect((await wakeAt('05:31'))[0]).toContain('drafted "Mended"');
  });
});

it('stops when asked, after the work that was due', async () => {
  await open('live');
  const stop = new AbortController();
  await keepNewsroom(app, { ...keeper, signal: stop.signal, idle: () => stop.abort() });
  expect(said[0]).toContain('collected');
});
